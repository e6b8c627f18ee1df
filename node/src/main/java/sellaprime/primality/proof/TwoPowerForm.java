package sellaprime.primality.proof;

import java.math.BigInteger;
import java.util.Optional;

/**
 * A number n = k&middot;2<sup>m</sup> + c with c = 1 or -1, odd k and k &lt; 2<sup>m</sup>.
 *
 * @param n the number
 * @param k odd, at least 1, below 2<sup>m</sup>
 * @param m at least 2
 * @param plus whether c is 1
 */
record TwoPowerForm(BigInteger n, BigInteger k, int m, boolean plus) {

  /**
   * Recognises the form in the trailing bits of n - 1 and n + 1, one of which is 2 modulo 4. So at
   * most one of the two forms fits.
   *
   * @param n odd, at least 3
   */
  static Optional<TwoPowerForm> of(BigInteger n) {
    boolean plus = !n.testBit(1);
    BigInteger even = plus ? n.subtract(BigInteger.ONE) : n.add(BigInteger.ONE);
    int m = even.getLowestSetBit();
    BigInteger k = even.shiftRight(m);
    return m >= 2 && k.bitLength() <= m
        ? Optional.of(new TwoPowerForm(n, k, m, plus))
        : Optional.empty();
  }

  boolean isMersenne() {
    return !plus && k.equals(BigInteger.ONE);
  }

  /** 2<sup>m</sup> + 1, a Fermat number if m is a power of two. */
  boolean isFermat() {
    return plus && k.equals(BigInteger.ONE);
  }
}
