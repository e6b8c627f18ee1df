package sellaprime.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sellaprime.testkit.Command;
import sellaprime.testkit.Command.Result;
import sellaprime.testkit.ProcessCluster;
import sellaprime.testkit.ProcessNode;

/** {@code new} and {@code moduli} as a user meets them, and as openssl and OpenSSH read them. */
class NewIT {
  /** (p-1)/2 for a safe prime p of 512 bits that has generator 2 or 5. */
  private static final String SAFE_Q =
      "67610ea1d0493c91f43590754e7a94ddac6b1d117f4ab24645200516956155b7"
          + "c4e6d29e8486825fc0b3948085401a8fb5c075c75c425b861b5d8ccf609ce5b3";

  private static ProcessCluster cluster;
  private static ProcessNode node;

  @BeforeAll
  static void start() throws Exception {
    cluster = new ProcessCluster("new");
    node = cluster.start();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static Command atNode(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--connect", node.http()));
    return Command.sellaprime(all.toArray(String[]::new));
  }

  private static void isThere(String program) throws InterruptedException {
    try {
      assumeTrue(Command.of("sh", "-c", "command -v " + program).run().exit() == 0, program);
    } catch (IOException e) {
      assumeTrue(false, e.toString());
    }
  }

  @Test
  void aNodeOfItsOwnFindsPrimes() throws Exception {
    Result result = Command.sellaprime("new", "--digits", "30", "--count", "2").run();
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
    assertThat(result.out().lines())
        .hasSize(2)
        .allSatisfy(
            line -> {
              assertThat(line).hasSize(30);
              assertThat(new BigInteger(line).isProbablePrime(40)).isTrue();
            });
  }

  @Test
  void aRunningNodeTellsAllAboutIt() throws Exception {
    Result result = atNode("new", "--bits", "200", "--safe", "--json").run();
    assertThat(result.exit()).isZero();
    JsonNode job = new ObjectMapper().readTree(result.out());
    assertThat(job.path("kind").asText()).isEqualTo("sale");
    BigInteger p = new BigInteger(job.path("prime").asText());
    assertThat(p.bitLength()).isEqualTo(200);
    assertThat(p.shiftRight(1).isProbablePrime(40)).isTrue();
    Result hex = atNode("new", "--bits", "64", "--hex").run();
    assertThat(hex.out()).matches("0x[89a-f][0-9a-f]{15}\n");
  }

  @Test
  void opensslReadsTheParameters(@TempDir Path directory) throws Exception {
    isThere("openssl");
    Result result = atNode("new", "--bits", "512", "--safe", "--pem").run();
    assertThat(result.exit()).isZero();
    Path file = Files.writeString(directory.resolve("dh.pem"), result.out());
    Result check =
        Command.of("openssl", "dhparam", "-in", file.toString(), "-check", "-noout").run();
    assertThat(check.exit()).isZero();
    assertThat(check.out() + check.err()).contains("appear to be ok");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "new | --bits",
        "new --bits 64 --digits 9 | mutually exclusive",
        "new --bits 64 --pem | --pem takes --safe",
        "new --bits 64 --residue 3 | --residue and --modulus go together",
        "new --bits 64 --residue 2 --modulus 4 | have a common factor",
        "new --bits 64 --count 0 | at least one prime",
        "new --cancel x | --cancel goes with --connect",
        "new --bits 40000 --safe | takes one core about",
        "moduli | Say what to do",
        "moduli generate --bits 100 | a number from 512",
        "moduli screen nowhere -o there | there is no file nowhere",
      })
  void badUsageExitsWithTwo(String line, String why) throws Exception {
    Result result = Command.sellaprime(line.split(" ", -1)).run();
    assertThat(result.err()).contains(why);
    assertThat(result.out()).isEmpty();
    assertThat(result.exit()).isEqualTo(2);
  }

  @Test
  void aSearchThatTakesTooLongIsGivenUp() throws Exception {
    Result result = atNode("new", "--bits", "8192", "--safe", "--timeout", "1").run();
    assertThat(result.err()).isEqualTo("sellaprime: no answer within 1.0 s\n");
    assertThat(result.exit()).isEqualTo(3);
    Result free = atNode("new", "--bits", "64").run();
    assertThat(free.exit()).as("the workers are free again").isZero();
  }

