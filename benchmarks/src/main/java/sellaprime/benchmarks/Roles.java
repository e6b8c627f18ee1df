package sellaprime.benchmarks;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.cache.configuration.Factory;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.cache.CacheEntryEventSerializableFilter;
import org.apache.ignite.cache.query.ContinuousQuery;
import org.apache.ignite.cache.query.QueryCursor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import sellaprime.grid.GridNode;
import sellaprime.grid.jobs.IgniteJobStore;
import sellaprime.grid.jobs.WorkOf;
import sellaprime.job.JobState;
import sellaprime.job.NumberQuestion;

/**
 * What does a job cost the cluster, by the number of its keepers and of its testers? Tiny jobs, as
 * in {@link DispatchLoad}, in one cluster that grows: two keepers, then two testers beside them,
 * then keepers alone, one after the other.
 *
 * <p>All nodes share this machine, so beyond its cores jobs a second say little; processor time per
 * job, of all processes together, is what counts. To it a line is fitted: what a job costs at one
 * keeper, and what each keeper more adds. What each tester adds is measured by the filters of
 * testers that are not there, which is what a tester that is told nothing costs the keepers.
 */
@Command(
    name = "roles",
    description = "What a job costs by the number of keepers and testers.",
    mixinStandardHelpOptions = true)
public final class Roles implements Callable<Integer> {
  @Option(names = "--keepers", description = "keepers at the end (default: ${DEFAULT-VALUE})")
  private int keepers = 6;

  @Option(names = "--callers", description = "concurrent callers (default: ${DEFAULT-VALUE})")
  private int callers = 256;

  @Option(names = "--seconds", description = "length of each round (default: ${DEFAULT-VALUE})")
  private int seconds = 8;

  @Option(names = "--rounds", description = "measured rounds (default: ${DEFAULT-VALUE})")
  private int rounds = 3;

  @Option(
      names = "--warm-up",
      description = "rounds before, at each size (default: ${DEFAULT-VALUE})")
  private int warmUp = 2;

  @Option(
      names = "--filters",
      description = "testers whose filters alone are there (default: ${DEFAULT-VALUE})")
  private int filters = 100;

  /** The median round at one size of the cluster. */
  private record Figure(double perSecond, double cpuMicros) {}

  private final List<Process> peers = new ArrayList<>();
  private final String[] numbers = numbers();
  private final AtomicLong next = new AtomicLong();

  @Override
  public Integer call() throws Exception {
    Quiet.logs();
    System.out.printf(
        Locale.ROOT,
        "64-bit odd numbers, %d callers, one worker per node, JDK %s, %d cores%n",
        callers,
        Runtime.version().feature(),
        Runtime.getRuntime().availableProcessors());
    try (GridNode node = Peer.startNode("keeper-1", List.of(), 1, null, Peer.ENGINE)) {
      double[] cpu = new double[keepers + 1];
      cpu[1] = measure(node, "1 keeper").cpuMicros;
      double perFilter = measureFilters(node, cpu[1]);
      for (int k = 2; k <= keepers; k++) {
        peers.add(peer(node, "keeper-" + k));
        cpu[k] = measure(node, k + " keepers").cpuMicros;
        if (k == 2) {
          measureTesters(node);
        }
      }
      predict(cpu, perFilter);
      return 0;
    } finally {
      stop(peers);
    }
  }

  private void measureTesters(GridNode node) throws Exception {
    List<Process> testers = new ArrayList<>();
    try {
      for (int i = 1; i <= 2; i++) {
        testers.add(peer(node, "tester-" + i, "--tester"));
        Peer.awaitReady(node, 2 + i);
      }
      measure(node, "2 keepers + 2 testers");
    } finally {
      stop(testers);
    }
    Peer.awaitReady(node, 2);
  }

