package sellaprime.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sellaprime.testkit.Command;
import sellaprime.testkit.Command.Result;
import sellaprime.testkit.ProcessCluster;
import sellaprime.testkit.ProcessNode;

/** The command line as a user meets it: what it prints where, and its exit code. */
class CliIT {
  /** Nobody can listen here: port 1 needs a privilege, and no such service is in use. */
  private static final String NOBODY = "http://127.0.0.1:1";

  private static ProcessCluster cluster;
  private static ProcessNode node;

  @BeforeAll
  static void start() throws Exception {
    cluster = new ProcessCluster("cli");
    node = cluster.start();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  // ---- test ----

  @Test
  void primesExitWithZeroInTheOrderGiven() throws Exception {
    Result result = Command.sellaprime("test", "2^127-1", "0x11", " 7 ").run();
    assertThat(result.out())
        .isEqualTo(
            """
            2^127-1: prime (Lucas-Lehmer)
            0x11: prime (trial division)
            7: prime (trial division)
            """);
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
  }

  @Test
  void aCompositeAmongThemExitsWithOne() throws Exception {
    Result result = atNode("test", "7", "9", "11").run();
    assertThat(result.out())
        .isEqualTo(
            "7: prime (trial division)\n9: composite (divisible by 3)\n11: prime (trial division)\n");
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isEqualTo(1);
  }

  @Test
  void jsonIsOneObjectALine() throws Exception {
    Result result = atNode("test", "--json", "7", "10^99+289").run();
    assertThat(result.exit()).isZero();
    List<String> lines = result.out().lines().toList();
    assertThat(lines).hasSize(2);
    JsonNode job = new ObjectMapper().readTree(lines.get(1));
    assertThat(job.path("number").asText()).isEqualTo("10^99+289");
    assertThat(job.path("state").asText()).isEqualTo("done");
    assertThat(job.path("verdict").asText()).isEqualTo("probable-prime");
  }

  @ParameterizedTest
  @MethodSource
  void badNumbersAreExplained(String number, String explanation) throws Exception {
    Result result = Command.sellaprime("test", number).run();
    assertThat(result.err()).startsWith("sellaprime: ").contains(explanation);
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.err().length()).as("length of the message").isLessThan(300);
    assertThat(result.out()).isEmpty();
    assertThat(result.exit()).isEqualTo(2);
  }

  static Stream<Arguments> badNumbersAreExplained() {
    return Stream.of(
        arguments("", "'': at character 1: a number is missing"),
        arguments("abc", "abc: at character 1: 'a' does not belong here"),
        arguments("13A", "13A: at character 3: 'A' does not belong here"),
        arguments("1e400", "1e400: at character 2: 'e' does not belong here"),
        arguments("9^9^9^9", "the limit is 100000"),
        arguments("10^9!", "the limit is 100000"),
        arguments("-7", "negative numbers are not tested"),
        arguments("9".repeat(100_001), "the number has 100001 digits; the limit is 100000"),
        arguments("(".repeat(10_000) + "7" + ")".repeat(10_000), "nested too deeply"));
  }

