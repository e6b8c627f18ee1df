package sellaprime.primality.word;

/**
 * Arithmetic modulo one odd n below 2<sup>63</sup> whose products need no correction.
 *
 * <p><b>Residues.</b> Any x with |x| <= n stands for its class; R = 2<sup>64</sup>, and a
 * <em>form</em> of x is x&middot;R mod n. {@code inverse} is n<sup>-1</sup> mod R.
 *
 * <p><b>Why no correction.</b> With q = a&middot;b&middot;inverse mod R, read as signed, a&middot;b
 * - q&middot;n is a multiple of R, so the two high words differ by exactly a&middot;b/R mod n. For
 * |a|, |b| <= n < 2<sup>63</sup> the first is at most n/2 in size, since
 * n<sup>2</sup>/2<sup>64</sup> < n/2, and so is the second, since |q| <= 2<sup>63</sup>. Their
 * difference is at most n in size: a residue again, and no overflow.
 *
 * @see "Montgomery: Modular multiplication without trial division. Math. Comp. 44 (1985), 519-521"
 */
final class Signed63 {

  private Signed63() {}

  /** a&middot;b/R. */
  static long multiply(long a, long b, long n, long inverse) {
    return Math.multiplyHigh(a, b) - Math.multiplyHigh(a * b * inverse, n);
  }

  /**
   * x/2<sup>k</sup> with k = 1 + the low six bits of {@code digit}: the product of x with
   * 2<sup>64-k</sup>, whose words are had by shifts. (Java's shifts look at six bits only.)
   */
  static long divideByPowerOf2(long x, int digit, long n, long inverse) {
    return (x >> digit >> 1) - Math.multiplyHigh((x << ~digit) * inverse, n);
  }

  /**
   * a&middot;b/R - c, for c in [0, n), and in [0, n/2] unless a = b.
   *
   * <p>The high word of a&middot;b less c is between -n and n/2. Adding n to what is below -n/2
   * brings it within n/2 on both sides, as {@link #multiply} needs it, while the other high word is
   * still on its way: this correction costs no time.
   */
  static long multiplySubtract(long a, long b, long c, long n, long inverse) {
    long high = Math.multiplyHigh(a, b) - c;
    high += n & ((high + (n >>> 1)) >> 63);
    return high - Math.multiplyHigh(a * b * inverse, n);
  }

  /** x/R as a residue of size at most n/2 + 1: for n > 5 it is 1 or -1 if its class is. */
  static long leave(long x, long n, long inverse) {
    return (x >> 63) - Math.multiplyHigh(x * inverse, n);
  }

  /** The class of x in [0, n). */
  static long canonical(long x, long n) {
    long y = x + (n & (x >> 63));
    return y == n ? 0 : y;
  }

  /** a + b in [0, n), for a, b in [0, n). */
  static long add(long a, long b, long n) {
    long x = a - (n - b);
    return x + (n & (x >> 63));
  }
}
