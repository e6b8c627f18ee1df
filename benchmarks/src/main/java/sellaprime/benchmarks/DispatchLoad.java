package sellaprime.benchmarks;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import sellaprime.grid.GridNode;
import sellaprime.grid.data.Durable.Sync;
import sellaprime.grid.gateway.JobStatus;
import sellaprime.job.JobState;
import sellaprime.job.NumberQuestion;

/**
 * How many small jobs a second are accepted by every node and answered? Callers run in this
 * process, on a node of its own; the other nodes are processes of their own. Every job goes through
 * the grid, although the gateway would answer such a number in place.
 */
@Command(
    name = "dispatch",
    description = "Accepted-and-answered jobs a second, and the latency of one caller.",
    mixinStandardHelpOptions = true)
public final class DispatchLoad implements Callable<Integer> {
  @Option(
      names = "--nodes",
      description = "nodes, this process included (default: ${DEFAULT-VALUE})")
  private int nodes = 2;

  @Option(names = "--callers", description = "concurrent callers (default: ${DEFAULT-VALUE})")
  private int callers = 256;

  @Option(names = "--threads", description = "a thread per caller instead of futures")
  private boolean threads;

  @Option(
      names = "--bits",
      description = "size of the odd random numbers (default: ${DEFAULT-VALUE})")
  private int bits = 64;

  @Option(names = "--primes", description = "test primes only: the worst case for the engine")
  private boolean primes;

  @Option(names = "--seconds", description = "length of each round (default: ${DEFAULT-VALUE})")
  private int seconds = 10;

  @Option(
      names = "--rounds",
      description = "measured rounds, after those of warm-up (default: ${DEFAULT-VALUE})")
  private int rounds = 5;

  @Option(
      names = "--warm-up",
      description =
          "rounds before: the JIT compilers of all nodes need most of a minute (default:"
              + " ${DEFAULT-VALUE})")
  private int warmUp = 5;

  @Option(names = "--workers", description = "workers per node (default: ${DEFAULT-VALUE})")
  private int workers = 1;

  @Option(
      names = "--data",
      paramLabel = "fsync|log",
      description = "keep jobs on disk as well, in the directory for temporary files")
  private @Nullable Sync sync;

  @Override
  public Integer call() throws Exception {
    Quiet.logs();
    List<Process> peers = new ArrayList<>();
    try (GridNode node = Peer.startNode("bench-0", List.of(), workers, sync, Peer.ENGINE)) {
      for (int i = 1; i < nodes; i++) {
        peers.add(
            Peer.start("bench-" + i, "127.0.0.1:" + node.discoveryPort(), workers, sync, false));
      }
      Peer.awaitReady(node, nodes);
      System.out.printf(
          Locale.ROOT,
          "%d nodes, %d-bit %s, FULL_SYNC, %s, JDK %s, %d cores%n",
          nodes,
          bits,
          primes ? "primes" : "odd numbers",
          sync == null ? "in memory" : "on disk (" + sync + ")",
          Runtime.version().feature(),
          Runtime.getRuntime().availableProcessors());
      String[] numbers = numbers();
      for (int i = 0; i < warmUp; i++) {
        round(node, numbers, callers, "warm-up " + (i + 1));
      }
      double[] rates = new double[rounds];
      for (int i = 0; i < rounds; i++) {
        rates[i] = round(node, numbers, callers, "round " + (i + 1));
      }
      Arrays.sort(rates);
      System.out.printf(
          Locale.ROOT,
          "%d callers: median %.0f jobs/s (min %.0f, max %.0f)%n",
          callers,
          rates[rounds / 2],
          rates[0],
          rates[rounds - 1]);
      for (int i = 0; i < 3; i++) {
        round(node, numbers, 1, "one caller");
      }
      return 0;
    } finally {
      peers.forEach(Process::destroy);
      for (Process peer : peers) {
        peer.waitFor();
      }
    }
  }

  private String[] numbers() {
    Random random = new Random(1);
    String[] numbers = new String[20_000];
    for (int i = 0; i < numbers.length; i++) {
      BigInteger n =
          primes
              ? BigInteger.probablePrime(bits, random)
              : new BigInteger(bits, random).setBit(bits - 1).setBit(0);
      numbers[i] = n.toString();
    }
    return numbers;
  }