  /** Returns the processor time, in microseconds per job, that a tester adds which gets no job. */
  private double measureFilters(GridNode node, double without) throws Exception {
    IgniteCache<Object, Object> cache = node.ignite().cache(IgniteJobStore.CACHE);
    List<QueryCursor<?>> queries = new ArrayList<>();
    for (int i = 0; i < filters; i++) {
      queries.add(cache.query(query(new WorkOf(UUID.randomUUID().toString()))));
    }
    double with = measure(node, "1 keeper, " + filters + " filters").cpuMicros;
    queries.forEach(QueryCursor::close);
    return (with - without) / filters;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the cache's type of jobs is its own affair
  private static ContinuousQuery<Object, Object> query(WorkOf filter) {
    Factory<? extends CacheEntryEventSerializableFilter<Object, Object>> factory = (Factory) filter;
    ContinuousQuery<Object, Object> query = new ContinuousQuery<>();
    query.setLocalListener(changes -> {});
    query.setRemoteFilterFactory(factory);
    return query;
  }

  private Process peer(GridNode node, String name, String... options) throws Exception {
    return Peer.start(name, "127.0.0.1:" + node.discoveryPort(), 1, Arrays.asList(options));
  }

  private static void stop(List<Process> processes) throws InterruptedException {
    processes.forEach(Process::destroy);
    for (Process process : processes) {
      process.waitFor();
    }
  }

  private Figure measure(GridNode node, String title) throws InterruptedException {
    int expected = peers.size() + 1;
    if (!title.contains("tester")) {
      Peer.awaitReady(node, expected);
    }
    for (int i = 0; i < warmUp; i++) {
      round(node);
    }
    double[] rates = new double[rounds];
    double[] costs = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      Figure figure = round(node);
      rates[i] = figure.perSecond;
      costs[i] = figure.cpuMicros;
    }
    Arrays.sort(rates);
    Arrays.sort(costs);
    Figure median = new Figure(rates[rounds / 2], costs[rounds / 2]);
    System.out.printf(
        Locale.ROOT,
        "%-24s %8.0f jobs/s   cpu %6.1f us/job (%.1f to %.1f)%n",
        title,
        median.perSecond,
        median.cpuMicros,
        costs[0],
        costs[rounds - 1]);
    return median;
  }

  private Figure round(GridNode node) throws InterruptedException {
    AtomicBoolean over = new AtomicBoolean();
    AtomicLong answered = new AtomicLong();
    CountDownLatch idle = new CountDownLatch(callers);
    Duration cpu = cpu();
    long start = System.nanoTime();
    for (int i = 0; i < callers; i++) {
      ask(node, over, answered, idle);
    }
    TimeUnit.SECONDS.sleep(seconds);
    over.set(true);
    if (!idle.await(60, TimeUnit.SECONDS)) {
      System.out.printf("%d callers have no answer%n", idle.getCount());
    }
    double elapsed = (System.nanoTime() - start) / 1e9;
    long jobs = Math.max(1, answered.get());
    return new Figure(jobs / elapsed, cpu().minus(cpu).toNanos() / 1e3 / jobs);
  }

  private void ask(GridNode node, AtomicBoolean over, AtomicLong answered, CountDownLatch idle) {
    if (over.get()) {
      idle.countDown();
      return;
    }
    String number = numbers[(int) (next.getAndIncrement() % numbers.length)];
    node.gateway()
        .submitAndWait(null, new NumberQuestion(number, 0, true), Duration.ofSeconds(60))
        .whenComplete(
            (status, failure) -> {
              if (failure == null && status.job().state() == JobState.DONE) {
                answered.incrementAndGet();
              }
              ask(node, over, answered, idle);
            });
  }

  /** Processor time of all nodes together. */
  private static Duration cpu() {
    return Stream.concat(Stream.of(ProcessHandle.current()), ProcessHandle.current().children())
        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /**
   * Fits cost = alone + (k - 1) each to the figures, and tells what would be if every node had a
   * core of its own. The keeper that rules on a job does all but the copies; a copy is what each
   * other keeper does.
   */
  private void predict(double[] cpu, double perFilter) {
    double n = 0;
    double sumK = 0;
    double sumY = 0;
    double sumKk = 0;
    double sumKy = 0;
    for (int k = 1; k <= keepers; k++) {
      n++;
      sumK += k - 1;
      sumY += cpu[k];
      sumKk += (k - 1.0) * (k - 1);
      sumKy += (k - 1) * cpu[k];
    }
    double each = (n * sumKy - sumK * sumY) / (n * sumKk - sumK * sumK);
    double alone = (sumY - each * sumK) / n;
    System.out.printf(
        Locale.ROOT,
        "fit: %.1f us a job at one keeper, %.1f us for each keeper more, %.2f us for each tester%n",
        alone,
        each,
        perFilter);
    for (int testers : new int[] {0, 100, 1000}) {
      // Two keepers, each ruling on half of the jobs and copying the other half; each asks all
      // filters about each job.
      double perKeeper = (alone + each) / 2 + perFilter * testers;
      double rate = 1e6 / perKeeper;
      System.out.printf(
          Locale.ROOT,
          "2 keepers, %4d testers: %6.0f jobs/s for each core that a keeper has; %d workers are"
              + " busy with jobs from %.3f s%n",
          testers,
          rate,
          testers + 2,
          (testers + 2) / rate);
    }
  }

  private static String[] numbers() {
    Random random = new Random(1);
    String[] numbers = new String[20_000];
    Arrays.setAll(numbers, i -> new BigInteger(64, random).setBit(63).setBit(0).toString());
    return numbers;
  }
}
