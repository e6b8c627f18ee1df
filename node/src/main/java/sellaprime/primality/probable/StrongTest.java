package sellaprime.primality.probable;

import java.math.BigInteger;
import sellaprime.primality.arith.Ring;
import sellaprime.primality.arith.Watch;

/**
 * The strong probable-prime test in a ring, see {@link MillerRabin} for the idea. Base 2 costs
 * squarings and doublings only.
 */
final class StrongTest {

  private StrongTest() {}

  /** Whether the ring's modulus passes to base 2. */
  static <E> boolean passesBase2(Ring<E> ring, Watch watch) {
    BigInteger minusOne = ring.modulus().subtract(BigInteger.ONE);
    int s = minusOne.getLowestSetBit();
    return endsAsForPrimes(ring, ring.powerOfTwo(minusOne.shiftRight(s), watch), s, watch);
  }

  /** Whether the ring's modulus passes to {@code base}; a multiple of it passes. */
  static <E> boolean passes(Ring<E> ring, BigInteger base, Watch watch) {
    E a = ring.element(base);
    if (ring.isZero(a)) {
      return true;
    }
    BigInteger minusOne = ring.modulus().subtract(BigInteger.ONE);
    int s = minusOne.getLowestSetBit();
    return endsAsForPrimes(ring, ring.power(a, minusOne.shiftRight(s), watch), s, watch);
  }

  /** Whether x is 1, or one of its s repeated squares (itself counted) is -1. */
  private static <E> boolean endsAsForPrimes(Ring<E> ring, E x, int s, Watch watch) {
    E one = ring.element(BigInteger.ONE);
    if (ring.areEqual(x, one)) {
      return true;
    }
    E sum = ring.copy(x);
    for (int r = 0; r < s; r++) {
      ring.add(sum, x, one);
      if (ring.isZero(sum)) {
        return true;
      }
      if (r < s - 1) {
        watch.check();
        ring.square(x, x);
      }
    }
    return false;
  }
}