  @Test
  void aMillionDigitsFromAFileAreRefused(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("million"), "9".repeat(1_000_000));
    Result result = Command.sellaprime("test", "@" + file).run();
    assertThat(result.err()).contains("the number has 1000000 digits; the limit is 100000");
    assertThat(result.out()).isEmpty();
    assertThat(result.exit()).isEqualTo(2);
  }

  @Test
  void allBadNumbersAreToldBeforeAnyIsTested() throws Exception {
    Result result = Command.sellaprime("test", "7", "abc", "9", "13A").run();
    assertThat(result.err().lines()).hasSize(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.exit()).isEqualTo(2);
  }

  @Test
  void aRunningNodeExplainsBadNumbersAsWell() throws Exception {
    Result result = atNode("test", "9^9^9^9").run();
    assertThat(result.err()).startsWith("sellaprime: 9^9^9^9: ").contains("the limit is 100000");
    assertThat(result.out()).isEmpty();
    assertThat(result.exit()).isEqualTo(2);
  }

  @Test
  void aNumberThatTakesTooLongExitsWithThree() throws Exception {
    Result result = Command.sellaprime("test", "--timeout", "0.5", "2^86243-1").run();
    assertThat(result.err()).isEqualTo("sellaprime: 2^86243-1: no answer within 0.5 s\n");
    assertThat(result.out()).isEmpty();
    assertThat(result.exit()).isEqualTo(3);
  }

  @Test
  void interruptedTestsAreComeBackFor(@TempDir Path directory) throws Exception {
    assumeTrue(Command.canBeInterrupted());
    Result first;
    try (Command.Running running = atNode("test", "2^44497-1", "9").begin(directory)) {
      org.awaitility.Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> node.unfinished() > 0);
      first = running.interrupt();
    }
    assertThat(first.exit()).as(first.err()).isEqualTo(130);
    assertThat(first.err()).startsWith("sellaprime: the cluster goes on; come back with\n");
    String again = first.err().lines().skip(1).findFirst().orElseThrow().strip();
    assertThat(again).contains("sellaprime test '2^44497-1' 9 --connect ", "--resume ");
    Result rest = Command.of("sh", "-c", again).within(Duration.ofMinutes(10)).run();
    assertThat(rest.out())
        .isEqualTo("2^44497-1: prime (Lucas-Lehmer)\n9: composite (divisible by 3)\n");
    assertThat(rest.exit()).as(rest.err()).isEqualTo(1);
  }

  @Test
  void aTerminatedCommandExitsWith143(@TempDir Path directory) throws Exception {
    Path log = directory.resolve("log");
    try (Command.Running running =
        Command.sellaprime("test", "2^86243-1", "--log-file", log.toString()).begin(directory)) {
      org.awaitility.Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> Files.exists(log));
      assertThat(running.terminate().exit()).isEqualTo(143);
    }
  }

  // ---- standard input, environment, settings file ----

  @Test
  void numbersAndListsComeFromStandardInput() throws Exception {
    assertThat(piped("7\n\n 2^3+1 \n", "test 11 - --connect " + node.http()).out())
        .isEqualTo(
            """
            11: prime (trial division)
            7: prime (trial division)
            2^3+1: composite (divisible by 3)
            """);
    Result list = piped("7\n9\n", "batch - --connect " + node.http());
    assertThat(list.out()).isEqualTo("7: prime (trial division)\n9: composite (divisible by 3)\n");
    assertThat(list.exit()).isEqualTo(1);
    Result nothing = piped("", "test -");
    assertThat(nothing.err())
        .isEqualTo("sellaprime: standard input is empty: give it a number per line\n");
    assertThat(nothing.exit()).isEqualTo(2);
  }

  private static Result piped(String input, String command) throws Exception {
    String launcher = ProcessCluster.ROOT.resolve("sellaprime").toAbsolutePath().toString();
    return Command.of("sh", "-c", "printf '" + input + "' | '" + launcher + "' " + command).run();
  }

  @Test
  void whatIsNotTypedComesFromTheEnvironmentThenFromTheFile(@TempDir Path directory)
      throws Exception {
    Path file = Files.writeString(directory.resolve("s"), "json=true\nconnect=" + NOBODY + "\n");
    Result result =
        Command.sellaprime("test", "7")
            .with("SELLAPRIME_SETTINGS", file.toString())
            .with("SELLAPRIME_CONNECT", node.http())
            .run();
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(new ObjectMapper().readTree(result.out()).path("number").asText()).isEqualTo("7");
    Result nobody = Command.sellaprime("test", "--settings", file.toString(), "7").run();
    assertThat(nobody.err()).contains("no node answers at " + NOBODY);
    assertThat(nobody.exit()).isEqualTo(3);
  }

  // ---- a terminal ----

  @ParameterizedTest
  @CsvSource({"'', true", "1, false"})
  void helpIsInColourOnATerminalUnlessThatIsNotWanted(String noColor, boolean coloured)
      throws Exception {
    assumeTrue(
        Files.exists(Path.of("/usr/bin/script")), "there is no script(1) to make a terminal");
    String launcher = ProcessCluster.ROOT.resolve("sellaprime").toAbsolutePath().toString();
    Command command =
        Command.of("/usr/bin/script", "-qec", "'" + launcher + "' --help", "/dev/null")
            .with("TERM", "xterm");
    Result result =
        (noColor.isEmpty() ? command.without("NO_COLOR") : command.with("NO_COLOR", noColor)).run();
    assertThat(result.out()).contains("Examples:");
    assertThat(result.out().contains("\033[")).isEqualTo(coloured);
  }

  // ---- status ----

  @Test
  void statusIsWatchedUntilInterrupted(@TempDir Path directory) throws Exception {
    assumeTrue(Command.canBeInterrupted());
    Result result;
    try (Command.Running running = atNode("status", "--watch", "--json").begin(directory)) {
      org.awaitility.Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> running.out().endsWith("\n"));
      result = running.interrupt();
    }
    assertThat(result.exit()).as(result.err()).isEqualTo(130);
    String first = result.out().lines().findFirst().orElseThrow();
    assertThat(new ObjectMapper().readTree(first).path("nodes").get(0).path("name").asText())
        .isEqualTo(node.name());
  }

  @Test
  void statusShowsTheNodes() throws Exception {
    Result result = atNode("status").run();
    assertThat(result.out())
        .contains(node.name(), node.http(), node.thin())
        .containsPattern("(?m)^1 nodes, 0 jobs queued, 0 running$")
        .containsPattern("(?m)^engine of " + node.name() + ": limbs 65-\\d+ bits; .* in bulk$");
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
    JsonNode cluster = new ObjectMapper().readTree(atNode("status", "--json").run().out());
    assertThat(cluster.path("nodes")).hasSize(1);
  }

  // ---- whom to ask ----

  @ParameterizedTest
  @CsvSource({"test,7", "status,--json"})
  void nobodyThereExitsWithThree(String command, String argument) throws Exception {
    Result result =
        Command.sellaprime(command, argument, "--connect", NOBODY)
            .within(Duration.ofSeconds(30))
            .run();
    assertThat(result.err()).contains("no node answers at " + NOBODY, "./sellaprime serve");
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.exit()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"foo", "127.0.0.1:8080", "ftp://127.0.0.1", ""})
  void whatIsNoUrlExitsWithTwo(String url) throws Exception {
    Result result = Command.sellaprime("test", "--connect", url, "7").run();
    assertRefused(result, "--connect takes the URL of a node");
  }

  // ---- usage ----

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | Say what to do",
        "sell 7 | 'sell'",
        "test | Missing required parameter: 'N'",
        "test --frobnicate 7 | Unknown option: '--frobnicate'",
        "test --timeout 0 7 | --timeout takes a positive number",
        "test --timeout soon 7 | 'soon'",
        "test --resume x 7 | --resume goes with --connect",
        "serve 7 | '7'",
        "serve --name a/b | --name takes",
        "serve --http-port 80 | --http-port takes a port",
        "serve --thin-port 65536 | --thin-port takes a port",
        "serve --discovery-port -1 | --discovery-port takes a port",
        "serve --http-port http | 'http'",
        "serve --join here | --join takes HOST:PORT",
        "serve --workers 0 | --workers takes",
        "serve --max-jobs 0 | --max-jobs takes",
        "serve --max-digits 2000000000 | --max-digits takes",
        "serve --drain-timeout -1 | --drain-timeout takes",
        "serve --sync log | --sync goes with --data",
        "serve --data d --sync twice | 'twice'",
        "serve --data d --max-digits 2000000 | at most 1000000 with --data",
        "serve --role sleeper | 'sleeper'",
        "serve --role tester | --role tester needs --join",
        "serve --role tester --join 127.0.0.1:1 --data d | a tester keeps no jobs, so it has nothing",
        "serve --role tester --join 127.0.0.1:1 --thin-port 0 | --thin-port goes with --role keeper",
        "serve --role tester --join 127.0.0.1:1 --keep-hours 1 | --keep-hours goes with --role keeper",
        "serve --config /nonexistent.xml | no readable file /nonexistent.xml",
        "serve --log-file /dev/null/x | /dev/null/x",
        "serve --log-format xml | xml",
        "serve --host 192.0.2.1 --insecure | 192.0.2.1",
        "serve --host 192.0.2.1 | can be reached from other machines: give it --tls DIR",
        "serve --host 0.0.0.0 | or say --insecure",
        "serve --host no.such.host.invalid | no host that can be found",
        "serve --tls /nonexistent | there is no file /nonexistent/cert.pem",
        "serve --tls /nonexistent --insecure | exclude each other",
        "serve --keys /nonexistent | there is no file /nonexistent",
        "status --key-file /nonexistent | there is no file /nonexistent",
        "test --connect https://127.0.0.1:1 --ca /nonexistent 7 | there is no file /nonexistent",
        "keys | add, list or remove",
        "keys add /tmp --name a | --scope",
        "keys add /nonexistent/x --name a --scope read | there is no directory for it",
        "ca | create, node or caller",
        "ca create /nonexistent/x | cannot be made",
        "serve --settings /nonexistent | there is no such file",
        "batch - -o - | -o takes a file",
        "test --frobnicate 7 | Try 'sellaprime test --help'",
        "tets 7 | Did you mean: sellaprime test",
        "new --bits 64 --hex --json | --json excludes --hex",
      })
  void badUsageExitsWithTwo(String line, String explanation) throws Exception {
    String[] arguments = line.isEmpty() ? new String[0] : line.split(" ", -1);
    assertRefused(Command.sellaprime(arguments).run(), explanation);
  }

  private static void assertRefused(Result result, String explanation) {
    assertThat(result.err()).contains(explanation).doesNotContain("Exception", "\tat ");
    assertThat(result.out()).isEmpty();
    assertThat(result.exit()).isEqualTo(2);
  }

  @Test
  void theVersionIsTold() throws Exception {
    Result result = Command.sellaprime("--version").run();
    assertThat(result.out()).containsPattern("^sellaprime \\d+\\.\\d+\\.\\d+").contains("\nJava ");
    assertThat(result.exit()).isZero();
  }

  @Test
  void helpNamesEveryCommand() throws Exception {
    Result result = Command.sellaprime("--help").run();
    assertThat(result.out()).contains("test", "serve", "status", "help", "Exit codes");
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
  }

  @Test
  void theLogIsJsonOnStandardErrorIfWanted() throws Exception {
    Result result = Command.sellaprime("test", "--log-format", "json", "2^127-1").run();
    assertThat(result.exit()).isZero();
    assertThat(result.out()).isEqualTo("2^127-1: prime (Lucas-Lehmer)\n");
    List<String> lines =
        result.err().lines().filter(line -> !line.startsWith("WARNING: ")).toList(); // the JVM's
    assertThat(lines).isNotEmpty();
    for (String line : lines) {
      JsonNode event = new ObjectMapper().readTree(line);
      assertThat(event.has("time") && event.has("message")).as(line).isTrue();
      assertThat(event.get("node").textValue()).isEqualTo("test");
    }
  }

  // ---- serve ----

  @ParameterizedTest
  @ValueSource(strings = {"--http-port", "--thin-port", "--discovery-port"})
  void aPortThatIsTakenIsToldInASentence(String option) throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(other.getLocalPort());
      Result result =
          Command.sellaprime(
                  "serve",
                  "--http-port",
                  option.equals("--http-port") ? port : "0",
                  "--thin-port",
                  option.equals("--thin-port") ? port : "0",
                  "--discovery-port",
                  option.equals("--discovery-port") ? port : "0")
              .run();
      assertRefused(result, port);
      assertThat(result.err().lines()).hasSize(1);
    }
  }

  @Test
  void aServerPrintsOneLineAndLeavesInGoodOrderWhenTold(@TempDir Path directory) throws Exception {
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    String launcher = ProcessCluster.ROOT.resolve("sellaprime").toAbsolutePath().toString();
    Process process =
        new ProcessBuilder(
                launcher,
                "serve",
                "--name",
                "one-line",
                "--http-port=0",
                "--thin-port=0",
                "--discovery-port=0",
                "--log-file",
                directory.resolve("log").toString())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      org.awaitility.Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> Files.readString(out).endsWith("\n") || !process.isAlive());
      process.destroy(); // SIGTERM
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
      assertThat(Files.readString(err)).isEmpty();
      assertThat(Files.readString(out))
          .matches(
              "ready http://127\\.0\\.0\\.1:\\d+ thin \\S+:\\d+ discovery \\S+:\\d+ name one-line\n");
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aServerThatBreaksDownExitsWith4(@TempDir Path directory) throws Exception {
    Path data = directory.resolve("data");
    try (ProcessCluster broken = new ProcessCluster("cli-broken")) {
      ProcessNode server = broken.start("--data", data.toString());
      try (Stream<Path> files = Files.walk(data)) {
        files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      }
      Command.sellaprime("test", "--connect", server.http(), "--timeout", "1", "2^127-1").run();
      // 130 on a machine so slow that the broken Ignite cannot be stopped within five seconds.
      assertThat(server.awaitExit(Duration.ofMinutes(2))).isIn(4, 130);
    }
  }

  private static Command atNode(String... arguments) {
    return Command.sellaprime(
        Stream.concat(Stream.of(arguments), Stream.of("--connect", node.http()))
            .toArray(String[]::new));
  }
}
