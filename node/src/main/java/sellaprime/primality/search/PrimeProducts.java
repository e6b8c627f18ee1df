package sellaprime.primality.search;

import java.math.BigInteger;
import sellaprime.primality.word.Montgomery64;

/**
 * Consecutive odd primes multiplied into words, so that one pass over a long number gives its
 * residue modulo several primes.
 *
 * <p><b>The pass</b> divides from the low end, as Hensel did. Let m be odd, R = 2<sup>64</sup>, and
 * v have k words. Word by word choose the quotient digit that clears the lowest word that is left;
 * after k words v - Qm = -cR<sup>k</sup> with 0 <= c <= m. So c = -v/R<sup>k</sup> modulo m: not
 * the residue itself, but zero modulo the same primes, and with the same quotients between numbers
 * of k words each. No division takes place; a word costs two products. Four products of primes are
 * handled side by side, as one alone would wait for each product's result.
 *
 * @see "Jebelean: An algorithm for exact division. J. Symbolic Computation 15 (1993), 169-180"
 */
final class PrimeProducts {

  private static final int SIDE_BY_SIDE = 4;

  private final long[] products;
  private final long[] inverses;
  private final int[] ends;
  private int count;

  /** Room for the products of up to {@code primes} primes. */
  PrimeProducts(int primes) {
    int room = primes + SIDE_BY_SIDE;
    products = new long[room];
    inverses = new long[room];
    ends = new int[room];
  }

  /** Takes the first {@code size} odd primes of {@code primes}, in place of those taken before. */
  void take(int[] primes, int size) {
    count = 0;
    for (int i = 0; i < size; ) {
      long product = primes[i++];
      while (i < size && product <= Long.MAX_VALUE / primes[i]) {
        product *= primes[i++];
      }
      products[count] = product;
      inverses[count] = Montgomery64.inverse(product);
      ends[count++] = i;
    }
    // Fill up the last four with a harmless 1.
    for (int i = count; i < count + SIDE_BY_SIDE; i++) {
      products[i] = 1;
      inverses[i] = 1;
    }
  }

  /** How many products there are. */
  int count() {
    return count;
  }

  /** The index after the last prime of product {@code i}. */
  int end(int i) {
    return ends[i];
  }

  /**
   * Writes -v/R<sup>k</sup> modulo product i for each i from {@code from} on, four of them.
   *
   * @param words of v, lowest first
   * @param to its places from {@code from} to {@code from + 3} are written
   */
  void four(long[] words, int from, long[] to) {
    long m0 = products[from];
    long m1 = products[from + 1];
    long m2 = products[from + 2];
    long m3 = products[from + 3];
    long i0 = inverses[from];
    long i1 = inverses[from + 1];
    long i2 = inverses[from + 2];
    long i3 = inverses[from + 3];
    long c0 = 0;
    long c1 = 0;
    long c2 = 0;
    long c3 = 0;
    for (long word : words) {
      // Each c is below 2^63, so a borrow takes place exactly when the word's top bit is clear and
      // the difference's is set.
      long s0 = word - c0;
      long s1 = word - c1;
      long s2 = word - c2;
      long s3 = word - c3;
      c0 = high(s0 * i0, m0) + ((~word & s0) >>> 63);
      c1 = high(s1 * i1, m1) + ((~word & s1) >>> 63);
      c2 = high(s2 * i2, m2) + ((~word & s2) >>> 63);
      c3 = high(s3 * i3, m3) + ((~word & s3) >>> 63);
    }
    to[from] = c0;
    to[from + 1] = c1;
    to[from + 2] = c2;
    to[from + 3] = c3;
  }

  /** All of them: {@code to} has room for {@link #count()} and three more. */
  void all(long[] words, long[] to) {
    for (int i = 0; i < count; i += SIDE_BY_SIDE) {
      four(words, i, to);
    }
  }

  /** How many words hold a number of that many bits. */
  static int wordsOf(BigInteger v) {
    return (v.bitLength() + 63) / 64;
  }

  /** The high word of unsigned q times m, m below 2<sup>63</sup>. */
  private static long high(long q, long m) {
    return Math.multiplyHigh(q, m) + ((q >> 63) & m);
  }
}
