package sellaprime.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import sellaprime.grid.GridNode;
import sellaprime.grid.GridSettings;
import sellaprime.grid.PortChoice;
import sellaprime.grid.RejoiningTester;
import sellaprime.grid.data.Durable;
import sellaprime.grid.data.Durable.Sync;
import sellaprime.grid.tester.NumberTest;
import sellaprime.primality.input.InputLimits;

/**
 * Another node of the cluster, in a process of its own, with the same JVM flags. Lives until its
 * standard input ends, so it cannot outlive the benchmark.
 */
@Command(name = "peer", hidden = true)
final class Peer implements Callable<Integer> {
  static final NumberTest ENGINE = NumberTest.primality(InputLimits.DEFAULT);

  @Option(names = "--name", required = true)
  private String name = "";

  @Option(names = "--join", required = true)
  private String join = "";

  @Option(names = "--workers", required = true)
  private int workers;

  @Option(names = "--stuck", description = "Takes jobs and never answers one.")
  private boolean stuck;

  @Option(names = "--tester", description = "Keeps no jobs.")
  private boolean tester;

  @Option(names = "--data", description = "Keeps jobs on disk as well.")
  private @Nullable Sync sync;

  static Process start(String name, String join, int workers, @Nullable Sync sync, boolean stuck)
      throws IOException {
    List<String> options = new ArrayList<>();
    if (sync != null) {
      options.addAll(List.of("--data", sync.name()));
    }
    if (stuck) {
      options.add("--stuck");
    }
    return start(name, join, workers, options);
  }

  static Process start(String name, String join, int workers, List<String> options)
      throws IOException {
    Path jar = Path.of(Peer.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-jar", jar.toString(), "peer", "--name", name, "--join", join));
    command.addAll(List.of("--workers", String.valueOf(workers)));
    command.addAll(options);
    return new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  static GridNode startNode(
      String name, List<String> join, int workers, @Nullable Sync sync, NumberTest test)
      throws IOException {
    return GridNode.start(settings(name, join, workers, sync), test, Clock.systemUTC());
  }

  private static GridSettings settings(
      String name, List<String> join, int workers, @Nullable Sync sync) throws IOException {
    return new GridSettings(
        name,
        "127.0.0.1",
        PortChoice.ANY_FREE,
        null,
        join,
        "",
        workers,
        InputLimits.DEFAULT,
        GridSettings.DEFAULT_MAX_JOBS_PER_TESTER,
        GridSettings.DEFAULT_MAX_WORK,
        GridSettings.DEFAULT_KEEP,
        GridSettings.DEFAULT_MAX_OUTCOMES,
        Files.createTempDirectory("sellaprime-bench"),
        sync == null ? null : new Durable(Files.createTempDirectory("sellaprime-bench-data"), sync),
        null);
  }

  static void awaitReady(GridNode node, int nodes) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
    while (node.cluster().nodes().stream().filter(n -> n.state().equals("ready")).count()
        != nodes) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the other nodes did not come up");
      }
      Thread.sleep(20); // the view of the cluster is read; it tells nobody when it changes
    }
  }

  @Override
  public Integer call() throws Exception {
    Quiet.logs();
    if (tester) {
      return test();
    }
    NumberTest never =
        (question, watch) -> {
          while (true) {
            watch.check();
            LockSupport.parkNanos(1_000_000);
          }
        };
    try (GridNode node = startNode(name, List.of(join), workers, sync, stuck ? never : ENGINE)) {
      awaitEndOfInput();
      return node.cluster().nodes().isEmpty() ? 1 : 0;
    }
  }

  private int test() throws IOException {
    GridSettings settings = settings(name, List.of(join), workers, null);
    try (RejoiningTester node =
        RejoiningTester.start(settings, null, RejoiningTester.Listeners.NONE)) {
      awaitEndOfInput();
      return node.isReady() ? 0 : 1;
    }
  }

  private static void awaitEndOfInput() throws IOException {
    while (System.in.read() >= 0) {
      // Only its end counts.
    }
  }
}
