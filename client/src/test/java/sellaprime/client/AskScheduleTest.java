package sellaprime.client;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AskScheduleTest {
  private static long ms(long ms) {
    return MILLISECONDS.toNanos(ms);
  }

  @Test
  void aJobIsAskedForAgainAfterAQuarterOfItsWaitingTime() {
    assertThat(AskSchedule.untilNextAsk(ms(100))).isEqualTo(ms(25));
    assertThat(AskSchedule.untilNextAsk(ms(1000))).isEqualTo(ms(250));
  }

  @Test
  void thePauseBetweenQuestionsIsNeverBelow2MsNorAbove500() {
    assertThat(AskSchedule.untilNextAsk(0)).isEqualTo(ms(2));
    assertThat(AskSchedule.untilNextAsk(ms(8))).isEqualTo(ms(2));
    assertThat(AskSchedule.untilNextAsk(ms(2000))).isEqualTo(ms(500));
    assertThat(AskSchedule.untilNextAsk(Long.MAX_VALUE)).isEqualTo(ms(500));
  }

  @Test
  void pausesDoubleFrom50MsTo1S() {
    long[] pauses = new long[8];
    for (int i = 0; i < pauses.length; i++) {
      pauses[i] = AskSchedule.pauseAfter(i) / ms(1);
    }
    assertThat(pauses).containsExactly(50, 50, 100, 200, 400, 800, 1000, 1000);
    assertThat(AskSchedule.pauseAfter(Integer.MAX_VALUE)).isEqualTo(ms(1000));
  }

  @Test
  void anOverloadedServiceIsAskedAgainWhenItSaidWithinReason() {
    assertThat(AskSchedule.untilRetry(700, 1)).isEqualTo(ms(700));
    assertThat(AskSchedule.untilRetry(1, 1)).isEqualTo(ms(10));
    assertThat(AskSchedule.untilRetry(Long.MAX_VALUE, 1)).isEqualTo(ms(30_000));
    assertThat(AskSchedule.untilRetry(0, 3)).isEqualTo(AskSchedule.pauseAfter(3));
  }
}
