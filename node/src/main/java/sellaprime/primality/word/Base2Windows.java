package sellaprime.primality.word;

/**
 * How the strong test to base 2 raises without a single doubling: an exponent d cut into windows.
 *
 * <p>Computed is 2<sup>-d</sup>, which is as good: it is 1 or -1 exactly when 2<sup>d</sup> is. A
 * division by 2<sup>k</sup> with 1 <= k <= 64 is one cheap step of Montgomery's arithmetic ({@link
 * Signed63#divideByPowerOf2}), so d is written as
 *
 * <p>d = c<sub>0</sub>&middot;2<sup>k</sup> + c<sub>1</sub>&middot;2<sup>k-6</sup> +
 * c<sub>2</sub>&middot;2<sup>k-12</sup> + ... with all c<sub>i</sub> from 1 to 64.
 *
 * <p>The last window is narrower when 6 does not divide k. The digits c<sub>i</sub> - 1, from 0 to
 * 63, are the plain digits of {@link #digits}. The start is the form of 2<sup>-c</sup>, which is
 * 2<sup>64-c</sup>: no division by n is needed to enter.
 */
final class Base2Windows {

  static final int WIDTH = 6;

  /** Ones in bits 60, 54, ..., 0. */
  private static final long ONE_PER_WINDOW = 0x1041041041041041L;

  private Base2Windows() {}

  /** The least k with d < 2<sup>k+6</sup>. */
  static int bitsBelowTop(long d) {
    return Math.max(0, Long.SIZE - WIDTH - Long.numberOfLeadingZeros(d));
  }

  /** Window by window c<sub>i</sub> - 1; negative if d is too small for this {@code k}. */
  static long digits(long d, int k) {
    long ones = ONE_PER_WINDOW >>> (60 - k);
    return d - (k % WIDTH == 0 ? ones : ones + 1);
  }

  /** The form of 2<sup>-c</sup> for the top window; with c = 1 the sign is lost, which is free. */
  static long start(long digits, int k) {
    return 1L << ~(int) (digits >>> k);
  }
}
