package sellaprime.primality.arith;

/** 3 limbs of 59 bits. Written by {@code LimbKernelWriter}; do not edit. */
@SuppressWarnings("UnnecessaryParentheses")
final class Limbs3 extends LimbKernel {
  private static final long MASK = (1L << 59) - 1;

  @Override
  int limbs() {
    return 3;
  }

  @Override
  int width() {
    return 59;
  }

  @Override
  int maxBits() {
    return 173;
  }

  @Override
  void multiply(long[] to, long[] x, long[] y, long[] n, long negativeInverse) {
    long n0 = n[0];
    long m0 = n0 << 2;
    long n1 = n[1];
    long m1 = n1 << 2;
    long n2 = n[2];
    long m2 = n2 << 2;
    long a0 = x[0];
    long b0 = y[0];
    long a1 = x[1];
    long b1 = y[1];
    long a2 = x[2];
    long b2 = y[2];
    long y0 = a0 << 3;
    long z0 = b0 << 2;
    long y1 = a1 << 3;
    long z1 = b1 << 2;
    long y2 = a2 << 3;
    long z2 = b2 << 2;
    long low0 = a0 * b0;
    long high0 = Math.multiplyHigh(y0, z0);
    long low1 = a0 * b1 + a1 * b0;
    long high1 = Math.multiplyHigh(y0, z1) + Math.multiplyHigh(y1, z0);
    long low2 = a0 * b2 + a1 * b1 + a2 * b0;
    long high2 = Math.multiplyHigh(y0, z2) + Math.multiplyHigh(y1, z1) + Math.multiplyHigh(y2, z0);
    long low3 = a1 * b2 + a2 * b1;
    long high3 = Math.multiplyHigh(y1, z2) + Math.multiplyHigh(y2, z1);
    long low4 = a2 * b2;
    long high4 = Math.multiplyHigh(y2, z2);
    long sum0 = low0;
    long q0 = (sum0 * negativeInverse) & MASK;
    long p0 = q0 << 3;
    long carry1 = (sum0 - (high0 << 59) + MASK) >>> 59;
    high0 += Math.multiplyHigh(p0, m0);
    low1 += q0 * n1;
    high1 += Math.multiplyHigh(p0, m1);
    low2 += q0 * n2;
    high2 += Math.multiplyHigh(p0, m2);
    long sum1 = low1 + carry1 + high0;
    long q1 = (sum1 * negativeInverse) & MASK;
    long p1 = q1 << 3;
    long carry2 = (sum1 - (high1 << 59) + MASK) >>> 59;
    high1 += Math.multiplyHigh(p1, m0);
    low2 += q1 * n1;
    high2 += Math.multiplyHigh(p1, m1);
    low3 += q1 * n2;
    high3 += Math.multiplyHigh(p1, m2);
    long sum2 = low2 + carry2 + high1;
    long q2 = (sum2 * negativeInverse) & MASK;
    long p2 = q2 << 3;
    long carry3 = (sum2 - (high2 << 59) + MASK) >>> 59;
    high2 += Math.multiplyHigh(p2, m0);
    low3 += q2 * n1;
    high3 += Math.multiplyHigh(p2, m1);
    low4 += q2 * n2;
    high4 += Math.multiplyHigh(p2, m2);
    long carry;
    carry = ((high2 + low3 - (high3 << 59) + carry3));
    to[0] = carry & MASK;
    carry = ((high3 + low4 - (high4 << 59))) + (carry >>> 59);
    to[1] = carry & MASK;
    carry = ((high4)) + (carry >>> 59);
    to[2] = carry;
  }