  @Test
  void theNodeThatItTalksToIsKilledAndAnotherDelivers(@TempDir Path directory) throws Exception {
    try (ProcessCluster pair = ProcessCluster.of("new-kill", 2)) {
      ProcessNode first = pair.node(0);
      ProcessNode second = pair.node(1);
      // Under an id that we know, so that the other node can be asked for it.
      String command = "new --bits 512 --safe --count 30 --resume ours --connect " + first.http();
      try (Command.Running running = Command.sellaprime(command.split(" ", -1)).begin(directory)) {
        await()
            .atMost(Duration.ofMinutes(2))
            .until(() -> !second.get("/v1/jobs/ours").path("state").asText().isEmpty());
        first.kill();
        Result delivered = running.awaitEnd(Duration.ofMinutes(10));
        assertThat(delivered.exit()).as(delivered.err()).isZero();
        assertThat(delivered.out().lines()).hasSize(30);
      }
      assertThat(second.get("/v1/jobs/ours").path("state").asText()).isEqualTo("done");
    }
  }

  @Test
  void anInterruptedSearchIsComeBackForOrGivenUp(@TempDir Path directory) throws Exception {
    assumeTrue(Command.canBeInterrupted());
    Result left = interrupted(directory, "new", "--bits", "8192", "--safe");
    assertThat(left.exit()).isEqualTo(130);
    String id = left.err().strip().replaceFirst("(?s).*--resume ", "");
    assertThat(node.get("/v1/jobs/" + id).path("state").asText()).isIn("queued", "running");
    String again = left.err().lines().skip(1).findFirst().orElseThrow().strip();
    try (Command.Running back = Command.of("sh", "-c", "exec " + again).begin(directory)) {
      Result given = atNode("new", "--cancel", id).run();
      assertThat(given.out()).isEqualTo(id + ": cancelled\n");
      assertThat(given.exit()).isZero();
      // It has come back to the very search that was cancelled; another would have no end.
      Result ended = back.awaitEnd(Duration.ofMinutes(2));
      assertThat(ended.err()).contains("no answer");
      assertThat(ended.exit()).isEqualTo(3);
    }
  }

  @Test
  void aSearchThatIsOverHasTheSamePrimesForWhoComesBack() throws Exception {
    Command command = atNode("new", "--bits", "128", "--count", "3", "--resume", "over");
    Result first = command.run();
    assertThat(first.exit()).as(first.err()).isZero();
    assertThat(first.out().lines()).hasSize(3);
    assertThat(command.run()).isEqualTo(first);
  }

  private static Result interrupted(Path directory, String... words) throws Exception {
    try (Command.Running running = atNode(words).begin(directory)) {
      await().atMost(Duration.ofMinutes(2)).until(() -> node.unfinished() > 0);
      return running.interrupt();
    }
  }

