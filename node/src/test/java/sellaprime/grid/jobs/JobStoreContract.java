package sellaprime.grid.jobs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import sellaprime.job.Answer;
import sellaprime.job.Job;
import sellaprime.job.JobEvent;
import sellaprime.job.JobEvent.Answered;
import sellaprime.job.JobEvent.Cancelled;
import sellaprime.job.JobEvent.Failed;
import sellaprime.job.JobEvent.Reassigned;
import sellaprime.job.JobState;
import sellaprime.job.Outcome;
import sellaprime.job.Ruling;
import sellaprime.job.Ruling.Kind;
import sellaprime.testkit.Samples;

/** What every job store promises; run on each implementation, as two nodes see it. */
abstract class JobStoreContract {
  private static final AtomicInteger ids = new AtomicInteger();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String id = "job-" + ids.incrementAndGet();

  /** The same jobs, as two nodes have them. */
  abstract List<JobStore> stores();

  private JobStore here() {
    return stores().get(0);
  }

  private JobStore there() {
    return stores().get(1);
  }

  private static Ruling ruled(CompletableFuture<Ruling> ruling) {
    try {
      return ruling.get(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Kind apply(JobStore store, String id, JobEvent event) {
    return ruled(store.apply(id, event)).kind();
  }

  private Kind submit(JobStore store, String number) {
    return apply(store, id, Samples.submitted(id, number, "a#1"));
  }

  private static Job job(JobStore store, String id) {
    return requireNonNull(store.get(id));
  }

  @Test
  void aSubmittedJobIsReadableOnEveryNodeAtOnce() {
    assertThat(submit(here(), "7")).isEqualTo(Kind.APPLIED);
    for (JobStore store : stores()) {
      assertThat(job(store, id).state()).isEqualTo(JobState.QUEUED);
      assertThat(job(store, id).question().shown()).isEqualTo("7");
      assertThat(job(store, id).isWorkOf("a#1", 1)).isTrue();
    }
  }

  @Test
  void anUnknownJobIsNull() {
    assertThat(here().get(id)).isNull();
    assertThat(there().get(id)).isNull();
  }

  @Test
  void theSameSubmissionAgainIsTheSameJob() {
    submit(here(), "7");
    Ruling again = ruled(there().apply(id, Samples.submitted(id, "7", "b#1")));
    assertThat(again.kind()).isEqualTo(Kind.ALREADY_SO);
    assertThat(requireNonNull(again.job()).owner()).isEqualTo("a#1");
    assertThat(job(there(), id).attempt()).isEqualTo(1);
  }

  @Test
  void theSameIdWithAnotherNumberIsAConflict() {
    submit(here(), "7");
    assertThat(submit(there(), "8")).isEqualTo(Kind.CONFLICT);
    assertThat(job(here(), id).question().shown()).isEqualTo("7");
  }

  @Test
  void eventsForUnknownIdsCreateNothing() {
    for (JobEvent event :
        List.of(
            Samples.prime("n"),
            new Failed("a#1", 1, "r", "n", 1),
            Reassigned.whileQueued("a#1", 1, "b#1"),
            Reassigned.afterCrash("a#1", 1, "b#1", "n", 1),
            new Cancelled(1))) {
      assertThat(apply(there(), id, event)).isEqualTo(Kind.UNKNOWN);
      assertThat(here().get(id)).isNull();
    }
  }

  @Test
  void ofTwoMovesOfOneAttemptOneSucceeds() {
    submit(here(), "7");
    CompletableFuture<Ruling> one = here().apply(id, Reassigned.whileQueued("a#1", 1, "b#1"));
    CompletableFuture<Ruling> other = there().apply(id, Reassigned.whileQueued("a#1", 1, "c#1"));
    assertThat(List.of(ruled(one).kind(), ruled(other).kind()))
        .containsExactlyInAnyOrder(Kind.APPLIED, Kind.STALE);
    String winner = ruled(one).isApplied() ? "b#1" : "c#1";
    for (JobStore store : stores()) {
      assertThat(job(store, id).isWorkOf(winner, 2)).isTrue();
    }
  }

  @Test
  void theThirdCrashIsKeptWithItsHistory() {
    submit(here(), "7");
    assertThat(apply(here(), id, Reassigned.afterCrash("a#1", 1, "b#1", "ape", 5)))
        .isEqualTo(Kind.APPLIED);
    assertThat(apply(there(), id, Reassigned.afterCrash("b#1", 2, "c#1", "bee", 6)))
        .isEqualTo(Kind.APPLIED);
    assertThat(apply(here(), id, Reassigned.afterCrash("c#1", 3, "d#1", "cat", 7)))
        .isEqualTo(Kind.APPLIED);
    for (JobStore store : stores()) {
      Job poison = job(store, id);
      assertThat(poison.state()).isEqualTo(JobState.FAILED);
      assertThat(requireNonNull(poison.outcome()).reason()).contains("poison", "ape", "bee", "cat");
      assertThat(poison.setbacks()).extracting(s -> s.at()).containsExactly(5L, 6L, 7L);
    }
  }

  @Test
  void cancelledIsFinalAndMayBeRepeated() {
    submit(here(), "7");
    assertThat(apply(there(), id, new Cancelled(5))).isEqualTo(Kind.APPLIED);
    assertThat(apply(here(), id, new Cancelled(6))).isEqualTo(Kind.ALREADY_SO);
    assertThat(apply(here(), id, Samples.prime("n"))).isEqualTo(Kind.OVER);
    for (JobStore store : stores()) {
      assertThat(job(store, id).state()).isEqualTo(JobState.CANCELLED);
      assertThat(requireNonNull(job(store, id).outcome()).finishedAt()).isEqualTo(5);
    }
  }

  @Test
  void ofEightConcurrentOutcomesOneCountsAndStays() throws Exception {
    int rounds = 40;
    ExecutorService writers = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < rounds; round++) {
        String key = id + "-" + round;
        apply(here(), key, Samples.submitted(key, "7", "a#1"));
        List<Future<Ruling>> rulings = new ArrayList<>();
        for (int w = 0; w < 8; w++) {
          int writer = w;
          JobStore store = stores().get(w % 2);
          rulings.add(writers.submit(() -> ruled(store.apply(key, outcome(writer)))));
        }
        int counted = 0;
        for (Future<Ruling> ruling : rulings) {
          Kind kind = ruling.get().kind();
          assertThat(kind).isIn(Kind.APPLIED, Kind.OVER);
          counted += kind == Kind.APPLIED ? 1 : 0;
        }
        assertThat(counted).as("outcomes that counted").isEqualTo(1);
        assertThat(there().get(key)).usingRecursiveComparison().isEqualTo(here().get(key));
      }
    } finally {
      writers.shutdownNow();
    }
  }

  private static JobEvent outcome(int writer) {
    return writer % 4 == 3
        ? new Failed("a#1", 1, "by " + writer, "n" + writer, writer)
        : new Answered(
            writer % 2 == 0 ? Answer.PRIME : Answer.COMPOSITE,
            "by " + writer,
            "n" + writer,
            writer);
  }

  @Test
  void listenersOnEveryNodeSeeEveryEndAndEveryJobInOrder() {
    int jobs = 300;
    List<Map<String, ConcurrentLinkedQueue<Job>>> seen =
        List.of(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    for (int i = 0; i < 2; i++) {
      Map<String, ConcurrentLinkedQueue<Job>> mine = seen.get(i);
      stores()
          .get(i)
          .onChange(
              job -> mine.computeIfAbsent(job.id(), k -> new ConcurrentLinkedQueue<>()).add(job));
    }
    Set<String> keys = new HashSet<>();
    List<CompletableFuture<?>> chains = new ArrayList<>();
    for (int i = 0; i < jobs; i++) {
      String key = id + "-" + i;
      keys.add(key);
      JobStore one = stores().get(i % 2);
      JobStore other = stores().get((i + 1) % 2);
      chains.add(
          one.apply(key, Samples.submitted(key, "7", "a#1"))
              .thenCompose(r -> other.apply(key, Reassigned.whileQueued("a#1", 1, "b#1")))
              .thenCompose(r -> one.apply(key, Samples.prime("n"))));
    }
    chains.forEach(chain -> chain.orTimeout(20, TimeUnit.SECONDS).join());
    for (Map<String, ConcurrentLinkedQueue<Job>> mine : seen) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(keys)
                      .allSatisfy(
                          key ->
                              assertThat(mine.getOrDefault(key, new ConcurrentLinkedQueue<>()))
                                  .anyMatch(job -> job.state() == JobState.DONE)));
      for (String key : keys) {
        assertThat(requireNonNull(mine.get(key)))
            .extracting(job -> job.state().isFinal() ? Integer.MAX_VALUE : job.attempt())
            .isSorted();
      }
    }
  }

