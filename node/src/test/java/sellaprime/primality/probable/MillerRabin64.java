package sellaprime.primality.probable;

import sellaprime.primality.word.Montgomery64;

/**
 * The strong test to seven bases, which decides every odd number below 2<sup>64</sup>: the plain
 * oracle for {@link sellaprime.primality.word.WordPrimality}.
 *
 * <p>No composite below 2<sup>64</sup> passes to all of Sinclair's bases; the complete table of
 * base-2 pseudoprimes below 2<sup>64</sup> [2] allows to check that. A base is taken modulo n, and
 * one that n divides is passed over.
 *
 * <p>Cost: at most 7&middot;64 squarings of a word, about a microsecond. A composite is nearly
 * always found by the first base.
 *
 * @see "[1] Sinclair: the seven bases, 2011, published at miller-rabin.appspot.com"
 * @see "[2] Feitsma, Galway: Tables of pseudoprimes and related data (2013)"
 */
public final class MillerRabin64 {

  /** No base is a witness: n is prime. */
  public static final long NONE = 0;

  private static final long[] BASES = {2, 325, 9375, 28178, 450775, 9780504, 1795265022};

  private MillerRabin64() {}

  /**
   * The first of the bases that shows {@code n} composite, or {@link #NONE} if n is prime.
   *
   * @param n an unsigned word, odd, at least 3
   * @throws IllegalArgumentException if {@code n} is even or 1
   */
  public static long witness(long n) {
    Montgomery64 arithmetic = new Montgomery64(n);
    int s = Long.numberOfTrailingZeros(n - 1);
    long d = (n - 1) >>> s;
    for (long base : BASES) {
      long a = Long.remainderUnsigned(base, n);
      if (a != 0 && !passes(arithmetic, arithmetic.enter(a), d, s)) {
        return base;
      }
    }
    return NONE;
  }

  private static boolean passes(Montgomery64 arithmetic, long a, long d, int s) {
    long x = arithmetic.power(a, d);
    if (x == arithmetic.one() || x == arithmetic.minusOne()) {
      return true;
    }
    for (int r = 1; r < s; r++) {
      x = arithmetic.multiply(x, x);
      if (x == arithmetic.minusOne()) {
        return true;
      }
    }
    return false;
  }
}