  @Test
  void anInterruptedScreeningGoesOn(@TempDir Path directory) throws Exception {
    assumeTrue(Command.canBeInterrupted());
    String line = candidate(new BigInteger(SAFE_Q, 16)) + "\n";
    Path candidates = Files.writeString(directory.resolve("candidates"), line.repeat(300));
    Path moduli = directory.resolve("moduli");
    Command command = atNode("moduli", "screen", candidates.toString(), "-o", moduli.toString());
    try (Command.Running running = command.begin(directory)) {
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> Files.exists(moduli) && Files.size(moduli) > 0);
      Result first = running.interrupt();
      assertThat(first.err()).contains("the same command goes on from there");
      assertThat(first.exit()).isEqualTo(130);
    }
    Result rest = command.run();
    assertThat(rest.err()).startsWith("sellaprime: goes on after line ");
    assertThat(rest.exit()).as(rest.err()).isZero();
    assertThat(withoutTimes(moduli)).hasSize(300).containsOnly(withoutTimes(moduli).get(0));
    assertThat(directory.resolve("moduli.batch")).doesNotExist();
  }

  @Test
  void aCancelledScreeningIsNotCalledDone(@TempDir Path directory) throws Exception {
    // Each line takes a thousand rounds: it cannot be over before it is cancelled.
    String line = candidate(new BigInteger(SAFE_Q, 16)) + "\n";
    Path candidates = Files.writeString(directory.resolve("candidates"), line.repeat(20_000));
    Path moduli = directory.resolve("moduli");
    Path mark = directory.resolve("moduli.batch");
    Command command =
        atNode("moduli", "screen", "-a", "1000", candidates.toString(), "-o", moduli.toString());
    String first = cancelledScreening(command, directory, moduli, mark);
    long linesThen = Files.readAllLines(moduli).size();
    assertThat(cancelledScreening(command, directory, moduli, mark)).isNotEqualTo(first);
    assertThat(Files.readAllLines(moduli)).hasSizeGreaterThan((int) linesThen);
  }

  /** Runs it until something more is found, and cancels its batch; returns the batch's id. */
  private static String cancelledScreening(Command command, Path directory, Path moduli, Path mark)
      throws Exception {
    long before = Files.exists(moduli) ? Files.size(moduli) : 0;
    try (Command.Running running = command.begin(directory)) {
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> Files.exists(moduli) && Files.size(moduli) > before && Files.exists(mark));
      String id = Files.readString(mark).split(" ", -1)[0];
      assertThat(atNode("batch", "--cancel", id).run().exit()).isZero();
      Result cancelled = running.awaitEnd(Duration.ofMinutes(2));
      assertThat(cancelled.err())
          .contains("the batch is cancelled", "the same command goes on from there");
      assertThat(cancelled.exit()).isEqualTo(3);
      assertThat(mark).exists();
      return id;
    }
  }

  @Test
  void sshKeygenReadsTheModuli(@TempDir Path directory) throws Exception {
    Path moduli = directory.resolve("moduli");
    Result result =
        atNode("moduli", "generate", "--bits", "512", "--count", "2", "-o", moduli.toString())
            .run();
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
    assertThat(moduli).content().startsWith("# Time Type").hasLineCount(3);
    isThere("ssh-keygen");
    Path again = directory.resolve("again");
    Result screened =
        Command.of("ssh-keygen", "-M", "screen", "-f", moduli.toString(), again.toString()).run();
    assertThat(screened.exit()).as(screened.err()).isZero();
    assertThat(withoutTimesAndTries(again)).isEqualTo(withoutTimesAndTries(moduli));
  }

  @Test
  void screensLikeSshKeygen(@TempDir Path directory) throws Exception {
    Random random = new Random(20260101);
    List<String> lines = new ArrayList<>(List.of("# a comment", ""));
    for (int i = 0; i < 3; i++) {
      BigInteger q = BigInteger.ONE.shiftLeft(510).add(new BigInteger(500, random)).setBit(0);
      lines.add(candidate(q));
    }
    lines.add(candidate(new BigInteger(SAFE_Q, 16)));
    lines.add(candidate(new BigInteger(SAFE_Q, 16)).replace(" 4 2 ", " 4 3 "));
    Path candidates = Files.write(directory.resolve("candidates"), lines);
    Path ours = directory.resolve("ours");
    Result result = atNode("moduli", "screen", candidates.toString(), "-o", ours.toString()).run();
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
    assertThat(ours).content().hasLineCount(1);
    isThere("ssh-keygen");
    Path theirs = directory.resolve("theirs");
    Command.of("ssh-keygen", "-M", "screen", "-f", candidates.toString(), theirs.toString()).run();
    assertThat(withoutTimes(ours)).isEqualTo(withoutTimes(theirs));
  }

  private static String candidate(BigInteger q) {
    return "20260101000000 4 2 65537 "
        + (q.bitLength() - 1)
        + " 0 "
        + q.toString(16).toUpperCase(Locale.ROOT);
  }

  private static List<String> withoutTimes(Path moduli) throws IOException {
    return Files.readAllLines(moduli).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.substring(14))
        .toList();
  }

  private static List<String> withoutTimesAndTries(Path moduli) throws IOException {
    return withoutTimes(moduli).stream()
        .map(line -> line.replaceFirst(" 2 6 \\d+ ", " 2 6 "))
        .toList();
  }
}
