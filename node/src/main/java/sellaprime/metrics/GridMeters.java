package sellaprime.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.jobs.CostClass;
import sellaprime.grid.observe.GridObserver;
import sellaprime.job.Answer;
import sellaprime.job.BatchQuestion;
import sellaprime.job.ChunkQuestion;
import sellaprime.job.Finding;
import sellaprime.job.Job;
import sellaprime.job.JobState;
import sellaprime.job.NumberQuestion;
import sellaprime.job.Outcome;
import sellaprime.job.Question;
import sellaprime.job.SaleQuestion;

/** Counts what the grid tells. Every meter is made at the start, so all are there from 0 on. */
final class GridMeters implements GridObserver {
  /** From the shortest test to a night's; three steps a decade would be too many series. */
  private static final Duration[] DURATIONS = {
    Duration.ofMillis(1),
    Duration.ofMillis(3),
    Duration.ofMillis(10),
    Duration.ofMillis(30),
    Duration.ofMillis(100),
    Duration.ofMillis(300),
    Duration.ofSeconds(1),
    Duration.ofSeconds(3),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofMinutes(2),
    Duration.ofMinutes(10),
    Duration.ofHours(1),
    Duration.ofHours(4),
    Duration.ofHours(12)
  };

  private static final Duration[] WRITES = {
    Duration.ofNanos(300_000),
    Duration.ofMillis(1),
    Duration.ofMillis(3),
    Duration.ofMillis(10),
    Duration.ofMillis(30),
    Duration.ofMillis(100),
    Duration.ofMillis(300),
    Duration.ofSeconds(1),
    Duration.ofSeconds(3),
    Duration.ofSeconds(10)
  };