  @Test
  void aListenerThatThrowsHarmsNeitherTheWriterNorTheOtherListeners() {
    AtomicReference<Job> heard = new AtomicReference<>();
    here()
        .onChange(
            job -> {
              if (job.id().equals(id)) {
                throw new IllegalStateException("on purpose");
              }
            });
    here()
        .onChange(
            job -> {
              if (job.id().equals(id)) {
                heard.set(job);
              }
            });
    assertThat(submit(there(), "7")).isEqualTo(Kind.APPLIED);
    await().atMost(PATIENCE).until(() -> heard.get() != null);
  }

  @Test
  void theIndexHoldsWhatIsUnfinishedAndEndsEmpty() {
    int jobs = 200;
    List<CompletableFuture<Ruling>> submitted = new ArrayList<>();
    for (int i = 0; i < jobs; i++) {
      String key = id + "-" + i;
      submitted.add(here().apply(key, Samples.submitted(key, "7", "a#1")));
    }
    submitted.forEach(JobStoreContract::ruled);
    for (JobStore store : stores()) {
      await().atMost(PATIENCE).until(() -> mine(store) == jobs);
      Set<String> scanned = new HashSet<>();
      store.forEachUnfinished(job -> scanned.add(job.id()));
      assertThat(scanned).hasSizeGreaterThanOrEqualTo(jobs);
    }
    List<CompletableFuture<Ruling>> ended = new ArrayList<>();
    for (int i = 0; i < jobs; i++) {
      String key = id + "-" + i;
      JobEvent end =
          switch (i % 3) {
            case 0 -> Samples.prime("n");
            case 1 -> new Failed("a#1", 1, "r", "n", 1);
            default -> new Cancelled(1);
          };
      ended.add(stores().get(i % 2).apply(key, end));
    }
    assertThat(ended).allSatisfy(end -> assertThat(ruled(end).isApplied()).isTrue());
    for (JobStore store : stores()) {
      await().atMost(PATIENCE).until(() -> mine(store) == 0);
      store.forEachUnfinished(job -> assertThat(job.id()).doesNotStartWith(id + "-"));
    }
  }

  private long mine(JobStore store) {
    return store.unfinished().all().stream().filter(a -> a.id().startsWith(id + "-")).count();
  }

  @Test
  void everyFieldOfAnOutcomeArrivesEverywhere() {
    submit(here(), "2^127-1");
    apply(here(), id, new Answered(Answer.PROBABLE_PRIME, "Baillie-PSW", "ape", 77));
    Outcome outcome = requireNonNull(job(there(), id).outcome());
    assertThat(outcome.answer()).isEqualTo(Answer.PROBABLE_PRIME);
    assertThat(outcome.method()).isEqualTo("Baillie-PSW");
    assertThat(outcome.node()).isEqualTo("ape");
    assertThat(outcome.finishedAt()).isEqualTo(77);
    assertThat(job(there(), id).submittedAt()).isEqualTo(1);
    assertThat(job(there(), id).expectedNanos()).isEqualTo(Samples.LARGE);
  }
}
