package sellaprime.primality.arith;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class BarrettRingTest extends RingContract {

  @Override
  Ring<?> ring(BigInteger n) {
    return new BarrettRing(n);
  }

  @Override
  int[] sizes() {
    return new int[] {3, 4, 17, 64, 65, 521, 1300};
  }

  @Test
  void refusesEvenModuliAndOne() {
    for (int n : new int[] {-3, 0, 1, 2, 10}) {
      assertThatIllegalArgumentException().isThrownBy(() -> new BarrettRing(BigInteger.valueOf(n)));
    }
  }
}
