package sellaprime.primality.input;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Factorials and primorials by product trees: factors are multiplied by halves, so that the large
 * products are of equals, where BigInteger's Toom-Cook product pays.
 */
final class ProductTree {

  private ProductTree() {}

  /** n!, for n >= 0. */
  static BigInteger factorial(int n) {
    return n < 2 ? BigInteger.ONE : range(2, n);
  }

  /** n#, the product of the primes up to n; 1 if there is none. */
  static BigInteger primorial(int n) {
    int[] primes = primesUpTo(n);
    return primes.length == 0 ? BigInteger.ONE : product(primes, 0, primes.length);
  }

  /**
   * The product of {@code factors} from index {@code from} to {@code to}, not included; not empty.
   */
  static BigInteger product(BigInteger[] factors, int from, int to) {
    if (to - from == 1) {
      return factors[from];
    }
    int middle = (from + to) >>> 1;
    return product(factors, from, middle).multiply(product(factors, middle, to));
  }

  static int[] primesUpTo(int n) {
    BitSet composite = new BitSet(n + 1);
    for (int p = 2; (long) p * p <= n; p = composite.nextClearBit(p + 1)) {
      for (int multiple = p * p; multiple <= n; multiple += p) {
        composite.set(multiple);
      }
    }
    int[] primes = new int[Math.max(0, n + 1 - composite.cardinality())];
    int count = 0;
    for (int p = 2; p <= n; p = composite.nextClearBit(p + 1)) {
      primes[count++] = p;
    }
    return Arrays.copyOf(primes, count);
  }

  /** low * (low + 1) * ... * high, for low <= high. */
  private static BigInteger range(int low, int high) {
    if (low == high) {
      return BigInteger.valueOf(low);
    }
    int middle = (low + high) >>> 1;
    return range(low, middle).multiply(range(middle + 1, high));
  }

  private static BigInteger product(int[] factors, int from, int to) {
    if (to - from == 1) {
      return BigInteger.valueOf(factors[from]);
    }
    int middle = (from + to) >>> 1;
    return product(factors, from, middle).multiply(product(factors, middle, to));
  }
}
