package sellaprime.primality.arith;

import java.math.BigInteger;

/**
 * The Jacobi symbol (a/n), for small a and any odd n.
 *
 * <p>Rules used: (-1/n) = -1 exactly for n = 3 mod 4; (2/n) = -1 exactly for n = 3, 5 mod 8; and
 * for odd coprime a, n > 0, (a/n) = (n/a), but with the sign changed when both are 3 mod 4.
 *
 * @see "Crandall, Pomerance: Prime Numbers. 2nd ed., Springer 2005, Algorithm 2.3.5"
 */
public final class Jacobi {

  private Jacobi() {}

  /**
   * Computes (a/n). Cost: one division of n by a word.
   *
   * @return -1, 0 or 1; 0 exactly when a and n have a common factor
   * @throws IllegalArgumentException if {@code n} is even or below 1
   */
  public static int symbol(int a, BigInteger n) {
    if (n.signum() <= 0 || !n.testBit(0)) {
      throw new IllegalArgumentException("a Jacobi symbol needs an odd positive n");
    }
    int nMod8 = n.intValue() & 7;
    long top = Math.abs((long) a);
    int sign = a < 0 && (nMod8 & 3) == 3 ? -1 : 1;
    if (top == 0) {
      return n.equals(BigInteger.ONE) ? 1 : 0;
    }
    int twos = Long.numberOfTrailingZeros(top);
    top >>= twos;
    sign *= signOfTwos(twos, nMod8) * signOfSwap(top, nMod8);
    return sign * symbol(n.mod(BigInteger.valueOf(top)).longValue(), top);
  }

  /** (a/n) for 0 <= a < n, n odd. */
  private static int symbol(long a, long n) {
    int sign = 1;
    while (a != 0) {
      int twos = Long.numberOfTrailingZeros(a);
      a >>= twos;
      sign *= signOfTwos(twos, n) * signOfSwap(a, n);
      long remainder = n % a;
      n = a;
      a = remainder;
    }
    // n is now the greatest common divisor.
    return n == 1 ? sign : 0;
  }

  private static int signOfTwos(int twos, long n) {
    long mod8 = n & 7;
    return (twos & 1) != 0 && (mod8 == 3 || mod8 == 5) ? -1 : 1;
  }

  private static int signOfSwap(long a, long n) {
    return (a & n & 3) == 3 ? -1 : 1;
  }
}
