package sellaprime.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import sellaprime.grid.GridNode;
import sellaprime.grid.gateway.JobStatus;
import sellaprime.grid.tester.NumberTest;
import sellaprime.job.JobState;
import sellaprime.job.PrimeSpec;
import sellaprime.job.SaleQuestion;
import sellaprime.primality.input.InputLimits;

/**
 * Primes ordered from a node, and those of {@code openssl dhparam} (or {@code openssl prime} for
 * those that are not safe), in turn: time on the wall. The JVM is warm after the first rounds,
 * which are told but not counted.
 */
@Command(
    name = "sale",
    description = "Primes through the grid beside openssl's: time on the wall, all workers.",
    mixinStandardHelpOptions = true)
final class Sale implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofHours(10);

  @Option(names = "--bits", description = "size (default: ${DEFAULT-VALUE})")
  private int bits = 2048;

  @Option(names = "--safe", description = "safe primes")
  private boolean safe;

  @Option(names = "--workers", description = "workers of the node (default: ${DEFAULT-VALUE})")
  private int workers = 2;

  @Option(names = "--runs", description = "counted runs of each (default: ${DEFAULT-VALUE})")
  private int runs = 10;

  @Option(names = "--warm-up", description = "runs before (default: ${DEFAULT-VALUE})")
  private int warmUp = 2;

  @Override
  public Integer call() throws Exception {
    Quiet.logs();
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    NumberTest test = NumberTest.primality(InputLimits.DEFAULT);
    try (GridNode node = Peer.startNode("sale", List.of(), workers, null, test)) {
      for (int i = -warmUp; i < runs; i++) {
        double own = ownSeconds(node);
        double other = i < 0 ? 0 : opensslSeconds();
        System.out.printf(
            Locale.ROOT,
            "%s sellaprime %.3f s, openssl %.3f s%n",
            i < 0 ? "warm-up" : "run",
            own,
            other);
        if (i >= 0) {
          ours.add(own);
          theirs.add(other);
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "medians: sellaprime %.3f s, openssl %.3f s, ratio %.2f%n"
            + "means:   sellaprime %.3f s, openssl %.3f s, ratio %.2f%n",
        median(ours),
        median(theirs),
        median(theirs) / median(ours),
        mean(ours),
        mean(theirs),
        mean(theirs) / mean(ours));
    return 0;
  }

  private double ownSeconds(GridNode node) {
    SaleQuestion order = new SaleQuestion(new PrimeSpec(bits, 0, safe, null, null), 1);
    long start = System.nanoTime();
    JobStatus accepted = node.gateway().submit(null, order).join();
    JobStatus end = node.gateway().await(accepted.job().id(), PATIENCE).join();
    if (end == null || end.job().state() != JobState.DONE) {
      throw new IllegalStateException("no prime: " + end);
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private double opensslSeconds() throws IOException, InterruptedException {
    List<String> command =
        safe
            ? List.of("openssl", "dhparam", "" + bits)
            : List.of("openssl", "prime", "-generate", "-bits", "" + bits);
    long start = System.nanoTime();
    Process openssl =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (openssl.waitFor() != 0) {
      throw new IOException("openssl failed: is it installed?");
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static double mean(List<Double> seconds) {
    return seconds.stream().mapToDouble(s -> s).average().orElse(Double.NaN);
  }

  static double median(List<Double> seconds) {
    List<Double> sorted = new ArrayList<>(seconds);
    Collections.sort(sorted);
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
