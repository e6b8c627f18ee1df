package sellaprime.benchmarks.engine;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import sellaprime.primality.arith.Watch;
import sellaprime.primality.search.PrimeRange;
import sellaprime.primality.search.PrimeSearch;

/**
 * Random primes, ours and those of {@code openssl prime -generate}, in turn: processor time of one
 * thread. The JVM is warm after the first rounds, which are told but not counted; openssl starts as
 * a new process each time, some milliseconds.
 */
@Command(
    name = "primes",
    description = "Random primes and safe primes beside openssl's: processor time of one thread.",
    mixinStandardHelpOptions = true)
public final class SafePrimes implements Callable<Integer> {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  @Option(names = "--bits", description = "size (default: ${DEFAULT-VALUE})")
  private int bits = 2048;

  @Option(names = "--safe", description = "safe primes")
  private boolean safe;

  @Option(names = "--runs", description = "counted runs of each (default: ${DEFAULT-VALUE})")
  private int runs = 20;

  @Option(names = "--warm-up", description = "runs before (default: ${DEFAULT-VALUE})")
  private int warmUp = 3;

  private final PrimeSearch search = new PrimeSearch();
  private final SecureRandom random = new SecureRandom();

  @Override
  public Integer call() throws Exception {
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    for (int i = -warmUp; i < runs; i++) {
      double own = ownSeconds();
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
    report("sellaprime", ours);
    report("openssl", theirs);
    System.out.printf(
        Locale.ROOT, "openssl / sellaprime, means: %.2f%n", mean(theirs) / mean(ours));
    return 0;
  }

  private double ownSeconds() {
    long start = THREADS.getCurrentThreadCpuTime();
    if (safe) {
      search.randomSafePrime(bits, random, Watch.NONE);
    } else {
      search.randomPrime(PrimeRange.ofBits(bits), random, Watch.NONE);
    }
    return (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
  }

  private double opensslSeconds() throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("openssl", "prime", "-generate", "-bits", "" + bits));
    if (safe) {
      command.add("-safe");
    }
    Process openssl =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    ProcessHandle handle = openssl.toHandle();
    double seconds = 0;
    // A process's time can only be read while it lives: the last look is a few milliseconds early.
    while (handle.isAlive()) {
      seconds = handle.info().totalCpuDuration().map(d -> d.toNanos() / 1e9).orElse(seconds);
      Thread.sleep(2); // nothing tells of an end in time to look once more
    }
    if (openssl.waitFor() != 0) {
      throw new IOException("openssl failed: is it installed?");
    }
    return seconds;
  }

  private static void report(String name, List<Double> seconds) {
    List<Double> sorted = new ArrayList<>(seconds);
    Collections.sort(sorted);
    System.out.printf(
        Locale.ROOT,
        "%s: mean %.3f s, median %.3f s, %.3f to %.3f s%n",
        name,
        mean(sorted),
        sorted.get(sorted.size() / 2),
        sorted.get(0),
        sorted.get(sorted.size() - 1));
  }

  private static double mean(List<Double> seconds) {
    return seconds.stream().mapToDouble(s -> s).average().orElse(Double.NaN);
  }
}
