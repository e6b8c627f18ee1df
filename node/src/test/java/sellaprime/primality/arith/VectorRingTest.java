package sellaprime.primality.arith;

import java.math.BigInteger;
import sellaprime.primality.vector.VectorRing;

class VectorRingTest extends RingContract {

  @Override
  Ring<?> ring(BigInteger n) {
    return new VectorRing(n);
  }

  @Override
  int[] sizes() {
    return new int[] {3, 64, 197, 198, 199, 200, 402, 403, 606, 607, 1024, 1531};
  }
}
