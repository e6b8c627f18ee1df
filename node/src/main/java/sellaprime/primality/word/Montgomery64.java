package sellaprime.primality.word;

/**
 * Products modulo one odd n below 2<sup>64</sup> without division, in Montgomery's form: x is held
 * as x&middot;R mod n, with R = 2<sup>64</sup>.
 *
 * <p>All longs here are unsigned. Every method takes and returns values below n. Immutable.
 *
 * @see "Montgomery: Modular multiplication without trial division. Math. Comp. 44 (1985), 519-521"
 */
public final class Montgomery64 {

  private final long n;
  private final long inverse;
  private final long one;
  private final long rSquared;

  /**
   * Prepares a modulus.
   *
   * @throws IllegalArgumentException if {@code n} is even or 1
   */
  public Montgomery64(long n) {
    if ((n & 1) == 0 || n == 1) {
      throw new IllegalArgumentException("a Montgomery modulus is odd and above 1");
    }
    this.n = n;
    this.inverse = inverse(n);
    // R mod n = (2^64 - n) mod n, and 2^64 - n is -n in unsigned words.
    this.one = Long.remainderUnsigned(-n, n);
    // From the form of 2, six squarings give the form of 2^64 = R, which is R^2 mod n.
    long power = add(one, one);
    for (int i = 0; i < 6; i++) {
      power = multiply(power, power);
    }
    this.rSquared = power;
  }

  /**
   * The inverse of odd {@code n} modulo 2<sup>64</sup>. Newton: if n&middot;x = 1 + e then
   * n&middot;x(2 - n&middot;x) = 1 - e<sup>2</sup>, so each round doubles the right low bits. x = n
   * starts with 3, as n squared is 1 modulo 8.
   */
  public static long inverse(long n) {
    long x = n;
    for (int i = 0; i < 5; i++) {
      x *= 2 - n * x;
    }
    return x;
  }

  /** The form of 1. */
  public long one() {
    return one;
  }

  /** The form of n - 1. */
  public long minusOne() {
    return n - one;
  }

  /** The form of {@code x}, which must be below n. */
  public long enter(long x) {
    return multiply(x, rSquared);
  }

  /**
   * The product of two forms: a&middot;b/R mod n. With q = low&middot;n<sup>-1</sup> mod R,
   * q&middot;n has the same low word as a&middot;b, so a&middot;b - q&middot;n divides exactly by
   * R: subtract the high words. Both are below n, hence one correction at most.
   */
  public long multiply(long a, long b) {
    long high = unsignedHigh(a, b);
    long q = a * b * inverse;
    long subtrahend = unsignedHigh(q, n);
    long result = high - subtrahend;
    return Long.compareUnsigned(high, subtrahend) < 0 ? result + n : result;
  }

  /** The form of x to the (unsigned) {@code exponent}, for x given by its form. */
  public long power(long x, long exponent) {
    long result = one;
    for (int bit = Long.SIZE - 1 - Long.numberOfLeadingZeros(exponent); bit >= 0; bit--) {
      result = multiply(result, result);
      if ((exponent >>> bit & 1) != 0) {
        result = multiply(result, x);
      }
    }
    return result;
  }

  private long add(long a, long b) {
    // a + b may pass 2^64; a - (n - b) never does.
    long gap = n - b;
    return Long.compareUnsigned(a, gap) < 0 ? a + b : a - gap;
  }

  /**
   * The high word of an unsigned product. A word read as signed is 2<sup>64</sup> too small when
   * its top bit is set; the two masked terms put that back. (Java 18 has this ready.)
   */
  private static long unsignedHigh(long a, long b) {
    return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
  }
}