  @Override
  void square(long[] to, long[] x, long[] n, long negativeInverse) {
    long n0 = n[0];
    long m0 = n0 << 2;
    long n1 = n[1];
    long m1 = n1 << 2;
    long n2 = n[2];
    long m2 = n2 << 2;
    long a0 = x[0];
    long a1 = x[1];
    long a2 = x[2];
    long y0 = a0 << 3;
    long z0 = a0 << 2;
    long y1 = a1 << 3;
    long z1 = a1 << 2;
    long y2 = a2 << 3;
    long z2 = a2 << 2;
    long low0 = a0 * a0;
    long high0 = Math.multiplyHigh(y0, z0);
    long low1 = ((a0 * a1) << 1);
    long high1 = ((Math.multiplyHigh(y0, z1)) << 1);
    long low2 = ((a0 * a2) << 1) + a1 * a1;
    long high2 = ((Math.multiplyHigh(y0, z2)) << 1) + Math.multiplyHigh(y1, z1);
    long low3 = ((a1 * a2) << 1);
    long high3 = ((Math.multiplyHigh(y1, z2)) << 1);
    long low4 = a2 * a2;
    long high4 = Math.multiplyHigh(y2, z2);
    long sum0 = low0;
    long q0 = (sum0 * negativeInverse) & MASK;
    long p0 = q0 << 3;
    long carry1 = (sum0 - (high0 << 59) + MASK) >>> 59;
    high0 += Math.multiplyHigh(p0, m0);
    low1 += q0 * n1;
    high1 += Math.multiplyHigh(p0, m1);
    low2 += q0 * n2;
    high2 += Math.multiplyHigh(p0, m2);
    long sum1 = low1 + carry1 + high0;
    long q1 = (sum1 * negativeInverse) & MASK;
    long p1 = q1 << 3;
    long carry2 = (sum1 - (high1 << 59) + MASK) >>> 59;
    high1 += Math.multiplyHigh(p1, m0);
    low2 += q1 * n1;
    high2 += Math.multiplyHigh(p1, m1);
    low3 += q1 * n2;
    high3 += Math.multiplyHigh(p1, m2);
    long sum2 = low2 + carry2 + high1;
    long q2 = (sum2 * negativeInverse) & MASK;
    long p2 = q2 << 3;
    long carry3 = (sum2 - (high2 << 59) + MASK) >>> 59;
    high2 += Math.multiplyHigh(p2, m0);
    low3 += q2 * n1;
    high3 += Math.multiplyHigh(p2, m1);
    low4 += q2 * n2;
    high4 += Math.multiplyHigh(p2, m2);
    long carry;
    carry = ((high2 + low3 - (high3 << 59) + carry3));
    to[0] = carry & MASK;
    carry = ((high3 + low4 - (high4 << 59))) + (carry >>> 59);
    to[1] = carry & MASK;
    carry = ((high4)) + (carry >>> 59);
    to[2] = carry;
  }

  @Override
  void squareAndDouble(long[] x, long[] n, long negativeInverse, long bits) {
    long n0 = n[0];
    long m0 = n0 << 2;
    long n1 = n[1];
    long m1 = n1 << 2;
    long n2 = n[2];
    long m2 = n2 << 2;
    long a0 = x[0];
    long a1 = x[1];
    long a2 = x[2];
    for (long rest = bits; rest != END; rest <<= 1) {
      int twice = (int) (rest >>> 63);
      long y0 = a0 << 3;
      long z0 = a0 << 2;
      long y1 = a1 << 3;
      long z1 = a1 << 2;
      long y2 = a2 << 3;
      long z2 = a2 << 2;
      long low0 = a0 * a0;
      long high0 = Math.multiplyHigh(y0, z0);
      long low1 = ((a0 * a1) << 1);
      long high1 = ((Math.multiplyHigh(y0, z1)) << 1);
      long low2 = ((a0 * a2) << 1) + a1 * a1;
      long high2 = ((Math.multiplyHigh(y0, z2)) << 1) + Math.multiplyHigh(y1, z1);
      long low3 = ((a1 * a2) << 1);
      long high3 = ((Math.multiplyHigh(y1, z2)) << 1);
      long low4 = a2 * a2;
      long high4 = Math.multiplyHigh(y2, z2);
      long sum0 = low0;
      long q0 = (sum0 * negativeInverse) & MASK;
      long p0 = q0 << 3;
      long carry1 = (sum0 - (high0 << 59) + MASK) >>> 59;
      high0 += Math.multiplyHigh(p0, m0);
      low1 += q0 * n1;
      high1 += Math.multiplyHigh(p0, m1);
      low2 += q0 * n2;
      high2 += Math.multiplyHigh(p0, m2);
      long sum1 = low1 + carry1 + high0;
      long q1 = (sum1 * negativeInverse) & MASK;
      long p1 = q1 << 3;
      long carry2 = (sum1 - (high1 << 59) + MASK) >>> 59;
      high1 += Math.multiplyHigh(p1, m0);
      low2 += q1 * n1;
      high2 += Math.multiplyHigh(p1, m1);
      low3 += q1 * n2;
      high3 += Math.multiplyHigh(p1, m2);
      long sum2 = low2 + carry2 + high1;
      long q2 = (sum2 * negativeInverse) & MASK;
      long p2 = q2 << 3;
      long carry3 = (sum2 - (high2 << 59) + MASK) >>> 59;
      high2 += Math.multiplyHigh(p2, m0);
      low3 += q2 * n1;
      high3 += Math.multiplyHigh(p2, m1);
      low4 += q2 * n2;
      high4 += Math.multiplyHigh(p2, m2);
      long carry;
      carry = ((high2 + low3 - (high3 << 59) + carry3) << twice);
      a0 = carry & MASK;
      carry = ((high3 + low4 - (high4 << 59)) << twice) + (carry >>> 59);
      a1 = carry & MASK;
      carry = ((high4) << twice) + (carry >>> 59);
      a2 = carry;
    }
    x[0] = a0;
    x[1] = a1;
    x[2] = a2;
  }

