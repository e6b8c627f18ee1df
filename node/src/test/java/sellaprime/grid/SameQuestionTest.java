package sellaprime.grid;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sellaprime.grid.tester.NumberTest;
import sellaprime.job.Answer;
import sellaprime.job.Job;
import sellaprime.job.JobState;
import sellaprime.job.NumberQuestion;
import sellaprime.primality.input.InputLimits;
import sellaprime.testkit.LocalCluster;

/** A number that is asked again, at another node, while it is tested. */
@Timeout(240)
class SameQuestionTest {
  private static final NumberQuestion ASKED = new NumberQuestion("2^89-1", 0, false);
  private static final NumberTest ENGINE = NumberTest.primality(InputLimits.DEFAULT);

  private final AtomicInteger tests = new AtomicInteger();
  private final CountDownLatch released = new CountDownLatch(1);

  private NumberTest counted() {
    return (question, watch) -> {
      if (question.number().equals(ASKED.number())) {
        tests.incrementAndGet();
        try {
          while (!released.await(100, TimeUnit.MILLISECONDS)) {
            watch.isCancelled(); // a sign of life; else it would be taken for hung
          }
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
      return ENGINE.test(question, watch);
    };
  }

  @Test
  void itIsTestedOnceWhicheverNodeIsAsked() {
    try (LocalCluster cluster = new LocalCluster()) {
      cluster.start(counted());
      cluster.start(counted());
      cluster.node(0).gateway().submit("first", ASKED).join();
      for (GridNode node : cluster.nodes()) {
        await()
            .atMost(Duration.ofMinutes(1))
            .until(() -> requireNonNull(node.gateway().find("first")).state().equals("running"));
      }
      for (int i = 0; i < 2; i++) {
        GridNode node = cluster.node(i);
        // What a node hears of jobs it hears in order: once this one's end is there, so is the
        // first one.
        NumberQuestion other = new NumberQuestion("2^61-" + (1 + 2 * i), 0, true);
        node.gateway().submitAndWait("before-" + i, other, Duration.ofMinutes(1)).join();
        node.gateway().submit("again-" + i, ASKED).join();
        assertThat(job(node, "again-" + i).owner()).isEqualTo(job(node, "first").owner());
      }
      released.countDown();
      for (String id : new String[] {"first", "again-0", "again-1"}) {
        await()
            .atMost(Duration.ofMinutes(1))
            .until(() -> job(cluster.node(0), id).state() == JobState.DONE);
        assertThat(requireNonNull(job(cluster.node(0), id).outcome()).answer())
            .isEqualTo(Answer.PRIME);
      }
      assertThat(tests).hasValue(1);
    }
  }

  private static Job job(GridNode node, String id) {
    return requireNonNull(node.jobs().get(id));
  }
}
