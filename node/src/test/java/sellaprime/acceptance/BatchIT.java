package sellaprime.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sellaprime.testkit.Command;
import sellaprime.testkit.Command.Result;
import sellaprime.testkit.ProcessCluster;
import sellaprime.testkit.ProcessNode;
import sellaprime.testkit.Samples;

/** Batches through real processes and real deaths. */
class BatchIT {
  private static final int USUAL_LINES = 200_000;

  /** {@code -Dsellaprime.batch.lines=1000000} asks for more, and prints how long it took. */
  private static final int LINES = Integer.getInteger("sellaprime.batch.lines", USUAL_LINES);

  @TempDir private Path directory;

  @Test
  void theNodeThatItWasGivenToIsKilledAndTheCallerToo() throws Exception {
    List<String> truth = new ArrayList<>();
    Path list = numbers(truth);
    Path results = directory.resolve("results.txt");
    Path mark = directory.resolve("results.txt.batch");
    try (ProcessCluster cluster = ProcessCluster.of("batch", 2)) {
      ProcessNode first = cluster.node(0);
      ProcessNode second = cluster.node(1);
      // From a pipe, whose end the caller never sees: however quick it is, it is not through.
      Path pipe = directory.resolve("pipe");
      assertThat(Command.of("mkfifo", pipe.toString()).run().exit()).isZero();
      Process caller =
          Command.sellaprime(
                  "batch", "--connect", first.http(), "-o", results.toString(), pipe.toString())
              .start();
      try (OutputStream half = Files.newOutputStream(pipe)) {
        byte[] bytes = Files.readAllBytes(list);
        half.write(bytes, 0, bytes.length / 2);
        await().atMost(Duration.ofMinutes(2)).until(() -> size(results) > 10L * LINES);
        first.kill();
        caller.destroyForcibly().onExit().join();
      }
      String id = Files.readString(mark).split(" ", -1)[0];

      long start = System.nanoTime();
      Result resumed =
          Command.sellaprime(
                  "batch",
                  "--connect",
                  second.http(),
                  "--resume",
                  id,
                  "-o",
                  results.toString(),
                  list.toString())
              .within(Duration.ofMinutes(4))
              .run();
      assertThat(resumed.exit()).as(resumed.err()).isEqualTo(1);
      if (LINES > USUAL_LINES) {
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%d lines: %.1f s from the resumption to the end%n", LINES, seconds);
      }
      try (Stream<String> lines = Files.lines(results)) {
        assertThat(lines.map(line -> line.substring(0, line.indexOf(" ("))).toList())
            .isEqualTo(truth);
      }
      assertThat(second.get("/v1/batches/" + id).path("done").asInt()).isEqualTo(LINES);
      assertThat(mark).doesNotExist();
    }
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  /** Odd numbers of 64 bits and less; their truth by the JDK. */
  private Path numbers(List<String> truth) throws IOException {
    Random random = Samples.random("a list");
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < LINES; i++) {
      BigInteger n = new BigInteger(40 + random.nextInt(25), random).setBit(0);
      lines.append(n).append('\n');
      truth.add(n + ": " + (n.isProbablePrime(30) ? "prime" : "composite"));
    }
    return Files.writeString(directory.resolve("list.txt"), lines);
  }

  @Test
  void anEmbeddedNodeTakesAListOfAnyFormat() throws Exception {
    Path list = directory.resolve("list.abc");
    Files.writeString(list, "ABC $a*2^$b-1\n1 89\n1 x\n3 5\n");
    Result mild = Command.sellaprime("batch", list.toString()).run();
    assertThat(mild.out())
        .isEqualTo(
            """
            1*2^89-1: prime (Lucas-Lehmer)
            line 3: 1 x: error: 'x' is no whole number
            3*2^5-1: composite (divisible by 5)
            """);
    assertThat(mild.exit()).isEqualTo(2);
    Result until = Command.sellaprime("batch", "--until-prime", "--json", list.toString()).run();
    assertThat(until.out()).startsWith("{\"line\":2,\"number\":\"1*2^89-1\"").hasLineCount(1);
    assertThat(until.exit()).isZero();
    Result strict = Command.sellaprime("batch", "--strict", list.toString()).run();
    assertThat(strict.err()).contains("line 3: 'x' is no whole number");
    assertThat(strict.exit()).isEqualTo(2);
  }

