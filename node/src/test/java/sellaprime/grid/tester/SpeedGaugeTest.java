package sellaprime.grid.tester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SpeedGaugeTest {
  private final SpeedGauge gauge = new SpeedGauge();

  @Test
  void startsAsExpected() {
    assertThat(gauge.slowness()).isEqualTo(1);
  }

  @Test
  void followsWhatIsMeasured() {
    for (int i = 0; i < 100; i++) {
      gauge.record(3_000_000, 1_000_000);
    }
    assertThat(gauge.slowness()).isCloseTo(3, within(0.01));
    for (int i = 0; i < 100; i++) {
      gauge.record(500_000, 1_000_000);
    }
    assertThat(gauge.slowness()).isCloseTo(0.5, within(0.01));
  }

  @Test
  void aTinyJobSaysLittle() {
    gauge.record(50_000, 1_000); // fifty times too slow, but only a microsecond of work
    assertThat(gauge.slowness()).isBetween(1.0, 1.01);
  }

  @Test
  void staysWithinBounds() {
    for (int i = 0; i < 100; i++) {
      gauge.record(Long.MAX_VALUE / 1000, 1);
    }
    assertThat(gauge.slowness()).isEqualTo(50);
    for (int i = 0; i < 1000; i++) {
      gauge.record(0, 1_000_000_000_000L);
    }
    assertThat(gauge.slowness()).isEqualTo(0.02);
  }
}
