package sellaprime.primality.word;

/** {@link SignedFilter} for odd numbers from 2<sup>63</sup> on, in the other arithmetic. */
final class UnsignedFilter implements Base2Filter {

  private static final int LANES = 4;

  /**
   * At most this many twos are taken from n - 1 at first, so that exponents keep about one length.
   */
  private static final int MAX_TWOS = 3;

  @Override
  public int keep(long[] numbers, int[] indices, int count) {
    int kept = 0;
    int i = 0;
    for (; i + LANES <= count; i += LANES) {
      int passed =
          test(
              numbers[indices[i]],
              numbers[indices[i + 1]],
              numbers[indices[i + 2]],
              numbers[indices[i + 3]]);
      for (int lane = 0; lane < LANES; lane++) {
        if ((passed >> lane & 1) != 0) {
          indices[kept++] = indices[i + lane];
        }
      }
    }
    for (; i < count; i++) {
      if (alone(numbers[indices[i]])) {
        indices[kept++] = indices[i];
      }
    }
    return kept;
  }

  private static boolean alone(long n) {
    return UnsignedBpsw.passesBase2(n, Montgomery64.inverse(n));
  }

  /** Bit i of the answer: the i-th number passes. */
  private static int test(long n0, long n1, long n2, long n3) {
    int s0 = twos(n0);
    int s1 = twos(n1);
    int s2 = twos(n2);
    int s3 = twos(n3);
    long d0 = (n0 - 1) >>> s0;
    long d1 = (n1 - 1) >>> s1;
    long d2 = (n2 - 1) >>> s2;
    long d3 = (n3 - 1) >>> s3;
    int k = Base2Windows.bitsBelowTop(d0 | d1 | d2 | d3);
    d0 = Base2Windows.digits(d0, k);
    d1 = Base2Windows.digits(d1, k);
    d2 = Base2Windows.digits(d2, k);
    d3 = Base2Windows.digits(d3, k);
    if ((d0 | d1 | d2 | d3) < 0) {
      return (alone(n0) ? 1 : 0) | (alone(n1) ? 2 : 0) | (alone(n2) ? 4 : 0) | (alone(n3) ? 8 : 0);
    }
    long i0 = Montgomery64.inverse(n0);
    long i1 = Montgomery64.inverse(n1);
    long i2 = Montgomery64.inverse(n2);
    long i3 = Montgomery64.inverse(n3);
    long x0 = Base2Windows.start(d0, k);
    long x1 = Base2Windows.start(d1, k);
    long x2 = Base2Windows.start(d2, k);
    long x3 = Base2Windows.start(d3, k);
    int low = k;
    while (low > 0) {
      int width = Math.min(low, Base2Windows.WIDTH);
      low -= width;
      for (int i = 0; i < width; i++) {
        x0 = Unsigned64.multiply(x0, x0, n0, i0);
        x1 = Unsigned64.multiply(x1, x1, n1, i1);
        x2 = Unsigned64.multiply(x2, x2, n2, i2);
        x3 = Unsigned64.multiply(x3, x3, n3, i3);
      }
      int mask = (1 << width) - 1;
      x0 = Unsigned64.divideByPowerOf2(x0, (int) (d0 >>> low) & mask, n0, i0);
      x1 = Unsigned64.divideByPowerOf2(x1, (int) (d1 >>> low) & mask, n1, i1);
      x2 = Unsigned64.divideByPowerOf2(x2, (int) (d2 >>> low) & mask, n2, i2);
      x3 = Unsigned64.divideByPowerOf2(x3, (int) (d3 >>> low) & mask, n3, i3);
    }
    return (isStrong(x0, s0, n0, i0) ? 1 : 0)
        | (isStrong(x1, s1, n1, i1) ? 2 : 0)
        | (isStrong(x2, s2, n2, i2) ? 4 : 0)
        | (isStrong(x3, s3, n3, i3) ? 8 : 0);
  }

  private static int twos(long n) {
    return Math.min(MAX_TWOS, Long.numberOfTrailingZeros(n - 1));
  }

  /** As {@link UnsignedBpsw#isStrong}, but s may be cut. */
  private static boolean isStrong(long x, int s, long n, long inverse) {
    if (s == MAX_TWOS
        && Unsigned64.leave(x, n, inverse) == 1
        && Long.numberOfTrailingZeros(n - 1) > MAX_TWOS) {
      // 1 may stem from any of the roots that were passed over.
      return UnsignedBpsw.passesBase2(n, inverse);
    }
    return UnsignedBpsw.isStrong(x, s, n, inverse);
  }
}