  @Test
  void interruptedItTellsHowToComeBackForTheRest() throws Exception {
    assumeTrue(Command.canBeInterrupted());
    String half = "91\n".repeat(2_500);
    int count = 5_000;
    // From a pipe that is held open: the command cannot be through before it is interrupted.
    Path list = directory.resolve("a list");
    assertThat(Command.of("mkfifo", list.toString()).run().exit()).isZero();
    try (ProcessCluster cluster = ProcessCluster.of("batch-interrupt", 1)) {
      Command command =
          Command.sellaprime(
              "batch", "--json", "--connect", cluster.node(0).http(), list.toString());
      Result first;
      try (Command.Running running = command.begin(directory);
          OutputStream pipe = Files.newOutputStream(list)) {
        pipe.write(half.getBytes(StandardCharsets.US_ASCII));
        pipe.flush();
        await().atMost(Duration.ofMinutes(2)).until(() -> !running.out().isEmpty());
        first = running.interrupt();
      }
      assertThat(first.exit()).as(first.err()).isEqualTo(130);
      assertThat(first.err()).startsWith("sellaprime: the batch stays in the cluster; go on with");
      String again = first.err().lines().skip(1).findFirst().orElseThrow();
      assertThat(again).contains("sellaprime batch --json --connect ", "a list' --resume ");
      Files.delete(list);
      Files.writeString(list, half + half);

      Result rest = Command.of("sh", "-c", again).within(Duration.ofMinutes(10)).run();
      assertThat(rest.exit()).as(rest.err()).isEqualTo(1);
      assertThat(rest.out()).isNotEmpty();
      List<String> lines = (first.out() + rest.out()).lines().toList();
      assertThat(lines).hasSize(count);
      for (int i = 0; i < count; i++) {
        assertThat(lines.get(i))
            .startsWith("{\"line\":" + (i + 1) + ",")
            .contains("\"verdict\":\"composite\"");
      }
    }
  }

  @Test
  void aListThatCameHalfFromAPipeIsGivenAgain() throws Exception {
    assumeTrue(Command.canBeInterrupted());
    Path list = Files.writeString(directory.resolve("list"), "97\n91\n89\n");
    Path pipe = directory.resolve("pipe");
    assertThat(Command.of("mkfifo", pipe.toString()).run().exit()).isZero();
    String launcher = ProcessCluster.ROOT.resolve("sellaprime").toAbsolutePath().toString();
    try (ProcessCluster cluster = ProcessCluster.of("batch-pipe", 1)) {
      String batch = "exec '%s' batch --connect %s - < '%s'";
      Command command =
          Command.of("sh", "-c", batch.formatted(launcher, cluster.node(0).http(), pipe));
      Result first;
      try (Command.Running running = command.begin(directory);
          OutputStream half = Files.newOutputStream(pipe)) {
        half.write("97\n".getBytes(StandardCharsets.US_ASCII));
        half.flush();
        await().atMost(Duration.ofMinutes(2)).until(() -> running.out().endsWith("\n"));
        first = running.interrupt();
      }
      assertThat(first.exit()).as(first.err()).isEqualTo(130);
      assertThat(first.err()).contains("the whole list again at the standard input of");
      String again = first.err().lines().skip(1).findFirst().orElseThrow();
      assertThat(again).contains(" - --resume ");

      Result rest = Command.of("sh", "-c", again + " < '" + list + "'").run();
      assertThat(rest.exit()).as(rest.err()).isEqualTo(1);
      assertThat((first.out() + rest.out()).lines().map(line -> line.replaceFirst(":.*", "")))
          .containsExactly("97", "91", "89");
    }
  }