  @Override
  void lucas(
      long[] v, long[] w, long[] n, long negativeInverse, long[] minusP, long[] minus2, long bits) {
    long n0 = n[0];
    long m0 = n0 << 2;
    long n1 = n[1];
    long m1 = n1 << 2;
    long n2 = n[2];
    long m2 = n2 << 2;
    long a0 = v[0];
    long b0 = w[0];
    long a1 = v[1];
    long b1 = w[1];
    long a2 = v[2];
    long b2 = w[2];
    long e0 = minusP[0];
    long f0 = minus2[0];
    long e1 = minusP[1];
    long f1 = minus2[1];
    long e2 = minusP[2];
    long f2 = minus2[2];
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
      long x2 = (a2 ^ b2) & exchange;
      a2 ^= x2;
      b2 ^= x2;
      long yM0 = a0 << 3;
      long zM0 = b0 << 2;
      long yM1 = a1 << 3;
      long zM1 = b1 << 2;
      long yM2 = a2 << 3;
      long zM2 = b2 << 2;
      long lowM0 = a0 * b0;
      long highM0 = Math.multiplyHigh(yM0, zM0);
      long lowM1 = a0 * b1 + a1 * b0;
      long highM1 = Math.multiplyHigh(yM0, zM1) + Math.multiplyHigh(yM1, zM0);
      long lowM2 = a0 * b2 + a1 * b1 + a2 * b0;
      long highM2 =
          Math.multiplyHigh(yM0, zM2) + Math.multiplyHigh(yM1, zM1) + Math.multiplyHigh(yM2, zM0);
      long lowM3 = a1 * b2 + a2 * b1;
      long highM3 = Math.multiplyHigh(yM1, zM2) + Math.multiplyHigh(yM2, zM1);
      long lowM4 = a2 * b2;
      long highM4 = Math.multiplyHigh(yM2, zM2);
      long sumM0 = lowM0;
      long qM0 = (sumM0 * negativeInverse) & MASK;
      long pM0 = qM0 << 3;
      long carryM1 = (sumM0 - (highM0 << 59) + MASK) >>> 59;
      highM0 += Math.multiplyHigh(pM0, m0);
      lowM1 += qM0 * n1;
      highM1 += Math.multiplyHigh(pM0, m1);
      lowM2 += qM0 * n2;
      highM2 += Math.multiplyHigh(pM0, m2);
      long sumM1 = lowM1 + carryM1 + highM0;
      long qM1 = (sumM1 * negativeInverse) & MASK;
      long pM1 = qM1 << 3;
      long carryM2 = (sumM1 - (highM1 << 59) + MASK) >>> 59;
      highM1 += Math.multiplyHigh(pM1, m0);
      lowM2 += qM1 * n1;
      highM2 += Math.multiplyHigh(pM1, m1);
      lowM3 += qM1 * n2;
      highM3 += Math.multiplyHigh(pM1, m2);
      long sumM2 = lowM2 + carryM2 + highM1;
      long qM2 = (sumM2 * negativeInverse) & MASK;
      long pM2 = qM2 << 3;
      long carryM3 = (sumM2 - (highM2 << 59) + MASK) >>> 59;
      highM2 += Math.multiplyHigh(pM2, m0);
      lowM3 += qM2 * n1;
      highM3 += Math.multiplyHigh(pM2, m1);
      lowM4 += qM2 * n2;
      highM4 += Math.multiplyHigh(pM2, m2);
      long yS0 = a0 << 3;
      long zS0 = a0 << 2;
      long yS1 = a1 << 3;
      long zS1 = a1 << 2;
      long yS2 = a2 << 3;
      long zS2 = a2 << 2;
      long lowS0 = a0 * a0;
      long highS0 = Math.multiplyHigh(yS0, zS0);
      long lowS1 = ((a0 * a1) << 1);
      long highS1 = ((Math.multiplyHigh(yS0, zS1)) << 1);
      long lowS2 = ((a0 * a2) << 1) + a1 * a1;
      long highS2 = ((Math.multiplyHigh(yS0, zS2)) << 1) + Math.multiplyHigh(yS1, zS1);
      long lowS3 = ((a1 * a2) << 1);
      long highS3 = ((Math.multiplyHigh(yS1, zS2)) << 1);
      long lowS4 = a2 * a2;
      long highS4 = Math.multiplyHigh(yS2, zS2);
      long sumS0 = lowS0;
      long qS0 = (sumS0 * negativeInverse) & MASK;
      long pS0 = qS0 << 3;
      long carryS1 = (sumS0 - (highS0 << 59) + MASK) >>> 59;
      highS0 += Math.multiplyHigh(pS0, m0);
      lowS1 += qS0 * n1;
      highS1 += Math.multiplyHigh(pS0, m1);
      lowS2 += qS0 * n2;
      highS2 += Math.multiplyHigh(pS0, m2);
      long sumS1 = lowS1 + carryS1 + highS0;
      long qS1 = (sumS1 * negativeInverse) & MASK;
      long pS1 = qS1 << 3;
      long carryS2 = (sumS1 - (highS1 << 59) + MASK) >>> 59;
      highS1 += Math.multiplyHigh(pS1, m0);
      lowS2 += qS1 * n1;
      highS2 += Math.multiplyHigh(pS1, m1);
      lowS3 += qS1 * n2;
      highS3 += Math.multiplyHigh(pS1, m2);
      long sumS2 = lowS2 + carryS2 + highS1;
      long qS2 = (sumS2 * negativeInverse) & MASK;
      long pS2 = qS2 << 3;
      long carryS3 = (sumS2 - (highS2 << 59) + MASK) >>> 59;
      highS2 += Math.multiplyHigh(pS2, m0);
      lowS3 += qS2 * n1;
      highS3 += Math.multiplyHigh(pS2, m1);
      lowS4 += qS2 * n2;
      highS4 += Math.multiplyHigh(pS2, m2);
      carry = ((highM2 + lowM3 - (highM3 << 59) + carryM3)) + e0;
      b0 = carry & MASK;
      carry = ((highM3 + lowM4 - (highM4 << 59))) + (carry >>> 59) + e1;
      b1 = carry & MASK;
      carry = ((highM4)) + (carry >>> 59) + e2;
      b2 = carry;
      carry = ((highS2 + lowS3 - (highS3 << 59) + carryS3)) + f0;
      a0 = carry & MASK;
      carry = ((highS3 + lowS4 - (highS4 << 59))) + (carry >>> 59) + f1;
      a1 = carry & MASK;
      carry = ((highS4)) + (carry >>> 59) + f2;
      a2 = carry;
    }
    long x0 = (a0 ^ b0) & last;
    v[0] = a0 ^ x0;
    w[0] = b0 ^ x0;
    long x1 = (a1 ^ b1) & last;
    v[1] = a1 ^ x1;
    w[1] = b1 ^ x1;
    long x2 = (a2 ^ b2) & last;
    v[2] = a2 ^ x2;
    w[2] = b2 ^ x2;
  }
}
