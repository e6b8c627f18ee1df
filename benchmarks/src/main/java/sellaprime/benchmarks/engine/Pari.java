package sellaprime.benchmarks.engine;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import sellaprime.primality.Primality;

/**
 * Baillie-PSW in PARI: {@code ispseudoprime} of {@code gp}, as a process that tests the same
 * numbers again and again and tells its processor time, beside this engine's in a warm JVM.
 */
@Command(
    name = "pari",
    description = "The engine beside PARI/GP's ispseudoprime: processor time of one thread.",
    mixinStandardHelpOptions = true)
public final class Pari implements Callable<Integer> {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  @Option(names = "--bits", split = ",", description = "sizes (default: ${DEFAULT-VALUE})")
  private List<Integer> bits = List.of(64, 96, 128, 256, 512, 1024, 2048, 4096);

  @Option(names = "--seconds", description = "of work for each figure (default: ${DEFAULT-VALUE})")
  private double seconds = 1;

  @Override
  public Integer call() throws Exception {
    for (Kind kind : Kind.values()) {
      for (int size : bits) {
        BigInteger[] numbers = Numbers.of(kind, size, size <= 512 ? 64 : size <= 2048 ? 16 : 4);
        ownMicros(numbers, 3 * seconds); // until the JIT and the trials of rings are through
        double ours = ownMicros(numbers, seconds);
        double theirs = pariMicros(numbers, ours);
        System.out.printf(
            Locale.ROOT,
            "| %s | %d | sellaprime %.4g us | pari %.4g us | %.2f |%n",
            kind,
            size,
            ours,
            theirs,
            ours / theirs);
      }
    }
    return 0;
  }

  private static double ownMicros(BigInteger[] numbers, double seconds) {
    long start = THREADS.getCurrentThreadCpuTime();
    long tests = 0;
    long now;
    do {
      for (BigInteger n : numbers) {
        Primality.test(n);
      }
      tests += numbers.length;
      now = THREADS.getCurrentThreadCpuTime();
    } while (now - start < seconds * 1e9);
    return (now - start) / 1e3 / tests;
  }

  /** {@code guess} in microseconds a test tells how many make enough work. */
  private double pariMicros(BigInteger[] numbers, double guess)
      throws IOException, InterruptedException {
    long rounds = Math.max(1, Math.round(seconds * 1e6 / (guess * numbers.length)));
    String script =
        "v=["
            + Arrays.stream(numbers).map(BigInteger::toString).collect(Collectors.joining(","))
            + "];gettime();for(r=1,"
            + rounds
            + ",for(i=1,#v,ispseudoprime(v[i])));print(gettime());quit\n";
    Process gp =
        new ProcessBuilder("gp", "-q", "-f").redirectError(ProcessBuilder.Redirect.DISCARD).start();
    gp.getOutputStream().write(script.getBytes(StandardCharsets.US_ASCII));
    gp.getOutputStream().close();
    String millis =
        new String(gp.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    if (gp.waitFor() != 0 || millis.isEmpty()) {
      throw new IOException("gp failed; is PARI/GP installed?");
    }
    return Double.parseDouble(millis) * 1e3 / (rounds * numbers.length);
  }
}
