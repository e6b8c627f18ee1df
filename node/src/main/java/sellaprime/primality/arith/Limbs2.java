package sellaprime.primality.arith;

/** 2 limbs of 60 bits. Written by {@code LimbKernelWriter}; do not edit. */
@SuppressWarnings("UnnecessaryParentheses")
final class Limbs2 extends LimbKernel {
  private static final long MASK = (1L << 60) - 1;

  @Override
  int limbs() {
    return 2;
  }

  @Override
  int width() {
    return 60;
  }

  @Override
  int maxBits() {
    return 116;
  }

  @Override
  void multiply(long[] to, long[] x, long[] y, long[] n, long negativeInverse) {
    long n0 = n[0];
    long m0 = n0 << 2;
    long n1 = n[1];
    long m1 = n1 << 2;
    long a0 = x[0];
    long b0 = y[0];
    long a1 = x[1];
    long b1 = y[1];
    long y0 = a0 << 2;
    long z0 = b0 << 2;
    long y1 = a1 << 2;
    long z1 = b1 << 2;
    long low0 = a0 * b0;
    long high0 = Math.multiplyHigh(y0, z0);
    long low1 = a0 * b1 + a1 * b0;
    long high1 = Math.multiplyHigh(y0, z1) + Math.multiplyHigh(y1, z0);
    long low2 = a1 * b1;
    long high2 = Math.multiplyHigh(y1, z1);
    long sum0 = low0;
    long q0 = (sum0 * negativeInverse) & MASK;
    long p0 = q0 << 2;
    long carry1 = (sum0 - (high0 << 60) + MASK) >>> 60;
    high0 += Math.multiplyHigh(p0, m0);
    low1 += q0 * n1;
    high1 += Math.multiplyHigh(p0, m1);
    long sum1 = low1 + carry1 + high0;
    long q1 = (sum1 * negativeInverse) & MASK;
    long p1 = q1 << 2;
    long carry2 = (sum1 - (high1 << 60) + MASK) >>> 60;
    high1 += Math.multiplyHigh(p1, m0);
    low2 += q1 * n1;
    high2 += Math.multiplyHigh(p1, m1);
    long carry;
    carry = ((high1 + low2 - (high2 << 60) + carry2));
    to[0] = carry & MASK;
    carry = ((high2)) + (carry >>> 60);
    to[1] = carry;
  }

  @Override
  void square(long[] to, long[] x, long[] n, long negativeInverse) {
    long n0 = n[0];
    long m0 = n0 << 2;
    long n1 = n[1];
    long m1 = n1 << 2;
    long a0 = x[0];
    long a1 = x[1];
    long y0 = a0 << 2;
    long z0 = a0 << 2;
    long y1 = a1 << 2;
    long z1 = a1 << 2;
    long low0 = a0 * a0;
    long high0 = Math.multiplyHigh(y0, z0);
    long low1 = ((a0 * a1) << 1);
    long high1 = ((Math.multiplyHigh(y0, z1)) << 1);
    long low2 = a1 * a1;
    long high2 = Math.multiplyHigh(y1, z1);
    long sum0 = low0;
    long q0 = (sum0 * negativeInverse) & MASK;
    long p0 = q0 << 2;
    long carry1 = (sum0 - (high0 << 60) + MASK) >>> 60;
    high0 += Math.multiplyHigh(p0, m0);
    low1 += q0 * n1;
    high1 += Math.multiplyHigh(p0, m1);
    long sum1 = low1 + carry1 + high0;
    long q1 = (sum1 * negativeInverse) & MASK;
    long p1 = q1 << 2;
    long carry2 = (sum1 - (high1 << 60) + MASK) >>> 60;
    high1 += Math.multiplyHigh(p1, m0);
    low2 += q1 * n1;
    high2 += Math.multiplyHigh(p1, m1);
    long carry;
    carry = ((high1 + low2 - (high2 << 60) + carry2));
    to[0] = carry & MASK;
    carry = ((high2)) + (carry >>> 60);
    to[1] = carry;
  }

  @Override
  void squareAndDouble(long[] x, long[] n, long negativeInverse, long bits) {
    long n0 = n[0];
    long m0 = n0 << 2;
    long n1 = n[1];
    long m1 = n1 << 2;
    long a0 = x[0];
    long a1 = x[1];
    for (long rest = bits; rest != END; rest <<= 1) {
      int twice = (int) (rest >>> 63);
      long y0 = a0 << 2;
      long z0 = a0 << 2;
      long y1 = a1 << 2;
      long z1 = a1 << 2;
      long low0 = a0 * a0;
      long high0 = Math.multiplyHigh(y0, z0);
      long low1 = ((a0 * a1) << 1);
      long high1 = ((Math.multiplyHigh(y0, z1)) << 1);
      long low2 = a1 * a1;
      long high2 = Math.multiplyHigh(y1, z1);
      long sum0 = low0;
      long q0 = (sum0 * negativeInverse) & MASK;
      long p0 = q0 << 2;
      long carry1 = (sum0 - (high0 << 60) + MASK) >>> 60;
      high0 += Math.multiplyHigh(p0, m0);
      low1 += q0 * n1;
      high1 += Math.multiplyHigh(p0, m1);
      long sum1 = low1 + carry1 + high0;
      long q1 = (sum1 * negativeInverse) & MASK;
      long p1 = q1 << 2;
      long carry2 = (sum1 - (high1 << 60) + MASK) >>> 60;
      high1 += Math.multiplyHigh(p1, m0);
      low2 += q1 * n1;
      high2 += Math.multiplyHigh(p1, m1);
      long carry;
      carry = ((high1 + low2 - (high2 << 60) + carry2) << twice);
      a0 = carry & MASK;
      carry = ((high2) << twice) + (carry >>> 60);
      a1 = carry;
    }
    x[0] = a0;
    x[1] = a1;
  }

