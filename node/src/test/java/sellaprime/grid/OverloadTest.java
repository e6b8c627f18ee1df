package sellaprime.grid;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sellaprime.grid.gateway.CallerId;
import sellaprime.grid.gateway.RefusedException;
import sellaprime.grid.tester.NumberTest;
import sellaprime.job.Job;
import sellaprime.job.JobState;
import sellaprime.job.Question;
import sellaprime.primality.input.InputLimits;
import sellaprime.testkit.LocalCluster;
import sellaprime.testkit.Samples;

/**
 * Ten times the work that the cluster can do: what is accepted is answered, whoever asks little is
 * served soon, the heap stays bounded, and the workers get as much done as without the storm.
 *
 * <p>Three seconds unless {@code -Dsellaprime.overload.minutes} says longer; then the figures are
 * worth reading. They are printed.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class OverloadTest {
  private static final double MINUTES =
      Double.parseDouble(System.getProperty("sellaprime.overload.minutes", "0.05"));
  private static final Duration STORM = Duration.ofMillis(Math.round(MINUTES * 60_000));
  private static final Duration MEASURE = STORM.dividedBy(5);

  /** On a slow machine the measurement takes as long as it needs for so many. */
  private static final int MEASURED_JOBS = 100;

  /** Few enough for a short run to reach the bound. */
  private static final int MAX_JOBS = 2_000;

  private static final int FLOODS = 4;
  private static final int MOST_AT_ONCE = 50;
  private static final int FLOOD_BITS = 1536;
  private static final int SMALL_BITS = 512;
  private static final int SMALL_PER_SECOND = 20;
  private static final Duration HUGE_EVERY = Duration.ofSeconds(2);

  /** Priced at minutes: two of them hold both workers. */
  private static final String HUGE = "2^86243-1";

  private final NumberTest engine = NumberTest.primality(InputLimits.DEFAULT);
  private final Random random = Samples.random("overload");

  /** One caller, and what became of its jobs. */
  private final class Asker {
    final String name;
    final long id;
    final int bits;
    final Map<String, Long> acceptedAt = new ConcurrentHashMap<>();
    final AtomicInteger refused = new AtomicInteger();
    final AtomicInteger offered = new AtomicInteger();
    final Set<String> ended = ConcurrentHashMap.newKeySet();
    final Queue<Long> latencies = new ConcurrentLinkedQueue<>();
    final AtomicInteger longestRetry = new AtomicInteger();

    Asker(String name, int bits) {
      this.name = name;
      this.id = CallerId.ofName(name);
      this.bits = bits;
    }

    void offer(GridNode node) {
      offer(node, new BigInteger(bits, random).setBit(bits - 1).setBit(0).toString());
    }

    void offer(GridNode node, String number) {
      String jobId = name + "-" + offered.incrementAndGet();
      long at = System.nanoTime();
      try {
        node.gateway()
            .submit(id, jobId, Question.of(number))
            .whenComplete(
                (status, failure) -> {
                  if (failure == null) {
                    acceptedAt.put(jobId, at);
                  }
                });
      } catch (RefusedException e) {
        refused.incrementAndGet();
        longestRetry.accumulateAndGet(e.retryAfterSeconds(), Math::max);
      }
    }

    @Nullable Long take(String jobId) {
      return acceptedAt.get(jobId);
    }

    long percentileMs(double share) {
      List<Long> sorted = latencies.stream().sorted().toList();
      return sorted.isEmpty()
          ? -1
          : sorted.get((int) Math.min(sorted.size() - 1, share * sorted.size())) / 1_000_000;
    }

    String figures() {
      return String.format(
          "%-8s offered %d, accepted %d, refused %d, longest Retry-After %d s;"
              + " answered after: median %d ms, p99 %d ms, longest %d ms",
          name,
          offered.get(),
          acceptedAt.size(),
          refused.get(),
          longestRetry.get(),
          percentileMs(0.5),
          percentileMs(0.99),
          percentileMs(1));
    }
  }

  /** Processor time of all workers so far: work that is really done. */
  private static long workersNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long sum = 0;
    for (ThreadInfo info : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (info != null && info.getThreadName().startsWith("sellaprime-worker")) {
        sum += Math.max(0, threads.getThreadCpuTime(info.getThreadId()));
      }
    }
    return sum;
  }

  @Test
  void tenTimesTheCapacity() throws InterruptedException {
    try (LocalCluster cluster = new LocalCluster()) {
      for (int i = 0; i < 2; i++) {
        GridSettings usual = cluster.settings();
        cluster.start(
            usual.withBounds(MAX_JOBS / 2, Duration.ofMinutes(20), usual.maxOutcomes()), engine);
      }
      GridNode node = cluster.node(0);
      Map<String, Asker> askers = new TreeMap<>();
      for (int i = 1; i <= FLOODS; i++) {
        askers.put("flood" + i, new Asker("flood" + i, FLOOD_BITS));
      }
      askers.put("small", new Asker("small", SMALL_BITS));
      askers.put("huge", new Asker("huge", 0));
      askers.put("capacity", new Asker("capacity", FLOOD_BITS));
      followAnswers(node, askers);

      double atCapacity = measureCapacity(node, requireNonNull(askers.get("capacity")));
      long doneBefore = workersNanos();
      long begin = System.nanoTime();
      storm(node, askers, 10 * atCapacity / FLOODS);
      double seconds = (System.nanoTime() - begin) / 1e9;
      double busyInStorm = (workersNanos() - doneBefore) / 1e9 / seconds;
      System.out.printf(
          "overload: %.0f s of storm; workers had %.2f processor seconds a second in it, and %.2f"
              + " at capacity (%.0f jobs/s)%n",
          seconds, busyInStorm, busyAtCapacity, atCapacity);
      int unfinished = node.jobs().unfinished().size();
      assertThat(unfinished).isLessThanOrEqualTo(MAX_JOBS + MAX_JOBS / 10);
      Asker huge = requireNonNull(askers.get("huge"));
      huge.acceptedAt.keySet().forEach(id -> node.gateway().cancel(id)); // hours, some of them
      awaitQuiet(cluster);
      askers.values().forEach(asker -> System.out.println("overload: " + asker.figures()));
      System.out.printf(
          "overload: heap after collections at most %d MB of %d MB%n",
          heapPeak.get() >> 20, Runtime.getRuntime().maxMemory() >> 20);
      allAreAnswered(cluster, askers);
      assertThat(heapPeak.get() / (double) Runtime.getRuntime().maxMemory())
          .as("of the heap, after collections")
          .isLessThan(0.9);
      if (MINUTES >= 1) { // in a short run compilers and a busy machine say more than this does
        assertThat(busyInStorm)
            .as("processor seconds of the workers, a second")
            .isGreaterThan(0.95 * busyAtCapacity);
      }
      assertThat(requireNonNull(askers.get("small")).refused)
          .as("who asks little is let in")
          .hasValue(0);
      for (int i = 1; i <= FLOODS; i++) {
        assertThat(requireNonNull(askers.get("flood" + i)).refused).hasPositiveValue();
      }
    }
  }

  private double busyAtCapacity;
  private final AtomicLong heapPeak = new AtomicLong();

  private static void followAnswers(GridNode node, Map<String, Asker> askers) {
    node.jobs()
        .onChange(
            job -> {
              Asker asker = askers.get(job.id().substring(0, job.id().indexOf('-')));
              if (asker != null && job.state().isFinal()) {
                asker.ended.add(job.id());
              }
              if (asker != null && job.state() == JobState.DONE) {
                Long at = asker.take(job.id());
                if (at != null) {
                  asker.latencies.add(System.nanoTime() - at);
                }
              }
            });
  }

  /** Keeps two hundred jobs unfinished, and counts how many end. */
  private double measureCapacity(GridNode node, Asker asker) {
    keepBusy(node, asker, MEASURE); // the JIT compilers' time
    long ended = node.jobs().unfinished().backlog().ended();
    long cpu = workersNanos();
    long begin = System.nanoTime();
    keepBusy(node, asker, MEASURE);
    double seconds = (System.nanoTime() - begin) / 1e9;
    busyAtCapacity = (workersNanos() - cpu) / 1e9 / seconds;
    return (node.jobs().unfinished().backlog().ended() - ended) / seconds;
  }

  private static void keepBusy(GridNode node, Asker asker, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    long enough = node.jobs().unfinished().backlog().ended() + MEASURED_JOBS;
    while (System.nanoTime() < end || node.jobs().unfinished().backlog().ended() < enough) {
      long open = asker.offered.get() - node.jobs().unfinished().backlog().ended();
      for (long missing = 200 - open; missing > 0; missing--) {
        asker.offer(node);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  private void storm(GridNode node, Map<String, Asker> askers, double perSecondAndFlood) {
    Asker small = requireNonNull(askers.get("small"));
    Asker huge = requireNonNull(askers.get("huge"));
    List<Asker> floods = new ArrayList<>();
    askers.forEach(
        (name, asker) -> {
          if (name.startsWith("flood")) {
            floods.add(asker);
          }
        });
    long begin = System.nanoTime();
    double seconds = 0;
    while (seconds < STORM.toMillis() / 1e3
        || floods.stream().anyMatch(flood -> flood.refused.get() == 0)) {
      seconds = (System.nanoTime() - begin) / 1e9;
      for (Asker flood : floods) {
        int due = (int) Math.min(MOST_AT_ONCE, seconds * perSecondAndFlood - flood.offered.get());
        for (int n = 0; n < due; n++) { // no more, or a slow machine would never catch up
          flood.offer(node);
        }
      }
      if (small.offered.get() < seconds * SMALL_PER_SECOND) {
        small.offer(node);
      }
      if (huge.offered.get() < seconds * 1000 / HUGE_EVERY.toMillis()) {
        huge.offer(node, HUGE);
      }
      noteHeap();
      LockSupport.parkNanos(1_000_000);
    }
  }

  private void noteHeap() {
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      MemoryUsage after = pool.getCollectionUsage();
      if (after != null && (pool.getName().contains("Old") || pool.getName().contains("Tenured"))) {
        heapPeak.accumulateAndGet(after.getUsed(), Math::max);
      }
    }
  }

  private static void awaitQuiet(LocalCluster cluster) throws InterruptedException {
    for (GridNode node : cluster.nodes()) {
      while (node.jobs().unfinished().size() > 0) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
  }

  private static void allAreAnswered(LocalCluster cluster, Map<String, Asker> askers) {
    for (GridNode node : cluster.nodes()) {
      for (Asker asker : askers.values()) {
        for (String id : asker.acceptedAt.keySet()) {
          Job job = node.jobs().get(id);
          if (job == null) { // a long storm fills the memory: then the oldest outcomes go
            assertThat(asker.ended).contains(id);
          } else {
            assertThat(job.state().isFinal()).as("%s", job).isTrue();
            assertThat(job.state() == JobState.DONE || asker.name.equals("huge")).isTrue();
          }
        }
      }
    }
  }
}
