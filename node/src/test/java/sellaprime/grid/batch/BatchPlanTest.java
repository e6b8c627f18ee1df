package sellaprime.grid.batch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sellaprime.grid.balance.Balancer;
import sellaprime.grid.balance.LiveTesters;
import sellaprime.grid.chunk.ChunkWork;
import sellaprime.grid.chunk.PackedLines;
import sellaprime.grid.chunk.Tally;
import sellaprime.grid.compound.Coordinator;
import sellaprime.grid.jobs.InMemoryJobStore;
import sellaprime.grid.observe.GridObserver;
import sellaprime.job.Ask;
import sellaprime.job.BatchQuestion;
import sellaprime.job.ChunkQuestion;
import sellaprime.job.Job;
import sellaprime.job.JobEvent.Answered;
import sellaprime.job.JobEvent.Cancelled;
import sellaprime.job.JobEvent.Failed;
import sellaprime.job.JobEvent.Noted;
import sellaprime.job.JobEvent.Reassigned;
import sellaprime.job.JobEvent.Submitted;
import sellaprime.job.JobState;
import sellaprime.job.Ledger;
import sellaprime.job.Outcome;
import sellaprime.job.PartIds;
import sellaprime.primality.arith.Watch;
import sellaprime.primality.input.InputLimits;
import sellaprime.testkit.InMemoryLoads;
import sellaprime.testkit.ManualClock;
import sellaprime.testkit.Samples;

/** A coordinator with the plan of a batch, on a job cache in memory; the test is all workers. */
class BatchPlanTest {
  private static final Duration PATIENCE = Duration.ofHours(24);
  private static final BatchQuestion PLAIN = new BatchQuestion(Ask.PRIME, 0, false, 0);

  private final InMemoryJobStore store = new InMemoryJobStore();
  private final InMemoryLoads loads = new InMemoryLoads();
  private final LiveTesters live = new LiveTesters(loads, node -> true);
  private final Balancer balancer = new Balancer(loads, live);
  private final ManualClock clock = new ManualClock();
  private final ChunkWork work = new ChunkWork(InputLimits.DEFAULT);
  private final Coordinator first = coordinator("a");
  private final Coordinator second = coordinator("b");

  private Coordinator coordinator(String node) {
    return new Coordinator(
        node,
        question -> new BatchPlan((BatchQuestion) question, PATIENCE),
        store,
        balancer,
        live,
        GridObserver.NONE,
        clock,
        (caller, onTheWay) -> true,
        PATIENCE);
  }

  @AfterEach
  void close() {
    first.close();
    second.close();
  }

