package sellaprime.primality.arith;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.math.BigInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sellaprime.primality.gmp.Gmp;
import sellaprime.primality.gmp.GmpRing;

/** The contract on libgmp, where the machine has it. */
class GmpRingTest extends RingContract {

  @BeforeEach
  void needsGmp() {
    assumeTrue(Gmp.isAvailable(), Gmp::state);
  }

  @Override
  Ring<?> ring(BigInteger n) {
    return new GmpRing(n);
  }

  @Override
  int[] sizes() {
    return new int[] {3, 64, 1021, 1022, 1023, 1024, 2110, 4096};
  }

  @Test
  void refusesEvenModuliAndOne() {
    for (int n : new int[] {-3, 0, 1, 2, 10}) {
      assertThatThrownBy(() -> new GmpRing(BigInteger.valueOf(n)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
