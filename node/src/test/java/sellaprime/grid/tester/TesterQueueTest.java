package sellaprime.grid.tester;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sellaprime.job.Job;
import sellaprime.job.JobEvent.Reassigned;
import sellaprime.job.JobTransitions;
import sellaprime.job.Question;
import sellaprime.testkit.ManualClock;
import sellaprime.testkit.Samples;

@Timeout(20)
class TesterQueueTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final ManualClock clock = new ManualClock();
  private final TesterQueue queue = new TesterQueue(1000, 10_000, 2, clock);

  private static Job tiny(String id) {
    return Samples.job(id, "a#1", Samples.TINY);
  }

  private static Job large(String id) {
    return Samples.job(id, "a#1", Samples.LARGE);
  }

  private List<String> hand() throws InterruptedException {
    return queue.takeHand(0).stream().map(Job::id).toList();
  }

  @Test
  void handsOutLargeJobsOneByOneInOrder() throws Exception {
    queue.offer(large("a"));
    queue.offer(large("b"));
    assertThat(hand()).containsExactly("a");
    assertThat(hand()).containsExactly("b");
  }

  @Test
  void handsOutTinyJobsTogetherBeforeALargeOne() throws Exception {
    queue.offer(tiny("a"));
    queue.offer(tiny("b"));
    queue.offer(large("c"));
    queue.offer(tiny("d"));
    assertThat(hand()).containsExactly("a", "b", "d");
    assertThat(hand()).containsExactly("c");
  }

  @Test
  void aHandIsBoundedInNumberAndInCost() throws Exception {
    for (int i = 0; i < 2 * TesterQueue.MAX_HAND; i++) {
      queue.offer(tiny("t" + i));
    }
    assertThat(hand()).hasSize(TesterQueue.MAX_HAND);
    queue.drain();
    for (int i = 0; i < 20; i++) {
      queue.offer(Samples.job("u" + i, "a#1", TesterQueue.MAX_HAND_NANOS / 8));
    }
    assertThat(hand()).hasSize(8);
  }

  private static Job of(String id, long caller, long nanos, long submittedAt) {
    return Job.submitted(id, Question.of("7"), nanos, "a#1", submittedAt).submittedBy(caller);
  }

  private List<String> hands() throws InterruptedException {
    List<String> ids = new ArrayList<>();
    while (queue.size() > 0) {
      ids.addAll(hand());
    }
    return ids;
  }

  @Test
  void shortJobsGoFirst() throws Exception {
    long now = clock.millis();
    queue.offer(of("hours", 1, 3_600 * SECOND, now));
    queue.offer(of("minutes", 2, 120 * SECOND, now));
    queue.offer(of("half a second", 3, SECOND / 2, now));
    queue.offer(of("10 ms", 4, SECOND / 100, now));
    queue.offer(of("1 us", 5, 1_000, now));
    assertThat(hands()).containsExactly("1 us", "10 ms", "half a second", "hours", "minutes");
  }

  @Test
  void nothingWaitsForEver() throws Exception {
    queue.offer(of("hours", 1, 3_600 * SECOND, clock.millis()));
    for (int minute = 1; minute <= 20; minute++) {
      clock.advance(Duration.ofMinutes(1));
      queue.offer(of("short " + minute, 2, 3_000_000, clock.millis()));
    }
    assertThat(hands().indexOf("hours")).isEqualTo(9);
  }

  @Test
  void anOrphanKeepsItsAgeAndAClockThatIsAheadDoesNotMatter() throws Exception {
    clock.advance(Duration.ofMinutes(20));
    long now = clock.millis();
    queue.offer(of("new", 1, SECOND / 100, now));
    queue.offer(of("from the future", 2, SECOND / 200, now + 1_000_000));
    queue.offer(of("orphan", 3, 100 * SECOND, now - 15 * 60_000));
    assertThat(hands()).containsExactly("orphan", "from the future", "new");
  }

  @Test
  void callersTakeTurnsHoweverMuchOneOfThemSends() throws Exception {
    long now = clock.millis();
    for (int i = 0; i < 100; i++) {
      queue.offer(of("flood " + i, 1, SECOND / 10, now));
    }
    queue.offer(of("other", 2, SECOND / 10, now + 0));
    assertThat(hands().indexOf("other")).isLessThan(2);
  }

  @Test
  void theLanesTakeShortJobsOnlyWhileAllWorkersAreBusyWithLongOnes() throws Exception {
    int mediumLane = 2;
    int shortLane = 3;
    CompletableFuture<List<Job>> medium = taker(mediumLane);
    CompletableFuture<List<Job>> shorts = taker(shortLane);
    queue.offer(of("hours 1", 1, 3_600 * SECOND, 0));
    assertThat(queue.takeHand(0)).hasSize(1);
    queue.offer(of("short", 1, SECOND / 10, 0));
    assertThat(queue.takeHand(1)).as("a worker is free for it").hasSize(1);
    assertThat(medium).isNotDone();
    assertThat(shorts).isNotDone();

    queue.offer(of("hours 2", 1, 3_600 * SECOND, 0));
    assertThat(queue.takeHand(1)).extracting(Job::id).containsExactly("hours 2");
    queue.offer(of("half a minute", 1, 30 * SECOND, 0));
    assertThat(medium.get(10, TimeUnit.SECONDS))
        .extracting(Job::id)
        .containsExactly("half a minute");
    queue.offer(of("hours 3", 1, 3_600 * SECOND, 0));
    queue.offer(of("short 2", 1, SECOND / 10, 0));
    assertThat(shorts.get(10, TimeUnit.SECONDS)).extracting(Job::id).containsExactly("short 2");
    assertThat(queue.size()).as("the third long one waits for a worker").isEqualTo(1);
  }

  @Test
  void theShortLaneWorksWhileAllWorkersAreBusyForAMinute() throws Exception {
    CompletableFuture<List<Job>> medium = taker(2);
    CompletableFuture<List<Job>> shorts = taker(3);
    for (int worker = 0; worker < 2; worker++) {
      queue.offer(of("m" + worker, 1, 30 * SECOND, 0));
      assertThat(queue.takeHand(worker)).hasSize(1);
    }
    queue.offer(of("m2", 1, 30 * SECOND, 0));
    queue.offer(of("s", 1, SECOND / 10, 0));
    assertThat(shorts.get(10, TimeUnit.SECONDS)).extracting(Job::id).containsExactly("s");
    assertThat(medium).isNotDone();
  }

  private CompletableFuture<List<Job>> taker(int slot) {
    return CompletableFuture.supplyAsync(
        () -> takeUnchecked(slot), task -> new Thread(task, "taker").start());
  }

  @Test
  void aSuspectIsTakenAlone() throws Exception {
    Job suspect =
        requireNonNull(
            JobTransitions.apply(tiny("suspect"), Reassigned.afterCrash("a#1", 1, "a#1", "ape", 5))
                .job());
    queue.offer(tiny("a"));
    queue.offer(suspect);
    queue.offer(tiny("b"));
    assertThat(hand()).containsExactly("a");
    assertThat(hand()).containsExactly("suspect");
    assertThat(hand()).containsExactly("b");
  }

  @Test
  void isBoundedInNumber() {
    TesterQueue small = new TesterQueue(2, 10_000, 1, clock);
    assertThat(small.offer(tiny("a"))).isEmpty();
    assertThat(small.offer(tiny("b"))).isEmpty();
    assertThat(small.offer(tiny("c"))).extracting(Job::id).containsExactly("c");
    assertThat(small.size()).isEqualTo(2);
  }

  @Test
  void aFullQueueKeepsWhatIsNext() throws Exception {
    TesterQueue small = new TesterQueue(3, 10_000, 1, clock);
    for (int i = 0; i < 10; i++) {
      small.offer(of("minutes " + i, 1, 120 * SECOND, clock.millis()));
    }
    for (int i = 0; i < 3; i++) {
      assertThat(small.offer(of("short " + i, 2, SECOND / 100, clock.millis())))
          .extracting(Job::id)
          .containsExactly("minutes " + (2 - i));
    }
    assertThat(small.takeHand(0)).extracting(Job::id).containsExactly("short 0");
    assertThat(small.nanos()).containsExactly(SECOND / 50, 0, 0);
  }

  @Test
  void isBoundedInCharactersButTakesAnyJobWhenEmpty() {
    TesterQueue small = new TesterQueue(100, 10, 1, clock);
    Job huge = Job.submitted("h", Question.of("9".repeat(50)), Samples.LARGE, "a#1", 1);
    assertThat(small.offer(huge)).isEmpty();
    assertThat(small.offer(tiny("b"))).hasSize(1);
    small.drain();
    assertThat(small.offer(tiny("a"))).isEmpty();
    assertThat(small.offer(huge)).containsExactly(huge);
  }

  @Test
  void knowsItsCost() throws Exception {
    queue.offer(large("a"));
    queue.offer(large("b"));
    assertThat(queue.nanos()).containsExactly(2 * Samples.LARGE, 0, 0);
    hand();
    assertThat(queue.nanos()).containsExactly(Samples.LARGE, 0, 0);
    assertThat(queue.drain()).hasSize(1);
    assertThat(queue.nanos()).containsOnly(0);
    assertThat(queue.size()).isZero();
  }

  @Test
  void aTakerWaitsForAJob() throws Exception {
    CompletableFuture<List<Job>> taker = CompletableFuture.supplyAsync(this::takeUnchecked);
    queue.offer(large("a"));
    assertThat(taker.get(10, TimeUnit.SECONDS)).extracting(Job::id).containsExactly("a");
  }

  @AfterEach
  void close() {
    queue.close();
  }

  @Test
  void closeSendsTakersHomeAndRefusesMore() throws Exception {
    CompletableFuture<List<Job>> taker = CompletableFuture.supplyAsync(this::takeUnchecked);
    queue.close();
    queue.close();
    assertThat(taker.get(10, TimeUnit.SECONDS)).isEmpty();
    assertThat(queue.offer(tiny("a"))).hasSize(1);
    assertThat(hand()).isEmpty();
  }

  private List<Job> takeUnchecked() {
    return takeUnchecked(0);
  }

  private List<Job> takeUnchecked(int slot) {
    try {
      return queue.takeHand(slot);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
