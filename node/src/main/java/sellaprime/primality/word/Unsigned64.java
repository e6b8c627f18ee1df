package sellaprime.primality.word;

/**
 * Arithmetic modulo one odd n between 2<sup>63</sup> and 2<sup>64</sup>; the counterpart of {@link
 * Signed63}, with residues in [0, n) and one correction after each step.
 */
final class Unsigned64 {

  private Unsigned64() {}

  /** a&middot;b/R. */
  static long multiply(long a, long b, long n, long inverse) {
    return subtract(high(a, b), high(a * b * inverse, n), n);
  }

  /** x/2<sup>k</sup> with k = 1 + the low six bits of {@code digit}. */
  static long divideByPowerOf2(long x, int digit, long n, long inverse) {
    return subtract(x >>> digit >>> 1, high((x << ~digit) * inverse, n), n);
  }

  /** a&middot;b/R - c. */
  static long multiplySubtract(long a, long b, long c, long n, long inverse) {
    // The first difference is ready before the second product is.
    return subtract(subtract(high(a, b), c, n), high(a * b * inverse, n), n);
  }

  /** x/R. */
  static long leave(long x, long n, long inverse) {
    return subtract(0, high(x * inverse, n), n);
  }

  static long add(long a, long b, long n) {
    return subtract(a, n - b, n);
  }

  /** a - b. The choice is written so that it compiles to a conditional move, not to a branch. */
  static long subtract(long a, long b, long n) {
    return a - b + (Long.compareUnsigned(a, b) < 0 ? n : 0);
  }

  /** The high word of an unsigned product; see {@link Montgomery64}. */
  private static long high(long a, long b) {
    return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
  }
}