  private static ConditionFactory patiently() {
    return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(5));
  }

  private Job open(BatchQuestion batch) {
    loads.publish(Samples.idle("a#1", 1));
    Job whole = Job.submitted("b", batch, 1, "a#1", clock.millis());
    store.apply("b", new Submitted(whole)).join();
    first.take(whole);
    return whole;
  }

  private void submit(int number, long firstLine, String text, boolean last) {
    PackedLines lines = new PackedLines();
    text.lines().forEach(lines::add);
    ChunkQuestion chunk =
        new ChunkQuestion(Ask.PRIME, 0, firstLine, lines.lines(), lines.packed(), last);
    String id = PartIds.of("b", number);
    store.apply(id, new Submitted(Job.submitted(id, chunk, 1, "a#1", clock.millis()))).join();
  }

  private void answer(int number) {
    Job chunk = requireNonNull(store.get(PartIds.of("b", number)));
    var finding = work.answer((ChunkQuestion) chunk.question(), Watch.NONE);
    store.apply(chunk.id(), new Answered(Outcome.of(finding, "a", clock.millis()))).join();
  }

  private Job whole() {
    return requireNonNull(store.get("b"));
  }

  private Tally end() {
    awaitEnd();
    return Tally.of(requireNonNull(requireNonNull(whole().outcome()).result()));
  }

  /** A note may come before its change can be read; sweeps make up for it. */
  private void awaitEnd() {
    patiently()
        .until(
            () -> {
              first.sweep();
              second.sweep();
              return whole().state().isFinal();
            });
  }

  /** Cancelled first, and thrown away then. */
  private void awaitGone(String chunk) {
    patiently()
        .until(
            () -> {
              first.sweep();
              return !store.has(chunk);
            });
  }

  private @Nullable String reason() {
    awaitEnd();
    assertThat(whole().state()).isEqualTo(JobState.FAILED);
    return requireNonNull(whole().outcome()).reason();
  }

  /** Until the coordinators have nothing to do that they know of. */
  private void settle(long chunks) {
    patiently()
        .until(
            () -> {
              clock.advance(Duration.ofSeconds(2));
              first.sweep();
              second.sweep();
              return whole().ledger().settled() == chunks;
            });
  }

  @Test
  void itIsOverWhenTheLastChunkAndAllBeforeItAre() {
    open(PLAIN);
    submit(0, 1, "3\n4\n", false);
    submit(1, 3, "5\n", false);
    submit(2, 4, "foo\n", true);
    answer(2);
    answer(0);
    settle(1);
    assertThat(whole().state()).isEqualTo(JobState.QUEUED);
    answer(1);
    assertThat(end()).isEqualTo(new Tally(4, 2, 0, 1, 1, 0));
  }

  @Test
  void aBatchOfNothing() {
    open(PLAIN);
    submit(0, 1, "", true);
    answer(0);
    assertThat(end()).isEqualTo(Tally.NONE);
  }

  @Test
  void aChunkThatFailsIsCountedAsUnanswered() {
    open(PLAIN);
    submit(0, 1, "3\n\n4\n", false);
    submit(1, 4, "5\n", true);
    store.apply("b~0", new Failed("a#1", 1, "poison: it was", "a", 5)).join();
    answer(1);
    assertThat(end()).isEqualTo(new Tally(4, 1, 0, 0, 0, 2));
  }

  @Test
  void aStrictOneFailsAtItsFirstBadLineAndLetsTheRestGo() {
    open(new BatchQuestion(Ask.PRIME, 0, true, 0));
    submit(0, 1, "3\n\nfoo\n", false);
    submit(1, 4, "5\n", false);
    answer(0);
    assertThat(reason()).startsWith("line 3: at character 1");
    awaitGone("b~1");
  }

  @Test
  void enoughPrimesEndIt() {
    open(new BatchQuestion(Ask.PRIME, 0, false, 2));
    submit(0, 1, "3\n4\n", false);
    submit(1, 3, "6\n7\n11\n", false);
    submit(2, 6, "13\n", false);
    answer(1);
    answer(0);
    assertThat(end()).isEqualTo(new Tally(4, 2, 0, 2, 0, 0));
    awaitGone("b~2");
  }

  @Test
  void cancellingItCancelsItsChunks() {
    open(PLAIN);
    submit(0, 1, "3\n", false);
    submit(1, 2, "4\n", false);
    answer(0);
    store.apply("b", new Cancelled(7)).join();
    awaitGone("b~1");
    assertThat(requireNonNull(store.get("b~0")).state()).isEqualTo(JobState.DONE);
  }

  @Test
  void whoeverOverseesItNextGoesOnFromWhatIsNotedEvenIfChunksAreGone() {
    open(PLAIN);
    submit(0, 1, "3\n4\n", false);
    submit(1, 3, "5\n", false);
    submit(2, 4, "7\n", false);
    answer(0);
    answer(1);
    settle(2);
    store.apply("b", new Noted(Ledger.taken(3), false)).join();
    patiently()
        .until(
            () -> {
              first.sweep();
              return !store.has("b~0") && !store.has("b~1");
            });
    assertThat(store.has("b~2")).isTrue();

    store.apply("b", Reassigned.whileQueued("a#1", 1, "b#1")).join();
    second.take(whole());
    answer(2);
    submit(3, 5, "9\n", true);
    answer(3);
    assertThat(end()).isEqualTo(new Tally(5, 3, 0, 2, 0, 0));
    assertThat(requireNonNull(whole().outcome()).node()).isEqualTo("b");
  }

  @Test
  void whatWasTakenBeforeItsEndIsThrownAwayWithIt() {
    open(PLAIN);
    submit(0, 1, "3\n4\n", false);
    submit(1, 3, "5\n", true);
    store.apply("b", new Noted(Ledger.taken(2), false)).join();
    answer(0);
    answer(1);
    assertThat(end().lines()).isEqualTo(3);
    awaitGone("b~0");
    assertThat(store.has("b~1")).isTrue();
  }

  @Test
  void itNotesHowFastItGoes() {
    int lines = 20_000;
    long start = clock.millis();
    open(PLAIN);
    submit(0, 1, "3\n".repeat(lines), false);
    answer(0);
    settle(1);
    double seconds = (clock.millis() - start) / 1000.0;
    // It began somewhere in between, and notes after a second at the earliest.
    assertThat(rate()).isBetween((long) (lines / seconds), (long) lines).isPositive();

    submit(1, lines + 1L, "5\n".repeat(lines), false);
    answer(1);
    settle(2);
    assertThat(rate()).isBetween(1L, (long) lines);
  }

  private long rate() {
    return Account.of(whole().ledger().account()).linesPerSecond();
  }

  @Test
  void whatIsTakenHalfIsKept() {
    open(PLAIN);
    submit(0, 1, "3\n4\n", false);
    answer(0);
    settle(1);
    store.apply("b", new Noted(Ledger.taken(1), false)).join();
    settle(1);
    assertThat(store.has("b~0")).isTrue();
  }

  @Test
  void twoThatBelieveItIsTheirsAgree() {
    Job whole = open(PLAIN);
    second.take(whole);
    submit(0, 1, "3\n4\n", false);
    submit(1, 3, "5\n", true);
    answer(0);
    answer(1);
    assertThat(end()).isEqualTo(new Tally(3, 2, 0, 1, 0, 0));
  }

  @Test
  void anEndThatCouldNotBeRecordedIsRecordedLater() {
    open(PLAIN);
    submit(0, 1, "3\n4\n", true);
    store.refuseNext(0);
    Job chunk = requireNonNull(store.get("b~0"));
    var finding = work.answer((ChunkQuestion) chunk.question(), Watch.NONE);
    store.hold();
    store.apply("b~0", new Answered(Outcome.of(finding, "a", 5)));
    store.letGo();
    store.refuseNext(1);
    patiently()
        .until(
            () -> {
              first.sweep();
              return whole().state().isFinal();
            });
    assertThat(end()).isEqualTo(new Tally(2, 1, 0, 1, 0, 0));
  }

  @Test
  void oneThatNobodyFeedsAnyMoreEnds() {
    open(PLAIN);
    submit(0, 1, "3\n", false);
    answer(0);
    settle(1);
    clock.advance(PATIENCE.minusMinutes(5));
    first.sweep();
    assertThat(whole().state()).isEqualTo(JobState.QUEUED);
    clock.advance(Duration.ofMinutes(10));
    first.sweep();
    assertThat(reason()).contains("nobody fed it for 24 hours");
  }
}