  /** One round: each caller asks, waits for the answer, and asks again. Returns jobs a second. */
  private double round(GridNode node, String[] numbers, int concurrency, String title)
      throws InterruptedException {
    Round round = new Round(node, numbers, concurrency);
    Duration cpuBefore = cpu();
    long start = System.nanoTime();
    round.run(seconds, threads && concurrency > 1);
    double elapsed = (System.nanoTime() - start) / 1e9;
    long[] latencies = round.latencies();
    double rate = latencies.length / elapsed;
    double cpuMicros = cpu().minus(cpuBefore).toNanos() / 1e3 / latencies.length;
    System.out.printf(
        Locale.ROOT,
        "  %-10s %8.0f jobs/s   latency p50 %.2f ms, p99 %.2f ms, max %.1f ms   cpu %.0f us/job%s%n",
        title,
        rate,
        percentile(latencies, 0.5),
        percentile(latencies, 0.99),
        percentile(latencies, 1),
        cpuMicros,
        round.failures.get() > 0 ? "   FAILED " + round.failures.get() : "");
    return rate;
  }

  /** Processor time of all nodes together: on a shared machine it says more than the clock. */
  private Duration cpu() {
    Duration sum = Duration.ZERO;
    for (ProcessHandle process :
        Stream.concat(Stream.of(ProcessHandle.current()), ProcessHandle.current().children())
            .toList()) {
      sum = sum.plus(process.info().totalCpuDuration().orElse(Duration.ZERO));
    }
    return sum;
  }

  private static double percentile(long[] sorted, double p) {
    return sorted.length == 0 ? Double.NaN : sorted[(int) ((sorted.length - 1) * p)] / 1e6;
  }

  /** The callers of one round, and what they measured. */
  private static final class Round {
    private static final int MAX_SAMPLES = 4_000_000;

    private final GridNode node;
    private final String[] numbers;
    private final int concurrency;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger samples = new AtomicInteger();
    private final long[] nanos = new long[MAX_SAMPLES];
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong failures = new AtomicLong();

    Round(GridNode node, String[] numbers, int concurrency) {
      this.node = node;
      this.numbers = numbers;
      this.concurrency = concurrency;
    }

    void run(int seconds, boolean threadEach) throws InterruptedException {
      CountDownLatch idle = new CountDownLatch(concurrency);
      for (int i = 0; i < concurrency; i++) {
        if (threadEach) {
          new Thread(() -> ask(idle, true)).start();
        } else {
          ask(idle, false);
        }
      }
      TimeUnit.SECONDS.sleep(seconds);
      over.set(true);
      if (!idle.await(60, TimeUnit.SECONDS)) {
        failures.addAndGet(idle.getCount());
      }
    }

    private void ask(CountDownLatch idle, boolean blocking) {
      while (!over.get()) {
        long start = System.nanoTime();
        var answer =
            node.gateway()
                .submitAndWait(
                    null,
                    new NumberQuestion(
                        numbers[Math.floorMod(next.getAndIncrement(), numbers.length)], 0, true),
                    Duration.ofSeconds(60));
        if (!blocking) {
          answer.whenComplete(
              (status, failure) -> {
                note(start, status, failure);
                ask(idle, false);
              });
          return;
        }
        try {
          note(start, answer.join(), null);
        } catch (RuntimeException e) {
          note(start, null, e);
        }
      }
      idle.countDown();
    }

    private void note(long start, @Nullable JobStatus status, @Nullable Throwable failure) {
      if (failure != null || status == null || status.job().state() != JobState.DONE) {
        failures.incrementAndGet();
        return;
      }
      int i = samples.getAndIncrement();
      if (i < MAX_SAMPLES) {
        nanos[i] = System.nanoTime() - start;
      }
    }

    long[] latencies() {
      long[] sorted = Arrays.copyOf(nanos, Math.min(samples.get(), MAX_SAMPLES));
      Arrays.sort(sorted);
      return sorted;
    }
  }
}
