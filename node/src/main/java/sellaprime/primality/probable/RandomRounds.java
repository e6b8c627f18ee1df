package sellaprime.primality.probable;

import java.math.BigInteger;
import java.util.Random;
import sellaprime.primality.arith.Ring;
import sellaprime.primality.arith.Rings;
import sellaprime.primality.arith.Watch;

/**
 * Strong tests to random bases. For every odd composite at most a quarter of the bases fail to show
 * it, so R rounds miss with a chance of at most 4<sup>-R</sup>, provided that whoever made the
 * number could not foresee the bases.
 *
 * @see "Rabin: Probabilistic Algorithm for Testing Primality. J. Number Theory 12 (1980), 128-138"
 */
public final class RandomRounds {

  private RandomRounds() {}

  /**
   * Makes {@code rounds} rounds, or fewer if one shows {@code n} composite. Cost of a round: a
   * squaring a bit, and a product for every few bits.
   *
   * @param n odd, at least 5
   * @return the first base that shows {@code n} composite; 0 if none does
   * @throws IllegalArgumentException if {@code n} is even or below 5
   * @throws java.util.concurrent.CancellationException once {@code watch} says so
   */
  public static BigInteger witness(BigInteger n, int rounds, Random random, Watch watch) {
    Odd.requireAbove1(n);
    if (n.bitLength() < 3) {
      throw new IllegalArgumentException("3 has no base from 2 to n-2");
    }
    return witness(n, Rings.of(n), rounds, random, watch);
  }

  private static <E> BigInteger witness(
      BigInteger n, Ring<E> ring, int rounds, Random random, Watch watch) {
    for (int i = 0; i < rounds; i++) {
      BigInteger base = base(n, random);
      Watch part = watch.part((double) i / rounds, (i + 1.0) / rounds);
      if (!StrongTest.passes(ring, base, part)) {
        return base;
      }
    }
    return BigInteger.ZERO;
  }

  /** Every one from 2 to n - 2 with the same chance; 1 and n - 1 would always pass. */
  private static BigInteger base(BigInteger n, Random random) {
    BigInteger most = n.subtract(BigInteger.TWO);
    BigInteger base;
    do {
      base = new BigInteger(n.bitLength(), random);
    } while (base.compareTo(BigInteger.TWO) < 0 || base.compareTo(most) > 0);
    return base;
  }
}
