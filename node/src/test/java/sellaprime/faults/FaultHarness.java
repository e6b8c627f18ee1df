package sellaprime.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import sellaprime.testkit.ProcessCluster;

/** The command line of the harness; {@code FaultsIT} hands it what Maven was told. */
@Command(
    name = "faults",
    description =
        "Breaks a cluster in many ways, under load, and checks that no promise is broken.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {"", "Exit codes: 0 every promise was kept, 1 one was broken, 2 bad usage."})
final class FaultHarness implements Callable<Integer> {
  @Option(
      names = "--minutes",
      paramLabel = "M",
      description = "How long to stage faults (default: ${DEFAULT-VALUE}).")
  private double minutes = 3;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      description = "How many nodes, 3 or more (default: ${DEFAULT-VALUE}).")
  private int nodes = 3;

  @Option(names = "--seed", paramLabel = "S", description = "The plan (default: any, and told).")
  private long seed = new Random().nextInt(1_000_000);

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "Calls a second, on average (default: ${DEFAULT-VALUE}).")
  private int rate = 180;

  @Option(names = "--durable", description = "Nodes with directories: then all may die at once.")
  private boolean durable;

  @Option(
      names = "--only",
      paramLabel = "FAULT",
      split = ",",
      description = "These faults and no others: ${COMPLETION-CANDIDATES}.")
  private @Nullable List<Fault> only;

  @Option(names = "--without", paramLabel = "FAULT", split = ",", description = "Not these.")
  private @Nullable List<Fault> without;

  @Option(
      names = "--jvm",
      paramLabel = "OPTIONS",
      description = "For the nodes' JVMs (default: ${DEFAULT-VALUE}).")
  private String jvm = "-Xmx256m";

  @Override
  public Integer call() throws Exception {
    if (nodes < 3 || minutes <= 0 || rate < 1) {
      System.err.println("faults: three nodes or more, for some time, at some rate");
      return 2;
    }
    Path logs =
        ProcessCluster.ROOT
            .resolve("node/target/cluster-logs")
            .resolve("faults-" + seed + (durable ? "-durable" : "") + "-" + nodes)
            .toAbsolutePath()
            .normalize();
    Settings settings =
        new Settings(
            seed,
            nodes,
            Duration.ofMillis(Math.round(minutes * 60_000)),
            rate,
            durable,
            chosen(),
            jvm,
            logs);
    return new FaultRun(settings, System.out).run() ? 0 : 1;
  }

  /** What splits a cluster is left out for now, unless it is named: halves do not merge yet. */
  private List<Fault> chosen() {
    if (only != null) {
      return only;
    }
    List<Fault> faults = new ArrayList<>(List.of(Fault.values()));
    faults.removeIf(Fault::splits);
    if (without != null) {
      faults.removeAll(without);
    }
    return List.copyOf(faults);
  }

  /** As {@link #main}, and returns the exit code. */
  static int run(String... arguments) {
    return new CommandLine(new FaultHarness())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(arguments);
  }

  /** Runs the harness; needs the flags that Ignite's thin client needs. */
  public static void main(String... arguments) {
    System.exit(run(arguments));
  }
}
