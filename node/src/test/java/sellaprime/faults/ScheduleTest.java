package sellaprime.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final List<Fault> ALL = List.of(Fault.values());
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void theSameSeedGivesTheSame() {
    assertThat(Schedule.of(7, 5, ALL, HOUR)).isEqualTo(Schedule.of(7, 5, ALL, HOUR));
    assertThat(Schedule.of(7, 5, ALL, HOUR)).isNotEqualTo(Schedule.of(8, 5, ALL, HOUR));
  }

  @Test
  void eachFaultComesOnceBeforeAnyComesAgain() {
    List<Step> steps = Schedule.of(7, 3, ALL, HOUR);
    assertThat(steps.subList(0, ALL.size()).stream().map(Step::fault))
        .containsExactlyInAnyOrderElementsOf(EnumSet.allOf(Fault.class));
    assertThat(steps).allSatisfy(step -> assertThat(step.victim()).isBetween(0, 2));
  }

  @Test
  void aFreezeOutlastsTheDetectionTime() {
    assertThat(Schedule.of(7, 3, List.of(Fault.FREEZE), HOUR))
        .allSatisfy(step -> assertThat(step.holdMs()).isGreaterThan(3_000));
  }
}
