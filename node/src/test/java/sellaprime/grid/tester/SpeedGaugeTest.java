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
      gauge.record(20_000_000_000L, 1_000_000_000_000L);
    }
    assertThat(gauge.slowness()).isGreaterThanOrEqualTo(0.02).isLessThan(0.03);
  }

  @Test
  void whatIsToldAtAGlanceSaysNothingOfTheMachine() {
    gauge.record(5_000_000, 15_000_000_000_000L); // an even number of 332,000 bits
    gauge.record(0, 1_000_000);
    assertThat(gauge.slowness()).isEqualTo(1);
  }

  @Test
  void aLongTestThatWasPricedWronglyIsSoonForgotten() {
    gauge.record(400_000_000_000L, 15_000_000_000_000L); // a composite that fails its first power
    assertThat(gauge.slowness()).isBetween(0.4, 0.6);
    for (int i = 0; i < 25; i++) {
      gauge.record(1_500_000, 1_500_000);
    }
    assertThat(gauge.slowness()).isCloseTo(1, within(0.1));
  }
}
