package sellaprime.primality.probable;

import java.math.BigInteger;
import java.util.Arrays;
import sellaprime.primality.arith.Words;
import sellaprime.primality.word.Montgomery64;

/**
 * Division by small primes: by those below 1000 for a word, and up to a bound that grows with the
 * number for a long one, so that it costs some hundredths of the test that follows.
 *
 * <p><b>No division takes place.</b> For odd p with inverse i modulo 2<sup>64</sup>, x &rarr;
 * x&middot;i permutes the words, and sends the multiples 0, p, 2p, ... to 0, 1, 2, ... up to
 * floor((2<sup>64</sup>-1)/p). So p divides x exactly when x&middot;i (unsigned) is at most that
 * [1].
 *
 * <p><b>Long numbers</b> are first reduced modulo products m of primes that fit in 63 bits, from
 * the lowest word up: with x = x'&middot;2<sup>64</sup> + w and q = w/m modulo 2<sup>64</sup>, x -
 * q&middot;m ends in 64 zeros, and what is left of them is x' - floor(q&middot;m/2<sup>64</sup>).
 * At the end there is a word that m's primes divide exactly if they divide x; it is x by a power of
 * 2 modulo m [2]. Four products are treated at a time, since each is one long chain of dependent
 * steps.
 *
 * @see "[1] Granlund, Montgomery: Division by Invariant Integers using Multiplication. PLDI 1994,
 *     section 9"
 * @see "[2] Jebelean: An Algorithm for Exact Division. J. Symbolic Computation 15 (1993), 169-180"
 */
public final class TrialDivision {

  /** No small prime divides. */
  public static final int NONE = 0;

  /**
   * A word from 2 up to here, not included, that no prime below 1000 divides is prime: 1009
   * squared.
   */
  public static final long SETTLED_BELOW = 1009L * 1009;

  /** All odd primes below 2 to this. */
  private static final int TABLE_BITS = 15;

  private static final int[] ODD_PRIMES = oddPrimesBelow(1 << TABLE_BITS);
  private static final int BELOW_1000 = 167;
  private static final long[] INVERSES = new long[ODD_PRIMES.length];
  private static final long[] LARGEST_QUOTIENTS = new long[ODD_PRIMES.length];

  /** Products of consecutive primes, each below 2<sup>63</sup>; a multiple of four of them. */
  private static final long[] PRODUCTS;

  private static final long[] PRODUCT_INVERSES;

  /** Product g is of the primes from index {@code STARTS[g]} to {@code STARTS[g + 1]} - 1. */
  private static final int[] STARTS;

  static {
    for (int i = 0; i < ODD_PRIMES.length; i++) {
      INVERSES[i] = Montgomery64.inverse(ODD_PRIMES[i]);
      LARGEST_QUOTIENTS[i] = Long.divideUnsigned(-1L, ODD_PRIMES[i]);
    }
    long[] products = new long[ODD_PRIMES.length];
    int[] starts = new int[ODD_PRIMES.length + 1];
    int groups = 0;
    int from = 0;
    while (from < ODD_PRIMES.length) {
      long product = 1;
      int to = from;
      while (to < ODD_PRIMES.length && product <= Long.MAX_VALUE / ODD_PRIMES[to]) {
        product *= ODD_PRIMES[to++];
      }
      products[groups++] = product;
      starts[groups] = to;
      from = to;
    }
    int fours = groups / 4 * 4;
    PRODUCTS = Arrays.copyOf(products, fours);
    STARTS = Arrays.copyOf(starts, fours + 1);
    PRODUCT_INVERSES = new long[fours];
    for (int g = 0; g < fours; g++) {
      PRODUCT_INVERSES[g] = Montgomery64.inverse(PRODUCTS[g]);
    }
  }

  private TrialDivision() {}

  /**
   * The smallest prime below 1000 that divides {@code n}, an unsigned word; {@code n} itself if it
   * is such a prime; {@link #NONE} if there is none. n must not be 0.
   */
  public static int smallFactor(long n) {
    return (n & 1) == 0 ? 2 : smallFactor(n, 0, BELOW_1000);
  }

  /**
   * The smallest prime up to {@link #bound} of its size that divides {@code n}, or {@link #NONE}.
   * For words as above.
   *
   * @param n above 0
   */
  public static int smallFactor(BigInteger n) {
    if (n.bitLength() <= Long.SIZE) {
      return smallFactor(n.longValue());
    }
    if (!n.testBit(0)) {
      return 2;
    }
    long[] words = Words.of(n);
    int groups = groups(n.bitLength());
    long[] rests = new long[4];
    for (int g = 0; g < groups; g += 4) {
      reduce(words, g, rests);
      for (int i = 0; i < 4; i++) {
        int factor = smallFactor(rests[i], STARTS[g + i], STARTS[g + i + 1]);
        if (factor != NONE) {
          return factor;
        }
      }
    }
    return NONE;
  }

  /** The largest prime by which numbers of this size, above a word, are divided. */
  public static int bound(int bits) {
    return ODD_PRIMES[STARTS[groups(bits)] - 1];
  }

  /** How many products for a number of this size; a multiple of four. */
  private static int groups(int bits) {
    int fours = bits < 192 ? 1 : bits < 320 ? 3 : bits < 512 ? 6 : bits < 1024 ? 12 : bits / 50;
    return Math.min(4 * fours, PRODUCTS.length);
  }

  /** {@code rests} become the words that stand for n modulo the four products from {@code g}. */
  private static void reduce(long[] words, int g, long[] rests) {
    long m0 = PRODUCTS[g];
    long m1 = PRODUCTS[g + 1];
    long m2 = PRODUCTS[g + 2];
    long m3 = PRODUCTS[g + 3];
    long i0 = PRODUCT_INVERSES[g];
    long i1 = PRODUCT_INVERSES[g + 1];
    long i2 = PRODUCT_INVERSES[g + 2];
    long i3 = PRODUCT_INVERSES[g + 3];
    // What is to be taken off the next word: from 0 to m.
    long c0 = 0;
    long c1 = 0;
    long c2 = 0;
    long c3 = 0;
    for (long word : words) {
      c0 = next(word, c0, m0, i0);
      c1 = next(word, c1, m1, i1);
      c2 = next(word, c2, m2, i2);
      c3 = next(word, c3, m3, i3);
    }
    // Only the sign differs; divisibility does not.
    rests[0] = c0;
    rests[1] = c1;
    rests[2] = c2;
    rests[3] = c3;
  }

  private static long next(long word, long carry, long m, long inverse) {
    long low = word - carry;
    long borrow = Long.compareUnsigned(word, carry) < 0 ? 1 : 0;
    long q = low * inverse;
    // m is positive as a signed word; a q that is not was read as 2^64 too small.
    return Math.multiplyHigh(q, m) + ((q >> 63) & m) + borrow;
  }

  private static int smallFactor(long x, int from, int to) {
    for (int i = from; i < to; i++) {
      if (Long.compareUnsigned(x * INVERSES[i], LARGEST_QUOTIENTS[i]) <= 0) {
        return ODD_PRIMES[i];
      }
    }
    return NONE;
  }

  private static int[] oddPrimesBelow(int limit) {
    boolean[] composite = new boolean[limit];
    int[] primes = new int[limit / 4];
    int count = 0;
    for (int p = 3; p < limit; p += 2) {
      if (!composite[p]) {
        primes[count++] = p;
        for (int multiple = 3 * p; multiple < limit; multiple += 2 * p) {
          composite[multiple] = true;
        }
      }
    }
    return Arrays.copyOf(primes, count);
  }
}
