package sellaprime.primality.probable;

import java.math.BigInteger;

/** The common precondition of the tests. */
final class Odd {

  private Odd() {}

  static void requireAbove1(BigInteger n) {
    if (n.compareTo(BigInteger.ONE) <= 0 || !n.testBit(0)) {
      throw new IllegalArgumentException("a probable-prime test needs an odd number above 1");
    }
  }
}
