package sellaprime.primality.probable;

import java.math.BigInteger;
import sellaprime.primality.arith.Ring;
import sellaprime.primality.arith.Rings;
import sellaprime.primality.arith.Watch;
import sellaprime.primality.gmp.GmpPower;

/**
 * The strong probable-prime test to one base, in a ring.
 *
 * <p>Write n - 1 = d&middot;2<sup>s</sup> with odd d. If n is prime, a<sup>d</sup> is 1, or one of
 * its s repeated squares (itself counted) is -1, since 1 has no other square roots modulo a prime.
 * A failure is a proof of compositeness. Base 2 costs squarings and doublings only.
 *
 * @see "Rabin: Probabilistic Algorithm for Testing Primality. J. Number Theory 12 (1980), 128-138"
 */
public final class StrongTest {

  private StrongTest() {}

  /**
   * Whether odd {@code n} > 2 passes to base 2.
   *
   * @throws IllegalArgumentException if {@code n} is even or below 3
   * @throws java.util.concurrent.CancellationException once {@code watch} says so
   */
  public static boolean passesBase2(BigInteger n, Watch watch) {
    return GmpPower.isFastest(n.bitLength())
        ? passesBase2ByPower(n, watch)
        : passesBase2(Rings.of(n), watch);
  }

  /** The power as one native call; a ring, which takes time to make, is not needed. */
  private static boolean passesBase2ByPower(BigInteger n, Watch watch) {
    Odd.requireAbove1(n);
    watch.check();
    BigInteger minusOne = n.subtract(BigInteger.ONE);
    int s = minusOne.getLowestSetBit();
    BigInteger x = GmpPower.powerOfTwo(minusOne.shiftRight(s), n);
    boolean passes = x.equals(BigInteger.ONE) || x.equals(minusOne);
    for (int r = 1; r < s && !passes; r++) {
      watch.check();
      x = x.multiply(x).mod(n);
      passes = x.equals(minusOne);
    }
    watch.progress(1);
    return passes;
  }

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