  @Override
  void lucas(
      long[] v, long[] w, long[] n, long negativeInverse, long[] minusP, long[] minus2, long bits) {
    long n0 = n[0];
    long m0 = n0 << 2;
    long n1 = n[1];
    long m1 = n1 << 2;
    long a0 = v[0];
    long b0 = w[0];
    long a1 = v[1];
    long b1 = w[1];
    long e0 = minusP[0];
    long f0 = minus2[0];
    long e1 = minusP[1];
    long f1 = minus2[1];
    long last = 0;
    long carry;
    for (long rest = bits; rest != END; rest <<= 1) {
      // The one to be squared comes first: exchange when the bit differs from the last one.
      long bit = rest >> 63;
      long exchange = bit ^ last;
      last = bit;
      long x0 = (a0 ^ b0) & exchange;
      a0 ^= x0;
      b0 ^= x0;
      long x1 = (a1 ^ b1) & exchange;
      a1 ^= x1;
      b1 ^= x1;
      long yM0 = a0 << 2;
      long zM0 = b0 << 2;
      long yM1 = a1 << 2;
      long zM1 = b1 << 2;
      long lowM0 = a0 * b0;
      long highM0 = Math.multiplyHigh(yM0, zM0);
      long lowM1 = a0 * b1 + a1 * b0;
      long highM1 = Math.multiplyHigh(yM0, zM1) + Math.multiplyHigh(yM1, zM0);
      long lowM2 = a1 * b1;
      long highM2 = Math.multiplyHigh(yM1, zM1);
      long sumM0 = lowM0;
      long qM0 = (sumM0 * negativeInverse) & MASK;
      long pM0 = qM0 << 2;
      long carryM1 = (sumM0 - (highM0 << 60) + MASK) >>> 60;
      highM0 += Math.multiplyHigh(pM0, m0);
      lowM1 += qM0 * n1;
      highM1 += Math.multiplyHigh(pM0, m1);
      long sumM1 = lowM1 + carryM1 + highM0;
      long qM1 = (sumM1 * negativeInverse) & MASK;
      long pM1 = qM1 << 2;
      long carryM2 = (sumM1 - (highM1 << 60) + MASK) >>> 60;
      highM1 += Math.multiplyHigh(pM1, m0);
      lowM2 += qM1 * n1;
      highM2 += Math.multiplyHigh(pM1, m1);
      long yS0 = a0 << 2;
      long zS0 = a0 << 2;
      long yS1 = a1 << 2;
      long zS1 = a1 << 2;
      long lowS0 = a0 * a0;
      long highS0 = Math.multiplyHigh(yS0, zS0);
      long lowS1 = ((a0 * a1) << 1);
      long highS1 = ((Math.multiplyHigh(yS0, zS1)) << 1);
      long lowS2 = a1 * a1;
      long highS2 = Math.multiplyHigh(yS1, zS1);
      long sumS0 = lowS0;
      long qS0 = (sumS0 * negativeInverse) & MASK;
      long pS0 = qS0 << 2;
      long carryS1 = (sumS0 - (highS0 << 60) + MASK) >>> 60;
      highS0 += Math.multiplyHigh(pS0, m0);
      lowS1 += qS0 * n1;
      highS1 += Math.multiplyHigh(pS0, m1);
      long sumS1 = lowS1 + carryS1 + highS0;
      long qS1 = (sumS1 * negativeInverse) & MASK;
      long pS1 = qS1 << 2;
      long carryS2 = (sumS1 - (highS1 << 60) + MASK) >>> 60;
      highS1 += Math.multiplyHigh(pS1, m0);
      lowS2 += qS1 * n1;
      highS2 += Math.multiplyHigh(pS1, m1);
      carry = ((highM1 + lowM2 - (highM2 << 60) + carryM2)) + e0;
      b0 = carry & MASK;
      carry = ((highM2)) + (carry >>> 60) + e1;
      b1 = carry;
      carry = ((highS1 + lowS2 - (highS2 << 60) + carryS2)) + f0;
      a0 = carry & MASK;
      carry = ((highS2)) + (carry >>> 60) + f1;
      a1 = carry;
    }
    long x0 = (a0 ^ b0) & last;
    v[0] = a0 ^ x0;
    w[0] = b0 ^ x0;
    long x1 = (a1 ^ b1) & last;
    v[1] = a1 ^ x1;
    w[1] = b1 ^ x1;
  }
}