  @Test
  void whatWasCancelledElsewhereIsNotCalledComplete() throws Exception {
    Path results = directory.resolve("results");
    Path mark = directory.resolve("results.batch");
    Path pipe = directory.resolve("pipe");
    assertThat(Command.of("mkfifo", pipe.toString()).run().exit()).isZero();
    try (ProcessCluster cluster = ProcessCluster.of("batch-cancel", 1)) {
      String url = cluster.node(0).http();
      Command command =
          Command.sellaprime("batch", "--connect", url, "-o", results.toString(), pipe.toString());
      try (Command.Running running = command.begin(directory);
          OutputStream half = Files.newOutputStream(pipe)) {
        half.write("97\n91\n".getBytes(StandardCharsets.US_ASCII));
        half.flush();
        await().atMost(Duration.ofMinutes(2)).until(() -> size(results) > 0);
        String id = Files.readString(mark).split(" ", -1)[0];
        Result cancel = Command.sellaprime("batch", "--connect", url, "--cancel", id).run();
        assertThat(cancel.out()).isEqualTo(id + ": cancelled\n");
        Result ended = running.awaitEnd(Duration.ofMinutes(2));
        assertThat(ended.exit()).isEqualTo(3);
        assertThat(ended.err())
            .contains("results has results up to line ", "the batch is cancelled");
        assertThat(mark).exists();
      }
    }
  }

  @Test
  void theNodeThatItTalksToFreezes() throws Exception {
    List<String> truth = new ArrayList<>();
    Path list = numbers(truth);
    Path results = directory.resolve("results.txt");
    Path pipe = directory.resolve("pipe");
    assertThat(Command.of("mkfifo", pipe.toString()).run().exit()).isZero();
    try (ProcessCluster cluster = ProcessCluster.of("batch-freeze", 2)) {
      Command command =
          Command.sellaprime(
              "batch",
              "--connect",
              cluster.node(0).http(),
              "-o",
              results.toString(),
              pipe.toString());
      try (Command.Running running = command.begin(directory)) {
        try (OutputStream lines = Files.newOutputStream(pipe)) {
          byte[] bytes = Files.readAllBytes(list);
          lines.write(bytes, 0, bytes.length / 2);
          lines.flush();
          await().atMost(Duration.ofMinutes(2)).until(() -> size(results) > 0);
          // Its connections stay open, and nothing comes of them any more.
          cluster.node(0).signal("STOP");
          lines.write(bytes, bytes.length / 2, bytes.length - bytes.length / 2);
        }
        assertThat(running.awaitEnd(Duration.ofMinutes(4)).exit()).isEqualTo(1);
      }
      try (Stream<String> lines = Files.lines(results)) {
        assertThat(lines.map(line -> line.substring(0, line.indexOf(" ("))).toList())
            .isEqualTo(truth);
      }
    }
  }

  @Test
  void aTerminalShowsHowFarItIs() throws Exception {
    assumeTrue(Command.of("sh", "-c", "command -v script").run().exit() == 0);
    String launcher = ProcessCluster.ROOT.resolve("sellaprime").toAbsolutePath().toString();
    Path results = directory.resolve("results");
    // The list goes on for two seconds after the first results: time enough to be shown.
    String list = "(echo 97; echo 91; until [ -s %s ]; do sleep 0.2; done; sleep 2)";
    String batch = list.formatted(results) + " | " + launcher + " batch - -o " + results;
    Result onTerminal = Command.of("script", "-qec", batch, "/dev/null").run();
    assertThat(onTerminal.out()).contains("\r\033[K", " done, ", " left");
    assertThat(onTerminal.exit()).isEqualTo(1);
    assertThat(results).content().hasLineCount(2);
    Files.delete(results);
    Result elsewhere = Command.of("sh", "-c", batch).run();
    assertThat(elsewhere.err()).isEmpty();
  }

  @Test
  void badUsageIsTold() throws Exception {
    assertThat(Command.sellaprime("batch").run().exit()).isEqualTo(2);
    assertThat(Command.sellaprime("batch", directory + "/none").run().err())
        .contains("there is no file");
    assertThat(Command.sellaprime("batch", "--resume", "x").run().err()).contains("--connect");
  }
}
