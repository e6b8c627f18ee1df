package sellaprime.primality.arith;

import java.math.BigInteger;
import java.util.Optional;

/**
 * n = k&middot;2<sup>p</sup> + c with odd k of one word and c = 1 or -1: the numbers modulo which a
 * product is reduced by shifts and additions. With K = n - c = k&middot;2<sup>p</sup> and x = qK +
 * r, x = r - cq modulo n.
 *
 * <p>For 0 <= x <= (n-1)<sup>2</sup> and 0 <= r < K this is one correction from [0, n): if c = 1, q
 * <= K and r - q > -n; if c = -1, q <= K - 3 and r + q < 2n.
 *
 * @param k odd, 1 <= k < 2<sup>62</sup>
 * @param p the exponent
 * @param c 1 or -1
 */
public record SpecialForm(long k, int p, int c) {

  private static final int MAX_K_BITS = 62;

  /** Below, shifts save nothing. */
  private static final int MIN_P = 64;

  /**
   * The form of n, told from the number itself: n - 1 or n + 1 ends in as many zeros as n has bits,
   * but for 62 at most.
   */
  public static Optional<SpecialForm> of(BigInteger n) {
    if (n.signum() <= 0 || !n.testBit(0)) {
      return Optional.empty();
    }
    // One of n - 1 and n + 1 is 2 modulo 4.
    int c = n.testBit(1) ? -1 : 1;
    BigInteger multiple = n.subtract(BigInteger.valueOf(c));
    int p = multiple.getLowestSetBit();
    if (p < MIN_P || multiple.bitLength() - p > MAX_K_BITS) {
      return Optional.empty();
    }
    return Optional.of(new SpecialForm(multiple.shiftRight(p).longValue(), p, c));
  }

  /** The number of this form. */
  public BigInteger number() {
    return BigInteger.valueOf(k).shiftLeft(p).add(BigInteger.valueOf(c));
  }
}
