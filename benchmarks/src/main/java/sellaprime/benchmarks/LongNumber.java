package sellaprime.benchmarks;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import sellaprime.grid.GridNode;
import sellaprime.grid.gateway.ClusterView;
import sellaprime.job.Job;
import sellaprime.job.JobEvent.Submitted;
import sellaprime.job.NumberQuestion;
import sellaprime.primality.Primality;

/**
 * A long number whose node is killed when half of the time is over, beside the same number at the
 * same time on another cluster where nobody dies. Each cluster is a node in this process, which
 * survives, and one in a process of its own, which gets the job.
 */
@Command(
    name = "long",
    description = "What does the death of its node cost a long test?",
    mixinStandardHelpOptions = true)
final class LongNumber implements Callable<Integer> {
  private static final int SMALL = 1 << 18;

  @Option(names = "--digits", description = "size (default: ${DEFAULT-VALUE})")
  private int digits = 20_000;

  @Option(names = "--runs", description = "pairs that are counted (default: ${DEFAULT-VALUE})")
  private int runs = 5;

  private final Random random = new Random(20_000);

  @Override
  public Integer call() throws Exception {
    Quiet.logs();
    String number = candidate().toString();
    List<Double> undisturbed = new ArrayList<>();
    List<Double> killed = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    double expected = seconds("first", number, 0);
    System.out.printf(Locale.ROOT, "one alone: %.1f s%n", expected);
    for (int i = 0; i < runs; i++) {
      // Some place between two records, another one each time.
      double killAfter = expected / 2 + random.nextDouble() - 0.5;
      String run = String.valueOf(i);
      CompletableFuture<Double> calm = later("calm" + run, number, 0);
      CompletableFuture<Double> mortal = later("mortal" + run, number, killAfter);
      double one = calm.get();
      double other = mortal.get();
      System.out.printf(
          Locale.ROOT,
          "undisturbed %.1f s; killed after %.1f s: %.1f s; ratio %.3f%n",
          one,
          killAfter,
          other,
          other / one);
      undisturbed.add(one);
      killed.add(other);
      ratios.add(other / one);
      expected = Sale.median(undisturbed);
    }
    System.out.printf(
        Locale.ROOT,
        "medians: undisturbed %.1f s, killed %.1f s; ratio %.3f (%.3f to %.3f)%n",
        Sale.median(undisturbed),
        Sale.median(killed),
        Sale.median(ratios),
        Collections.min(ratios),
        Collections.max(ratios));
    return 0;
  }

  /** A composite that only its test tells as such. */
  private BigInteger candidate() {
    BigInteger n = BigInteger.TEN.pow(digits - 1).add(new BigInteger(200, random)).setBit(0);
    while (hasSmallFactor(n)) {
      n = n.add(BigInteger.TWO);
    }
    return n;
  }

  private static boolean hasSmallFactor(BigInteger n) {
    for (int p = 3; p < SMALL; p += 2) {
      if (n.mod(BigInteger.valueOf(p)).signum() == 0) {
        return true;
      }
    }
    return false;
  }

  private static CompletableFuture<Double> later(String name, String number, double killAfter) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return seconds(name, number, killAfter);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  /** Kills nobody if {@code killAfter} is 0. */
  private static double seconds(String name, String number, double killAfter) throws Exception {
    @Nullable Process owner = null;
    try (GridNode node = Peer.startNode(name, List.of(), 1, null, Peer.ENGINE)) {
      String join = "127.0.0.1:" + node.discoveryPort();
      owner = Peer.start(name + "-owner", join, 1, null, false);
      Peer.awaitReady(node, 2);
      String tester =
          node.cluster().nodes().stream()
                  .filter(n -> n.name().equals(name + "-owner"))
                  .map(ClusterView.Node::id)
                  .findFirst()
                  .orElseThrow()
              + "#1";
      int bits = new BigInteger(number).bitLength();
      Job job =
          Job.submitted(
              "long",
              new NumberQuestion(number, 0, true),
              Primality.expectedNanos(bits),
              tester,
              System.currentTimeMillis());
      CompletableFuture<Job> end = node.gateway().end("long");
      long start = System.nanoTime();
      node.jobs().apply("long", new Submitted(job)).join();
      if (killAfter > 0) {
        Thread.sleep((long) (1000 * killAfter)); // the time is what is wanted here
        owner.destroyForcibly();
      }
      end.join();
      return (System.nanoTime() - start) / 1e9;
    } finally {
      if (owner != null) {
        owner.destroyForcibly().waitFor();
      }
    }
  }
}
