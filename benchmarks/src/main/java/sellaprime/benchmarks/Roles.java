package sellaprime.benchmarks;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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
import org.jspecify.annotations.Nullable;
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
 * job is what counts, of all keepers together, and of all testers. To that of keepers alone a
 * parabola is fitted: what a job costs at one keeper, what each keeper more adds, and what they
 * cost each other because there are more of them than cores. What each tester adds is measured by
 * the filters of testers that are not there, which is what a tester that is told nothing costs the
 * keepers, and held against what two real ones add.
 */
@Command(
    name = "roles",
    description = "What a job costs by the number of keepers and testers.",
    mixinStandardHelpOptions = true)
public final class Roles implements Callable<Integer> {
  /** Of a small job: stored, in hand, over. */
  private static final int CHANGES = 3;

  /** By which a tester shows that it lives. */
  private static final int ROWS_A_SECOND = 2;

  @Option(names = "--keepers", description = "keepers at the end (default: ${DEFAULT-VALUE})")
  private int keepers = 6;

  @Option(names = "--callers", description = "concurrent callers (default: ${DEFAULT-VALUE})")
  private int callers = 256;

  @Option(names = "--seconds", description = "length of each round (default: ${DEFAULT-VALUE})")
  private int seconds = 5;

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

  /** The median round at one size of the cluster; microseconds of processor time a job. */
  private record Figure(double perSecond, double keepers, double testers) {}

  /** What a job costs keepers alone: a + b (k - 1) + c (k - 1)^2 microseconds. */
  private record Fit(double a, double b, double c) {
    double at(int k) {
      return a + b * (k - 1) + c * (k - 1) * (k - 1);
    }
  }

  private final List<Process> peers = new ArrayList<>();
  private final List<Process> testers = new ArrayList<>();
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
      cpu[1] = measure(node, "1 keeper").keepers;
      double perFilter = measureFilters(node, cpu[1]);
      Figure both = null;
      for (int k = 2; k <= keepers; k++) {
        peers.add(peer(node, "keeper-" + k));
        cpu[k] = measure(node, k + " keepers").keepers;
        if (k == 2) {
          both = measureTesters(node);
        }
      }
      predict(cpu, perFilter, both);
      return 0;
    } finally {
      stop(peers);
    }
  }

  private Figure measureTesters(GridNode node) throws Exception {
    Figure figure;
    try {
      for (int i = 1; i <= 2; i++) {
        testers.add(peer(node, "tester-" + i, "--tester"));
        Peer.awaitReady(node, 2 + i);
      }
      figure = measure(node, "2 keepers + 2 testers");
    } finally {
      stop(testers);
      testers.clear();
    }
    Peer.awaitReady(node, 2);
    return figure;
  }

  /** Returns the processor time, in microseconds per job, that a tester adds which gets no job. */
  private double measureFilters(GridNode node, double without) throws Exception {
    IgniteCache<Object, Object> cache = node.ignite().cache(IgniteJobStore.CACHE);
    List<QueryCursor<?>> queries = new ArrayList<>();
    for (int i = 0; i < filters; i++) {
      queries.add(cache.query(query(new WorkOf(UUID.randomUUID().toString()))));
    }
    double with = measure(node, "1 keeper, " + filters + " filters").keepers;
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
    List<Figure> figures = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      figures.add(round(node));
    }
    figures.sort(Comparator.comparingDouble(figure -> figure.keepers + figure.testers));
    Figure median = figures.get(rounds / 2);
    System.out.printf(
        Locale.ROOT,
        "%-24s %8.0f jobs/s   cpu %6.1f us/job (%.1f to %.1f), of that testers %.1f%n",
        title,
        median.perSecond,
        median.keepers + median.testers,
        figures.get(0).keepers + figures.get(0).testers,
        figures.get(rounds - 1).keepers + figures.get(rounds - 1).testers,
        median.testers);
    return median;
  }

  private Figure round(GridNode node) throws InterruptedException {
    AtomicBoolean over = new AtomicBoolean();
    AtomicLong answered = new AtomicLong();
    CountDownLatch idle = new CountDownLatch(callers);
    Duration atKeepers = cpu(keepers());
    Duration atTesters = cpu(testers());
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
    return new Figure(
        jobs / elapsed,
        cpu(keepers()).minus(atKeepers).toNanos() / 1e3 / jobs,
        cpu(testers()).minus(atTesters).toNanos() / 1e3 / jobs);
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

  private Stream<ProcessHandle> keepers() {
    return Stream.concat(Stream.of(ProcessHandle.current()), peers.stream().map(Process::toHandle));
  }

  private Stream<ProcessHandle> testers() {
    return testers.stream().map(Process::toHandle);
  }

  private static Duration cpu(Stream<ProcessHandle> processes) {
    return processes
        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** Least squares, by Cramer's rule on the normal equations. */
  private Fit fit(double[] cpu) {
    double[] sums = new double[5]; // of (k - 1)^i
    double[] products = new double[3]; // of cost (k - 1)^i
    for (int k = 1; k <= keepers; k++) {
      double power = 1;
      for (int i = 0; i < sums.length; i++) {
        sums[i] += power;
        if (i < products.length) {
          products[i] += cpu[k] * power;
        }
        power *= k - 1;
      }
    }
    double[] x = new double[3];
    double whole = determinant(sums, products, -1);
    Arrays.setAll(x, i -> determinant(sums, products, i) / whole);
    return new Fit(x[0], x[1], x[2]);
  }

  /** Of the matrix of {@code sums} with column {@code replaced} by {@code products}. */
  private static double determinant(double[] sums, double[] products, int replaced) {
    double[][] m = new double[3][3];
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        m[row][column] = column == replaced ? products[row] : sums[row + column];
      }
    }
    return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
        - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
        + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
  }

  /**
   * Tells what would be if every node had a core of its own: two keepers, as measured, each asking
   * all filters about each job, and storing the rows of all testers.
   */
  private void predict(double[] cpu, double perFilter, @Nullable Figure both) {
    if (keepers < 3 || both == null) {
      return; // too few for a parabola
    }
    Fit fit = fit(cpu);
    System.out.printf(
        Locale.ROOT,
        "fit: %.1f + %.1f (K - 1) + %.1f (K - 1)^2 us a job at K keepers, %.2f us for each"
            + " tester at each%n",
        fit.a,
        fit.b,
        fit.c,
        perFilter);
    for (int k = 1; k <= keepers; k++) {
      System.out.printf(
          Locale.ROOT, "%d keepers: fit %.0f, measured %.0f us%n", k, fit.at(k), cpu[k]);
    }
    System.out.printf(
        Locale.ROOT,
        "2 keepers of 2 testers: fit %.0f, measured %.0f us, and %.0f us at the testers%n",
        fit.at(2) + 4 * perFilter,
        both.keepers,
        both.testers);
    for (int count : new int[] {0, 100, 1000}) {
      double perJob = cpu[2] + 2 * perFilter * count;
      double perRow = cpu[2] / CHANGES;
      double rate = Math.max(0, 2e6 - ROWS_A_SECOND * count * perRow) / perJob;
      System.out.printf(
          Locale.ROOT,
          "2 keepers with a core each, %4d testers: %6.0f jobs/s; with one worker a node all are"
              + " busy with jobs from %.3f s%n",
          count,
          rate,
          (count + 2) / rate);
    }
  }

  private static String[] numbers() {
    Random random = new Random(1);
    String[] numbers = new String[20_000];
    Arrays.setAll(numbers, i -> new BigInteger(64, random).setBit(63).setBit(0).toString());
    return numbers;
  }
}
