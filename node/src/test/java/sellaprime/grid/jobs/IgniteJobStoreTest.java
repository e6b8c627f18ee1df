package sellaprime.grid.jobs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.apache.ignite.cache.affinity.Affinity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import sellaprime.job.Answer;
import sellaprime.job.Ask;
import sellaprime.job.BatchQuestion;
import sellaprime.job.Bytes;
import sellaprime.job.ChunkQuestion;
import sellaprime.job.Finding;
import sellaprime.job.Job;
import sellaprime.job.JobEvent.Answered;
import sellaprime.job.JobEvent.Cancelled;
import sellaprime.job.JobEvent.Noted;
import sellaprime.job.JobEvent.Reaffirmed;
import sellaprime.job.JobEvent.Reassigned;
import sellaprime.job.JobEvent.Submitted;
import sellaprime.job.Ledger;
import sellaprime.job.Outcome;
import sellaprime.job.PartIds;
import sellaprime.job.PrimeSpec;
import sellaprime.job.Question;
import sellaprime.job.SaleQuestion;
import sellaprime.job.SearchQuestion;
import sellaprime.testkit.BareNodes;
import sellaprime.testkit.Samples;

/** The contract on two real Ignite nodes without testers, which would answer the jobs. */
class IgniteJobStoreTest extends JobStoreContract {
  private static BareNodes nodes;
  private static List<JobStore> stores;

  @BeforeAll
  static void start() {
    nodes = BareNodes.of(2);
    stores = List.of(store(0), store(1));
  }

  @AfterAll
  static void stop() {
    stores.forEach(store -> ((IgniteJobStore) store).close());
    nodes.close();
  }

  private static IgniteJobStore store(int node) {
    return new IgniteJobStore(nodes.node(node), Duration.ofHours(1));
  }

  @Override
  List<JobStore> stores() {
    return stores;
  }

  @Test
  void outcomesExpireAndUnfinishedJobsDoNot() {
    try (IgniteJobStore brief = new IgniteJobStore(nodes.node(0), Duration.ofMillis(300))) {
      brief.apply("brief", Samples.submitted("brief", "7", "a")).join();
      brief.apply("waits", Samples.submitted("waits", "7", "a")).join();
      brief.apply("brief", new Answered(Answer.PRIME, "a test", "a", 1)).join();
      // In another owner's queue it is as unfinished as before.
      brief.apply("waits", Reassigned.whileQueued("a", 1, "b")).join();
      await().atMost(Duration.ofSeconds(20)).until(() -> brief.get("brief") == null);
      assertThat(brief.get("waits")).isNotNull();
      brief.apply("waits", new Cancelled(2)).join();
      await().atMost(Duration.ofSeconds(20)).until(() -> brief.get("waits") == null);
    }
  }

  @Test
  void aPartThatIsWrittenAgainIsKeptForAsLongAgain() {
    try (IgniteJobStore brief = new IgniteJobStore(nodes.node(0), Duration.ofSeconds(2));
        IgniteJobStore store = store(1)) {
      for (String id : List.of("days~0", "days~1")) {
        brief.apply(id, Samples.submitted(id, "7", "a")).join();
        brief.apply(id, new Answered(Answer.PRIME, "a test", "a", 1)).join();
      }
      assertThat(store.apply("days~1", new Reaffirmed(true)).join().isApplied()).isTrue();
      await().atMost(Duration.ofSeconds(60)).until(() -> !store.has("days~0"));
      assertThat(store.has("days~1")).isTrue();
      assertThat(brief.has("days~1")).isTrue();
      store.discard(new TreeSet<>(List.of("days~1"))).join();
    }
  }

