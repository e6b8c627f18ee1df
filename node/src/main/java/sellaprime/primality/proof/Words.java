package sellaprime.primality.proof;

import java.math.BigInteger;
import sellaprime.primality.word.WordPrimality;

/** Numbers below 2<sup>64</sup>, which are proved by themselves. */
final class Words {

  private Words() {}

  static boolean fits(BigInteger n) {
    return n.bitLength() <= Long.SIZE;
  }

  /** Decides {@code n}, below 2<sup>64</sup>. */
  static boolean isPrime(BigInteger n) {
    return WordPrimality.isPrime(n.longValue());
  }
}