  private static final double[] CHANGES = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512};

  private enum Kind {
    NUMBER,
    BATCH,
    CHUNK,
    SALE,
    SEARCH;

    static Kind of(Question question) {
      if (question instanceof NumberQuestion) {
        return NUMBER;
      }
      if (question instanceof ChunkQuestion) {
        return CHUNK;
      }
      if (question instanceof BatchQuestion) {
        return BATCH;
      }
      return question instanceof SaleQuestion ? SALE : SEARCH;
    }
  }

  private enum End {
    PRIME,
    PROBABLE_PRIME,
    COMPOSITE,
    DONE,
    FAILED,
    CANCELLED;

    boolean fits(Kind kind) {
      return switch (this) {
        case PRIME, PROBABLE_PRIME, COMPOSITE -> kind == Kind.NUMBER;
        case DONE -> kind != Kind.NUMBER;
        case FAILED, CANCELLED -> true;
      };
    }

    static End of(JobState state, Outcome outcome) {
      return switch (state) {
        case FAILED -> FAILED;
        case CANCELLED -> CANCELLED;
        case QUEUED, DONE -> of(outcome.answer());
      };
    }

    private static End of(@Nullable Answer answer) {
      return answer == null ? DONE : valueOf(answer.name());
    }
  }

  private final Map<Kind, Map<End, Counter>> jobs = new EnumMap<>(Kind.class);
  private final Map<CostClass, Timer> queued;
  private final Map<CostClass, Timer> tested;
  private final Map<CostClass, Timer> whole;
  private final Map<MethodFamily, Timer> engine;
  private final Map<Attempt, Counter> attempts;
  private final Map<HandOver, Counter> handOvers;
  private final Map<Refusal, Counter> refusals;
  private final Map<Lane, DistributionSummary> changes;
  private final Map<Lane, Timer> writes;
  private final Counter inPlace;

  GridMeters(MeterRegistry registry) {
    for (Kind kind : Kind.values()) {
      Map<End, Counter> ends = new EnumMap<>(End.class);
      for (End end : End.values()) {
        if (end.fits(kind)) {
          ends.put(
              end,
              Counter.builder("sellaprime.jobs")
                  .description("Jobs whose end this node recorded.")
                  .tag("kind", tag(kind))
                  .tag("outcome", tag(end))
                  .register(registry));
        }
      }
      jobs.put(kind, ends);
    }
    queued =
        bySize(
            registry,
            "sellaprime.job.queue",
            "From the submission of a job to the start of the test that answered it.");
    tested = bySize(registry, "sellaprime.job.test", "The test that answered a job.");
    whole = bySize(registry, "sellaprime.job.duration", "From a job's submission to its end.");
    engine =
        perConstant(
            MethodFamily.class,
            method ->
                Timer.builder("sellaprime.engine")
                    .description("Time of the tests that gave an answer, by its method.")
                    .tag("method", tag(method))
                    .register(registry));
    attempts =
        counters(
            registry,
            Attempt.class,
            "sellaprime.attempts",
            "reason",
            "Times that a job was given to a tester, by why.");
    handOvers =
        counters(
            registry,
            HandOver.class,
            "sellaprime.handovers",
            "cause",
            "Jobs that this node took from a tester that is gone, or from its own, which leaves.");
    refusals =
        counters(
            registry,
            Refusal.class,
            "sellaprime.refusals",
            "reason",
            "Jobs that this node refused.");
    changes =
        perConstant(
            Lane.class,
            lane ->
                DistributionSummary.builder("sellaprime.commit.changes")
                    .description("Changes of jobs in one write to all nodes.")
                    .tag("lane", tag(lane))
                    .serviceLevelObjectives(CHANGES)
                    .register(registry));
    writes =
        perConstant(
            Lane.class,
            lane ->
                Timer.builder("sellaprime.commit")
                    .description("One write to all nodes.")
                    .tag("lane", tag(lane))
                    .serviceLevelObjectives(WRITES)
                    .register(registry));
    inPlace =
        Counter.builder("sellaprime.answers.in.place")
            .description("Small numbers answered on the spot, without a job.")
            .register(registry);
  }

  private static Map<CostClass, Timer> bySize(MeterRegistry registry, String name, String help) {
    return perConstant(
        CostClass.class,
        size ->
            Timer.builder(name)
                .description(help)
                .tag("size", tag(size))
                .serviceLevelObjectives(DURATIONS)
                .register(registry));
  }

  private static <K extends Enum<K>> Map<K, Counter> counters(
      MeterRegistry registry, Class<K> keys, String name, String tag, String help) {
    return perConstant(
        keys, key -> Counter.builder(name).description(help).tag(tag, tag(key)).register(registry));
  }

  private static <K extends Enum<K>, M> Map<K, M> perConstant(Class<K> keys, Function<K, M> meter) {
    Map<K, M> meters = new EnumMap<>(keys);
    List.of(keys.getEnumConstants()).forEach(key -> meters.put(key, meter.apply(key)));
    return meters;
  }

  static String tag(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <K, M> M in(Map<K, M> meters, K key) {
    M meter = meters.get(key);
    if (meter == null) {
      throw new AssertionError(key);
    }
    return meter;
  }

  @Override
  public void ended(Job job, JobState state, Outcome outcome) {
    Kind kind = Kind.of(job.question());
    End end = End.of(state, outcome);
    in(in(jobs, kind), end).increment();
    long millis = outcome.finishedAt() - job.submittedAt();
    in(whole, CostClass.of(job.expectedNanos())).record(Math.max(0, millis), TimeUnit.MILLISECONDS);
  }

  @Override
  public void tested(Job job, Finding finding, long waitedMillis, long nanos) {
    CostClass size = CostClass.of(job.expectedNanos());
    in(queued, size).record(Math.max(0, waitedMillis), TimeUnit.MILLISECONDS);
    in(tested, size).record(nanos, TimeUnit.NANOSECONDS);
    in(engine, MethodFamily.of(finding.method())).record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void attempt(Attempt why) {
    in(attempts, why).increment();
  }

  @Override
  public void handedOver(HandOver who) {
    in(handOvers, who).increment();
  }

  @Override
  public void refused(Refusal why) {
    in(refusals, why).increment();
  }

  @Override
  public void answeredInPlace() {
    inPlace.increment();
  }

  @Override
  public void committed(Lane lane, int size, long nanos) {
    in(changes, lane).record(size);
    in(writes, lane).record(nanos, TimeUnit.NANOSECONDS);
  }
}
