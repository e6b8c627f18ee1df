package sellaprime.grid.tester;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sellaprime.job.Job;
import sellaprime.job.JobEvent.Reassigned;
import sellaprime.job.JobTransitions;
import sellaprime.job.Question;
import sellaprime.testkit.Samples;

@Timeout(20)
class TesterQueueTest {
  private final TesterQueue queue = new TesterQueue(1000, 10_000);

  private static Job tiny(String id) {
    return Samples.job(id, "a#1", Samples.TINY);
  }

  private static Job large(String id) {
    return Samples.job(id, "a#1", Samples.LARGE);
  }

  private List<String> hand() throws InterruptedException {
    return queue.takeHand().stream().map(Job::id).toList();
  }

  @Test
  void handsOutLargeJobsOneByOneInOrder() throws Exception {
    queue.offer(large("a"));
    queue.offer(large("b"));
    assertThat(hand()).containsExactly("a");
    assertThat(hand()).containsExactly("b");
  }

  @Test
  void handsOutTinyJobsTogetherUpToTheNextLargeOne() throws Exception {
    queue.offer(tiny("a"));
    queue.offer(tiny("b"));
    queue.offer(large("c"));
    queue.offer(tiny("d"));
    assertThat(hand()).containsExactly("a", "b");
    assertThat(hand()).containsExactly("c");
    assertThat(hand()).containsExactly("d");
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
    TesterQueue small = new TesterQueue(2, 10_000);
    assertThat(small.offer(tiny("a"))).isTrue();
    assertThat(small.offer(tiny("b"))).isTrue();
    assertThat(small.offer(tiny("c"))).isFalse();
    assertThat(small.size()).isEqualTo(2);
  }

  @Test
  void isBoundedInCharactersButTakesAnyJobWhenEmpty() {
    TesterQueue small = new TesterQueue(100, 10);
    Job huge = Job.submitted("h", Question.of("9".repeat(50)), 1, "a#1", 1);
    assertThat(small.offer(huge)).isTrue();
    assertThat(small.offer(tiny("a"))).isFalse();
    small.drain();
    assertThat(small.offer(tiny("a"))).isTrue();
    assertThat(small.offer(huge)).isFalse();
  }

  @Test
  void knowsItsCost() throws Exception {
    queue.offer(large("a"));
    queue.offer(large("b"));
    assertThat(queue.nanos()).isEqualTo(2 * Samples.LARGE);
    hand();
    assertThat(queue.nanos()).isEqualTo(Samples.LARGE);
    assertThat(queue.drain()).hasSize(1);
    assertThat(queue.nanos()).isZero();
    assertThat(queue.size()).isZero();
  }

  @Test
  void aTakerWaitsForAJob() throws Exception {
    CompletableFuture<List<Job>> taker = CompletableFuture.supplyAsync(this::takeUnchecked);
    queue.offer(large("a"));
    assertThat(taker.get(10, TimeUnit.SECONDS)).extracting(Job::id).containsExactly("a");
  }

  @Test
  void closeSendsTakersHomeAndRefusesMore() throws Exception {
    CompletableFuture<List<Job>> taker = CompletableFuture.supplyAsync(this::takeUnchecked);
    queue.close();
    queue.close();
    assertThat(taker.get(10, TimeUnit.SECONDS)).isEmpty();
    assertThat(queue.offer(tiny("a"))).isFalse();
    assertThat(hand()).isEmpty();
  }

  private List<Job> takeUnchecked() {
    try {
      return queue.takeHand();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
