package sellaprime.grid.tester;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sellaprime.job.Progress;
import sellaprime.testkit.Samples;

class RunningJobTest {
  private static final long EVERY_MS = 1_000;

  @Test
  void howOftenProgressIsStoredGoesByTheTimeSpent() {
    RunningJob.Saving usual = new RunningJob.Saving(10_000, () -> 0, saved -> {});
    assertThat(usual.everyMillis(0)).isEqualTo(1_000);
    assertThat(usual.everyMillis(20_000)).isEqualTo(1_000);
    assertThat(usual.everyMillis(60_000)).isEqualTo(3_000);
    assertThat(usual.everyMillis(3_600_000)).isEqualTo(10_000);
    RunningJob.Saving often = new RunningJob.Saving(200, () -> 0, saved -> {});
    assertThat(often.everyMillis(3_600_000)).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 20, 60, 200, 1_000})
  void aDeathCostsATwentiethAndASecondAtMost(int seconds) {
    AtomicLong now = new AtomicLong(1_000_000);
    AtomicLong savedAt = new AtomicLong(now.get());
    RunningJob.Saving saving =
        new RunningJob.Saving(
            10_000,
            now::get,
            one -> {
              assertThat(one.progress().checkpoint()).isNotNull();
              savedAt.set(one.progress().at());
            });
    // What it is thought to take does not matter.
    RunningJob job = new RunningJob(Samples.job("j", "a#1", TimeUnit.HOURS.toNanos(1)), saving);
    for (int second = 1; second <= seconds; second++) {
      long spent = now.addAndGet(1_000) - 1_000_000;
      assertThat(now.get() - savedAt.get()).as("lost").isLessThanOrEqualTo(spent / 20 + 1_000);
      job.progress((double) second / seconds);
      job.checkpoint(() -> new byte[] {1});
    }
    assertThat(savedAt.get()).isGreaterThan(1_000_000);
  }

  @ParameterizedTest
  @ValueSource(longs = {10, 900, 1_500, 2_500, 60_000})
  void aCheckpointIsSavedHoweverLongTheStepsAre(long stepMs) {
    AtomicLong now = new AtomicLong(1_000_000);
    List<Progress> saved = new ArrayList<>();
    RunningJob.Saving saving =
        new RunningJob.Saving(EVERY_MS, now::get, one -> saved.add(one.progress()));
    RunningJob job = new RunningJob(Samples.job("j", "a#1"), saving);
    long last = 10 * Math.max(stepMs, EVERY_MS) / stepMs;
    for (long step = 1; step <= last; step++) {
      now.addAndGet(stepMs);
      job.progress((double) step / last);
      byte state = (byte) step;
      job.checkpoint(() -> new byte[] {state});
    }
    assertThat(saved).filteredOn(progress -> progress.checkpoint() != null).hasSizeBetween(5, 10);
    assertThat(saved).hasSizeLessThanOrEqualTo(20);
  }
}
