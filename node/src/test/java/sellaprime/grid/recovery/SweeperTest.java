package sellaprime.grid.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SweeperTest {
  private final Sweeper sweeper = new Sweeper();
  private final AtomicInteger urgent = new AtomicInteger();
  private final AtomicInteger patient = new AtomicInteger();

  @AfterEach
  void close() {
    sweeper.close();
  }

  @Test
  void aSweepRunsEveryRepairAlsoAfterOneThatThrew() {
    sweeper
        .add(
            "broken",
            true,
            () -> {
              throw new IllegalStateException("on purpose");
            })
        .add(
            "hopeless",
            true,
            () -> {
              throw new AssertionError("on purpose");
            })
        .add("patient", false, patient::incrementAndGet)
        .start();
    await().until(() -> patient.get() >= 1);
  }

  @Test
  void wakeRunsTheUrgentRepairsAtOnceAndNoOthers() {
    sweeper
        .add("patient", false, patient::incrementAndGet)
        .add("urgent", true, urgent::incrementAndGet);
    sweeper.wake(); // not started: there is no sweep that could run the other one
    await().until(() -> urgent.get() == 1);
    assertThat(patient).hasValue(0);
  }

  @Test
  void wokenDuringARepairItRunsOnceMore() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    sweeper.add(
        "urgent",
        true,
        () -> {
          urgent.incrementAndGet();
          begun.countDown();
          try {
            goOn.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    sweeper.wake();
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    for (int i = 0; i < 100; i++) {
      sweeper.wake();
    }
    goOn.countDown();
    await().until(() -> urgent.get() == 2);
    sweeper.close();
    assertThat(urgent).as("wakes are not counted up").hasValue(2);
  }

  @Test
  void mayBeClosedTwiceAndWokenAfterwards() {
    sweeper.add("urgent", true, urgent::incrementAndGet).start();
    sweeper.close();
    sweeper.close();
    sweeper.wake();
    assertThat(urgent).hasValue(0);
  }
}
