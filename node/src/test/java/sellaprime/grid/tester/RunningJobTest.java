package sellaprime.grid.tester;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sellaprime.job.Progress;
import sellaprime.testkit.Samples;

class RunningJobTest {
  private static final long EVERY_MS = 1_000;

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
