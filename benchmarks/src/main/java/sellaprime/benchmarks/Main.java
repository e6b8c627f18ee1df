package sellaprime.benchmarks;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import sellaprime.benchmarks.batch.BatchBenchmark;
import sellaprime.benchmarks.engine.EngineBenchmarks;
import sellaprime.benchmarks.engine.Pari;
import sellaprime.benchmarks.engine.SafePrimes;

/** The benchmarks, by name. */
@Command(
    name = "benchmarks",
    description = "Measures sellaprime; docs/benchmarks.md tells what each one asks.",
    mixinStandardHelpOptions = true,
    subcommands = {
      DispatchLoad.class,
      Roles.class,
      Orphans.class,
      Metrics.class,
      Transitions.class,
      EngineBenchmarks.class,
      SafePrimes.class,
      Sale.class,
      Cancel.class,
      LongNumber.class,
      Pari.class,
      BatchBenchmark.class,
      Peer.class
    })
public final class Main {
  private Main() {}

  /** Runs the benchmark that {@code args} name. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
  }
}
