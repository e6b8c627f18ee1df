package sellaprime.primality.arith;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class JdkRingTest extends RingContract {

  @Override
  Ring<?> ring(BigInteger n) {
    return new JdkRing(n);
  }

  @Override
  int[] sizes() {
    return new int[] {3, 33, 63, 64, 65, 97, 128, 521, 1025};
  }

  @Test
  void refusesEvenModuliAndOne() {
    for (int n : new int[] {-3, 0, 1, 2, 10}) {
      assertThatIllegalArgumentException().isThrownBy(() -> new JdkRing(BigInteger.valueOf(n)));
    }
  }
}
