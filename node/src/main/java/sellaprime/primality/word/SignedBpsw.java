package sellaprime.primality.word;

/** The two rounds of Baillie-PSW for odd n below 2<sup>63</sup>; see {@link WordPrimality}. */
final class SignedBpsw {

  private SignedBpsw() {}

  /** Whether odd n > 5 is a strong probable prime to base 2. Division-free. */
  static boolean passesBase2(long n, long inverse) {
    int s = Long.numberOfTrailingZeros(n - 1);
    long d = (n - 1) >>> s;
    int k = Base2Windows.bitsBelowTop(d);
    long digits = Base2Windows.digits(d, k);
    long x = power(Base2Windows.start(digits, k), digits, k, n, inverse);
    return isStrong(x, s, n, inverse);
  }

  /** From the form of 2<sup>-c</sup> to that of 2<sup>-d</sup>. */
  static long power(long start, long digits, int k, long n, long inverse) {
    long x = start;
    int low = k;
    while (low >= Base2Windows.WIDTH) {
      low -= Base2Windows.WIDTH;
      for (int i = 0; i < Base2Windows.WIDTH; i++) {
        x = Signed63.multiply(x, x, n, inverse);
      }
      x = Signed63.divideByPowerOf2(x, (int) (digits >>> low), n, inverse);
    }
    if (low > 0) {
      for (int i = 0; i < low; i++) {
        x = Signed63.multiply(x, x, n, inverse);
      }
      x = Signed63.divideByPowerOf2(x, (int) digits & ((1 << low) - 1), n, inverse);
    }
    return x;
  }

  /** Whether x is 1 or -1, or one of x<sup>2</sup>, ..., x<sup>2^(s-1)</sup> is -1. */
  static boolean isStrong(long form, int s, long n, long inverse) {
    long value = Signed63.leave(form, n, inverse);
    if (value == 1 || value == -1) {
      return true;
    }
    long x = form;
    for (int i = 1; i < s; i++) {
      x = Signed63.multiply(x, x, n, inverse);
      if (Signed63.leave(x, n, inverse) == -1) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether n passes the extra strong Lucas test with parameters {@code p} and Q = 1.
   *
   * <p>Write n + 1 = d&middot;2<sup>s</sup> with odd d. The test wants V<sub>d</sub> = 2 or -2 and
   * U<sub>d</sub> = 0, or V<sub>d&middot;2^r</sub> = 0 for some 0 <= r < s - 1. From D&middot;
   * U<sub>d</sub> = 2&middot;V<sub>d+1</sub> - P&middot;V<sub>d</sub> the first is V<sub>d</sub> =
   * 2, V<sub>d+1</sub> = P, or both with the other sign.
   *
   * <p><b>The ladder.</b> From V<sub>k</sub> and V<sub>k+1</sub> a bit b of d leads to their cross
   * term V<sub>2k+1</sub> and to the square V<sub>2k+2b</sub>. The next step needs the product of
   * these two, whichever of them is the lower, and the square of one: of the square's if its bit
   * equals b, else of the cross term's. So the pair is kept as (cross, square), and one selection a
   * step is left. d is odd, so in the end cross = V<sub>d</sub> and square = V<sub>d+1</sub>.
   *
   * <p>P may stand for -P: that turns the sign of every odd V, and D and the test stay the same.
   */
  static boolean passesLucas(long n, long inverse, int p) {
    long one = Long.remainderUnsigned(-n, n);
    long two = Signed63.add(one, one, n);
    long parameter = parameterForm(p, one, n);
    int s = Long.numberOfTrailingZeros(n + 1);
    long d = (n + 1) >>> s;
    // Bit i: whether bits i and i + 1 of d differ.
    long changes = d ^ (d >>> 1);
    long cross = parameter;
    long square = Signed63.multiplySubtract(parameter, parameter, two, n, inverse);
    for (int i = 62 - Long.numberOfLeadingZeros(d); i >= 0; i--) {
      long squared = (changes >>> i & 1) != 0 ? cross : square;
      cross = Signed63.multiplySubtract(cross, square, parameter, n, inverse);
      square = Signed63.multiplySubtract(squared, squared, two, n, inverse);
    }
    return isExtraStrong(cross, square, s, two, parameter, n, inverse);
  }

  /** P, or -P, in [0, n/2], as a form; {@code one} is the form of 1. */
  static long parameterForm(int p, long one, long n) {
    long form = 0;
    for (int bit = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(p); bit >= 0; bit--) {
      form = Signed63.add(form, form, n);
      if ((p >>> bit & 1) != 0) {
        form = Signed63.add(form, one, n);
      }
    }
    return Math.min(form, n - form);
  }

  static boolean isExtraStrong(
      long vOfD, long vOfNext, int s, long two, long parameter, long n, long inverse) {
    long v = Signed63.canonical(vOfD, n);
    long next = Signed63.canonical(vOfNext, n);
    if (v == two) {
      return next == parameter;
    }
    if (v == n - two) {
      return next == n - parameter;
    }
    for (int r = 0; r < s - 1; r++) {
      if (v == 0) {
        return true;
      }
      v = Signed63.canonical(Signed63.multiplySubtract(v, v, two, n, inverse), n);
    }
    return false;
  }
}
