package sellaprime.primality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class CostTest {

  @Test
  void neverFallsAndIsNeverBelow300Nanoseconds() {
    long last = 300;
    for (int bits = 0; bits < 400_000; bits++) {
      long nanos = Primality.expectedNanos(bits);
      assertThat(nanos).as("%s bits", bits).isGreaterThanOrEqualTo(last);
      last = nanos;
    }
  }

  @Test
  void hitsTheMeasuredSizes() {
    assertThat(Primality.expectedNanos(0)).isEqualTo(300);
    assertThat(Primality.expectedNanos(64)).isBetween(5_500L, 5_700L);
    assertThat(Primality.expectedNanos(1024)).isBetween(1_470_000L, 1_490_000L);
    assertThat(Primality.expectedNanos(64, 1000)).isEqualTo(Primality.expectedNanos(64));
    assertThat(Primality.expectedNanos(1024, 0)).isEqualTo(Primality.expectedNanos(1024));
    assertThat(Primality.expectedNanos(1024, 1000)).isBetween(590_000_000L, 600_000_000L);
  }

  @Test
  void absurdSizesSaturateAndNegativeOnesAreRefused() {
    assertThat(Primality.expectedNanos(Integer.MAX_VALUE)).isGreaterThan(Long.MAX_VALUE / 2);
    assertThatIllegalArgumentException().isThrownBy(() -> Primality.expectedNanos(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> Primality.expectedNanos(100, -1));
  }
}
