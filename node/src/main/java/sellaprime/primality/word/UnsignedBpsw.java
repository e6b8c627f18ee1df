package sellaprime.primality.word;

/** {@link SignedBpsw} for odd n from 2<sup>63</sup> on: the same steps in the other arithmetic. */
final class UnsignedBpsw {

  private UnsignedBpsw() {}

  /** Whether n is a strong probable prime to base 2. Division-free. */
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
        x = Unsigned64.multiply(x, x, n, inverse);
      }
      x = Unsigned64.divideByPowerOf2(x, (int) (digits >>> low), n, inverse);
    }
    if (low > 0) {
      for (int i = 0; i < low; i++) {
        x = Unsigned64.multiply(x, x, n, inverse);
      }
      x = Unsigned64.divideByPowerOf2(x, (int) digits & ((1 << low) - 1), n, inverse);
    }
    return x;
  }

  /** Whether x is 1 or -1, or one of x<sup>2</sup>, ..., x<sup>2^(s-1)</sup> is -1. */
  static boolean isStrong(long form, int s, long n, long inverse) {
    long value = Unsigned64.leave(form, n, inverse);
    if (value == 1 || value == n - 1) {
      return true;
    }
    long x = form;
    for (int i = 1; i < s; i++) {
      x = Unsigned64.multiply(x, x, n, inverse);
      if (Unsigned64.leave(x, n, inverse) == n - 1) {
        return true;
      }
    }
    return false;
  }

  /** The extra strong Lucas test; see {@link SignedBpsw#passesLucas}. */
  static boolean passesLucas(long n, long inverse, int p) {
    long one = Long.remainderUnsigned(-n, n);
    long two = Unsigned64.add(one, one, n);
    long parameter = parameterForm(p, one, n);
    int s = Long.numberOfTrailingZeros(n + 1);
    // n + 1 = 2^64 would need a ninth byte; but 2^64 - 1 is divisible by 3.
    long d = (n + 1) >>> s;
    // Bit i: whether bits i and i + 1 of d differ.
    long changes = d ^ (d >>> 1);
    long cross = parameter;
    long square = Unsigned64.multiplySubtract(parameter, parameter, two, n, inverse);
    for (int i = 62 - Long.numberOfLeadingZeros(d); i >= 0; i--) {
      long squared = (changes >>> i & 1) != 0 ? cross : square;
      cross = Unsigned64.multiplySubtract(cross, square, parameter, n, inverse);
      square = Unsigned64.multiplySubtract(squared, squared, two, n, inverse);
    }
    return isExtraStrong(cross, square, s, two, parameter, n, inverse);
  }

  /** P as a form; {@code one} is the form of 1. */
  static long parameterForm(int p, long one, long n) {
    long form = 0;
    for (int bit = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(p); bit >= 0; bit--) {
      form = Unsigned64.add(form, form, n);
      if ((p >>> bit & 1) != 0) {
        form = Unsigned64.add(form, one, n);
      }
    }
    return form;
  }

  static boolean isExtraStrong(
      long vOfD, long vOfNext, int s, long two, long parameter, long n, long inverse) {
    if (vOfD == two) {
      return vOfNext == parameter;
    }
    if (vOfD == n - two) {
      return vOfNext == n - parameter;
    }
    long v = vOfD;
    for (int r = 0; r < s - 1; r++) {
      if (v == 0) {
        return true;
      }
      v = Unsigned64.multiplySubtract(v, v, two, n, inverse);
    }
    return false;
  }
}
