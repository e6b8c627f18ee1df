package sellaprime.primality.proof;

import java.math.BigInteger;
import sellaprime.primality.probable.MillerRabin64;

/** Numbers below 2<sup>64</sup>, which are proved by themselves. */
final class Words {

  private Words() {}

  static boolean fits(BigInteger n) {
    return n.bitLength() <= Long.SIZE;
  }

  /** Decides {@code n}, at least 2 and below 2<sup>64</sup>. */
  static boolean isPrime(BigInteger n) {
    return n.testBit(0)
        ? MillerRabin64.witness(n.longValue()) == MillerRabin64.NONE
        : n.equals(BigInteger.TWO);
  }
}