  /** They go when they have been read, or with their time; to remove others would not help. */
  @Test
  void resultsOfPartsPushNoOtherOutcomeOut() {
    Clock clock = Clock.fixed(Instant.ofEpochMilli(1_000), ZoneOffset.UTC);
    try (IgniteJobStore store = store(0);
        OutcomeLimit limit = store.limitOutcomes(10, () -> true, () -> 0, job -> {}, clock)) {
      assertThat(limit).isNotNull();
      TreeSet<String> parts = new TreeSet<>();
      for (int i = 0; i < 50; i++) {
        String id = PartIds.of("batch", i);
        parts.add(id);
        ChunkQuestion lines =
            new ChunkQuestion(Ask.PRIME, 2, i + 1, 1, Bytes.of(new byte[] {1, 3}), true);
        store.apply(id, new Submitted(Job.submitted(id, lines, 1_000, "a", 0))).join();
        store.apply(id, new Answered(Answer.PRIME, "a test", "a", 1_000)).join();
      }
      for (int i = 0; i < 10; i++) {
        store.apply("w" + i, Samples.submitted("w" + i, "7", "a")).join();
        store.apply("w" + i, new Answered(Answer.PRIME, "a test", "a", 2_000)).join();
      }
      await()
          .during(Duration.ofMillis(1_500)) // three looks
          .atMost(Duration.ofSeconds(30))
          .until(() -> IntStream.range(0, 10).allMatch(i -> store.has("w" + i)));
      store.discard(parts).join();
    }
  }

  @Test
  void theOldestOutcomesGoAndUnfinishedJobsStay() {
    try (IgniteJobStore store = store(0)) {
      AtomicBoolean crowded = new AtomicBoolean();
      store.unfinished().rescan();
      store.apply("old", Samples.submitted("old", "7", "a")).join();
      store.apply("old", new Answered(Answer.PRIME, "a test", "a", 1_000)).join();
      Clock clock = Clock.fixed(Instant.ofEpochMilli(1_200_000), ZoneOffset.UTC);
      DoubleSupplier used = () -> crowded.get() ? 0.5 + 0.004 * finished(store) : 0;
      try (OutcomeLimit limit = store.limitOutcomes(100, () -> true, used, job -> {}, clock)) {
        assertThat(limit).isNotNull();
        store.apply("open", Samples.submitted("open", "7", "a")).join();
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
          String id = "o" + i;
          store.apply(id, Samples.submitted(id, "7", "a")).join();
          all.add(store.apply(id, new Answered(Answer.PRIME, "a test", "a", 20_000 + 1_000L * i)));
        }
        all.forEach(CompletableFuture::join);
        await().atMost(Duration.ofSeconds(20)).until(() -> finished(store) <= 100);
        for (JobStore one : stores) {
          assertThat(one.get("old")).as("the oldest").isNull();
          assertThat(one.get("o0")).isNull();
          assertThat(one.get("o399")).as("the newest").isNotNull();
          assertThat(one.get("open")).as("not over").isNotNull();
        }
        crowded.set(true);
        await().atMost(Duration.ofSeconds(20)).until(() -> finished(store) < 80);
        assertThat(store.get("open")).isNotNull();
        crowded.set(false);
        store.apply("open", new Cancelled(900_000)).join();
      }
    }
  }

  /** On which {@link Relief} relies: pages that others may use count as free. */
  @Test
  void igniteTellsWhatForgettingTheOldestFrees() {
    Clock clock = Clock.fixed(Instant.ofEpochMilli(3_000_000), ZoneOffset.UTC);
    String number = "7".repeat(1_000);
    int count = 4_000;
    try (IgniteJobStore store = store(0)) {
      long empty = usedPages();
      submitAndAnswer(store, count, number);
      long full = usedPages();
      try (OutcomeLimit limit =
          store.limitOutcomes(count / 2, () -> true, () -> 0, job -> {}, clock)) {
        assertThat(limit).isNotNull();
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> (double) (full - usedPages()) / (full - empty) > 0.4);
      }
    }
  }

  private static void submitAndAnswer(IgniteJobStore store, int count, String number) {
    List<CompletableFuture<?>> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(store.apply("m" + i, Samples.submitted("m" + i, number, "a")));
    }
    all.forEach(CompletableFuture::join);
    all.clear();
    for (int i = 0; i < count; i++) {
      all.add(store.apply("m" + i, new Answered(Answer.PRIME, "a test", "a", 500L * i)));
    }
    all.forEach(CompletableFuture::join);
  }

  @SuppressWarnings("deprecation") // as in GridNode
  private static long usedPages() {
    return nodes.node(0).dataRegionMetrics("memory").getTotalUsedPages();
  }

  private static long finished(JobStore store) {
    return IntStream.range(0, 400).filter(i -> store.has("o" + i)).count();
  }

  @Test
  void everyKindOfQuestionReachesTheOtherNodeAsItIs() {
    PrimeSpec bits = new PrimeSpec(512, 0, true, null, null);
    PrimeSpec digits = new PrimeSpec(0, 50, false, "3", "8");
    List<Question> questions =
        List.of(
            Question.of("2^89-1", 7),
            new BatchQuestion(Ask.SAFE_PRIME, 3, true, 12),
            new BatchQuestion(Ask.PRIME, 0, false, 0),
            new ChunkQuestion(Ask.PRIME, 2, 1L << 40, 3, Bytes.of(new byte[] {1, 3, 0, -1}), true),
            new SaleQuestion(bits, 4),
            new SearchQuestion(digits, "c0ffee", 1L << 50, 3));
    for (int i = 0; i < questions.size(); i++) {
      String id = "kind-" + i;
      Job job = Job.submitted(id, questions.get(i), 5, "a", 1);
      stores.get(0).apply(id, new Submitted(job)).join();
      stores.get(1).apply(id, new Noted(new Ledger(5, 6, "so far"), false)).join();
      stores.get(0).apply(id, new Noted(Ledger.taken(9), false)).join();
      Job there = requireNonNull(stores.get(1).get(id));
      assertThat(there.question()).isEqualTo(questions.get(i));
      assertThat(there.ledger()).isEqualTo(new Ledger(9, 6, "so far"));
      stores.get(1).apply(id, new Answered(Outcome.of(Finding.result("7\n!"), "b", 3))).join();
      Job over = requireNonNull(stores.get(0).get(id));
      assertThat(requireNonNull(over.outcome()).result()).isEqualTo("7\n!");
      assertThat(over.ledger()).isEqualTo(there.ledger());
    }
  }

  @Test
  void whatIsDiscardedIsGoneOnEveryNode() {
    stores.get(0).apply("gone~0", Samples.submitted("gone~0", "7", "a")).join();
    stores.get(0).apply("gone~1", Samples.submitted("gone~1", "7", "a")).join();
    stores.get(1).discard(new TreeSet<>(List.of("gone~0", "gone~2"))).join();
    for (JobStore store : stores) {
      assertThat(store.has("gone~0")).isFalse();
      assertThat(store.has("gone~1")).isTrue();
    }
  }

  @Test
  void aCopyThatANodeLacksIsMendedWhenTheJobIsReaffirmed() {
    JobStore primary = stores.get(0);
    JobStore other = stores.get(1);
    for (boolean ended : new boolean[] {false, true}) {
      String id = keyWithPrimaryOnFirstNode(ended ? "ended" : "waiting");
      primary.apply(id, Samples.submitted(id, "7", "a")).join();
      if (ended) {
        primary.apply(id, new Answered(Answer.PRIME, "a test", "a", 1)).join();
      }
      nodes.node(1).<String, Object>cache(IgniteJobStore.CACHE).localClear(id);
      assertThat(other.get(id)).as("the copy is gone").isNull();
      Job standing = requireNonNull(primary.get(id));
      other.mendCopies(standing);
      await()
          .atMost(Duration.ofSeconds(10))
          .until(
              () -> {
                Job copy = other.get(id);
                return copy != null && copy.isSameStateAs(standing);
              });
    }
  }

  private static String keyWithPrimaryOnFirstNode(String prefix) {
    Affinity<String> affinity = nodes.node(0).affinity(IgniteJobStore.CACHE);
    return IntStream.range(0, 1000)
        .mapToObj(i -> prefix + i)
        .filter(key -> affinity.isPrimary(nodes.node(0).cluster().localNode(), key))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aClosedStoreRefusesAndMayBeClosedAgain() {
    IgniteJobStore store = store(0);
    store.close();
    store.close();
    assertThatThrownBy(() -> store.apply("late", Samples.submitted("late", "7", "a")).join())
        .hasCauseInstanceOf(StoreUnavailableException.class);
    assertThat(stores.get(0).get("late")).isNull();
  }
}
