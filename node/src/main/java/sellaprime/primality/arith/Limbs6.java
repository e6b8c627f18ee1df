package sellaprime.primality.arith;

/** 6 limbs of 58 bits. Written by {@code LimbKernelWriter}; do not edit. */
@SuppressWarnings("UnnecessaryParentheses")
final class Limbs6 extends LimbKernel {
  private static final long MASK = (1L << 58) - 1;

  @Override
  int limbs() {
    return 6;
  }

  @Override
  int width() {
    return 58;
  }

  @Override
  int maxBits() {
    return 344;
  }

  @Override
  void multiply(long[] to, long[] x, long[] y, long[] n, long negativeInverse) {
    long n0 = n[0];
    long m0 = n0 << 3;
    long n1 = n[1];
    long m1 = n1 << 3;
    long n2 = n[2];
    long m2 = n2 << 3;
    long n3 = n[3];
    long m3 = n3 << 3;
    long n4 = n[4];
    long m4 = n4 << 3;
    long n5 = n[5];
    long m5 = n5 << 3;
    long a0 = x[0];
    long b0 = y[0];
    long a1 = x[1];
    long b1 = y[1];
    long a2 = x[2];
    long b2 = y[2];
    long a3 = x[3];
    long b3 = y[3];
    long a4 = x[4];
    long b4 = y[4];
    long a5 = x[5];
    long b5 = y[5];
    long y0 = a0 << 3;
    long z0 = b0 << 3;
    long y1 = a1 << 3;
    long z1 = b1 << 3;
    long y2 = a2 << 3;
    long z2 = b2 << 3;
    long y3 = a3 << 3;
    long z3 = b3 << 3;
    long y4 = a4 << 3;
    long z4 = b4 << 3;
    long y5 = a5 << 3;
    long z5 = b5 << 3;
    long low0 = a0 * b0;
    long high0 = Math.multiplyHigh(y0, z0);
    long low1 = a0 * b1 + a1 * b0;
    long high1 = Math.multiplyHigh(y0, z1) + Math.multiplyHigh(y1, z0);
    long low2 = a0 * b2 + a1 * b1 + a2 * b0;
    long high2 = Math.multiplyHigh(y0, z2) + Math.multiplyHigh(y1, z1) + Math.multiplyHigh(y2, z0);
    long low3 = a0 * b3 + a1 * b2 + a2 * b1 + a3 * b0;
    long high3 =
        Math.multiplyHigh(y0, z3)
            + Math.multiplyHigh(y1, z2)
            + Math.multiplyHigh(y2, z1)
            + Math.multiplyHigh(y3, z0);
    long low4 = a0 * b4 + a1 * b3 + a2 * b2 + a3 * b1 + a4 * b0;
    long high4 =
        Math.multiplyHigh(y0, z4)
            + Math.multiplyHigh(y1, z3)
            + Math.multiplyHigh(y2, z2)
            + Math.multiplyHigh(y3, z1)
            + Math.multiplyHigh(y4, z0);
    long low5 = a0 * b5 + a1 * b4 + a2 * b3 + a3 * b2 + a4 * b1 + a5 * b0;
    long high5 =
        Math.multiplyHigh(y0, z5)
            + Math.multiplyHigh(y1, z4)
            + Math.multiplyHigh(y2, z3)
            + Math.multiplyHigh(y3, z2)
            + Math.multiplyHigh(y4, z1)
            + Math.multiplyHigh(y5, z0);
    long low6 = a1 * b5 + a2 * b4 + a3 * b3 + a4 * b2 + a5 * b1;
    long high6 =
        Math.multiplyHigh(y1, z5)
            + Math.multiplyHigh(y2, z4)
            + Math.multiplyHigh(y3, z3)
            + Math.multiplyHigh(y4, z2)
            + Math.multiplyHigh(y5, z1);
    long low7 = a2 * b5 + a3 * b4 + a4 * b3 + a5 * b2;
    long high7 =
        Math.multiplyHigh(y2, z5)
            + Math.multiplyHigh(y3, z4)
            + Math.multiplyHigh(y4, z3)
            + Math.multiplyHigh(y5, z2);
    long low8 = a3 * b5 + a4 * b4 + a5 * b3;
    long high8 = Math.multiplyHigh(y3, z5) + Math.multiplyHigh(y4, z4) + Math.multiplyHigh(y5, z3);
    long low9 = a4 * b5 + a5 * b4;
    long high9 = Math.multiplyHigh(y4, z5) + Math.multiplyHigh(y5, z4);
    long low10 = a5 * b5;
    long high10 = Math.multiplyHigh(y5, z5);
    long sum0 = low0;
    long q0 = (sum0 * negativeInverse) & MASK;
    long p0 = q0 << 3;
    long carry1 = (sum0 - (high0 << 58) + MASK) >>> 58;
    high0 += Math.multiplyHigh(p0, m0);
    low1 += q0 * n1;
    high1 += Math.multiplyHigh(p0, m1);
    low2 += q0 * n2;
    high2 += Math.multiplyHigh(p0, m2);
    low3 += q0 * n3;
    high3 += Math.multiplyHigh(p0, m3);
    low4 += q0 * n4;
    high4 += Math.multiplyHigh(p0, m4);
    low5 += q0 * n5;
    high5 += Math.multiplyHigh(p0, m5);
    long sum1 = low1 + carry1 + high0;
    long q1 = (sum1 * negativeInverse) & MASK;
    long p1 = q1 << 3;
    long carry2 = (sum1 - (high1 << 58) + MASK) >>> 58;
    high1 += Math.multiplyHigh(p1, m0);
    low2 += q1 * n1;
    high2 += Math.multiplyHigh(p1, m1);
    low3 += q1 * n2;
    high3 += Math.multiplyHigh(p1, m2);
    low4 += q1 * n3;
    high4 += Math.multiplyHigh(p1, m3);
    low5 += q1 * n4;
    high5 += Math.multiplyHigh(p1, m4);
    low6 += q1 * n5;
    high6 += Math.multiplyHigh(p1, m5);
    long sum2 = low2 + carry2 + high1;
    long q2 = (sum2 * negativeInverse) & MASK;
    long p2 = q2 << 3;
    long carry3 = (sum2 - (high2 << 58) + MASK) >>> 58;
    high2 += Math.multiplyHigh(p2, m0);
    low3 += q2 * n1;
    high3 += Math.multiplyHigh(p2, m1);
    low4 += q2 * n2;
    high4 += Math.multiplyHigh(p2, m2);
    low5 += q2 * n3;
    high5 += Math.multiplyHigh(p2, m3);
    low6 += q2 * n4;
    high6 += Math.multiplyHigh(p2, m4);
    low7 += q2 * n5;
    high7 += Math.multiplyHigh(p2, m5);
    long sum3 = low3 + carry3 + high2;
    long q3 = (sum3 * negativeInverse) & MASK;
    long p3 = q3 << 3;
    long carry4 = (sum3 - (high3 << 58) + MASK) >>> 58;
    high3 += Math.multiplyHigh(p3, m0);
    low4 += q3 * n1;
    high4 += Math.multiplyHigh(p3, m1);
    low5 += q3 * n2;
    high5 += Math.multiplyHigh(p3, m2);
    low6 += q3 * n3;
    high6 += Math.multiplyHigh(p3, m3);
    low7 += q3 * n4;
    high7 += Math.multiplyHigh(p3, m4);
    low8 += q3 * n5;
    high8 += Math.multiplyHigh(p3, m5);
    long sum4 = low4 + carry4 + high3;
    long q4 = (sum4 * negativeInverse) & MASK;
    long p4 = q4 << 3;
    long carry5 = (sum4 - (high4 << 58) + MASK) >>> 58;
    high4 += Math.multiplyHigh(p4, m0);
    low5 += q4 * n1;
    high5 += Math.multiplyHigh(p4, m1);
    low6 += q4 * n2;
    high6 += Math.multiplyHigh(p4, m2);
    low7 += q4 * n3;
    high7 += Math.multiplyHigh(p4, m3);
    low8 += q4 * n4;
    high8 += Math.multiplyHigh(p4, m4);
    low9 += q4 * n5;
    high9 += Math.multiplyHigh(p4, m5);
    long sum5 = low5 + carry5 + high4;
    long q5 = (sum5 * negativeInverse) & MASK;
    long p5 = q5 << 3;
    long carry6 = (sum5 - (high5 << 58) + MASK) >>> 58;
    high5 += Math.multiplyHigh(p5, m0);
    low6 += q5 * n1;
    high6 += Math.multiplyHigh(p5, m1);
    low7 += q5 * n2;
    high7 += Math.multiplyHigh(p5, m2);
    low8 += q5 * n3;
    high8 += Math.multiplyHigh(p5, m3);
    low9 += q5 * n4;
    high9 += Math.multiplyHigh(p5, m4);
    low10 += q5 * n5;
    high10 += Math.multiplyHigh(p5, m5);
    long carry;
    carry = ((high5 + low6 - (high6 << 58) + carry6));
    to[0] = carry & MASK;
    carry = ((high6 + low7 - (high7 << 58))) + (carry >>> 58);
    to[1] = carry & MASK;
    carry = ((high7 + low8 - (high8 << 58))) + (carry >>> 58);
    to[2] = carry & MASK;
    carry = ((high8 + low9 - (high9 << 58))) + (carry >>> 58);
    to[3] = carry & MASK;
    carry = ((high9 + low10 - (high10 << 58))) + (carry >>> 58);
    to[4] = carry & MASK;
    carry = ((high10)) + (carry >>> 58);
    to[5] = carry;
  }

  @Override
  void square(long[] to, long[] x, long[] n, long negativeInverse) {
    long n0 = n[0];
    long m0 = n0 << 3;
    long n1 = n[1];
    long m1 = n1 << 3;
    long n2 = n[2];
    long m2 = n2 << 3;
    long n3 = n[3];
    long m3 = n3 << 3;
    long n4 = n[4];
    long m4 = n4 << 3;
    long n5 = n[5];
    long m5 = n5 << 3;
    long a0 = x[0];
    long a1 = x[1];
    long a2 = x[2];
    long a3 = x[3];
    long a4 = x[4];
    long a5 = x[5];
    long y0 = a0 << 3;
    long z0 = a0 << 3;
    long y1 = a1 << 3;
    long z1 = a1 << 3;
    long y2 = a2 << 3;
    long z2 = a2 << 3;
    long y3 = a3 << 3;
    long z3 = a3 << 3;
    long y4 = a4 << 3;
    long z4 = a4 << 3;
    long y5 = a5 << 3;
    long z5 = a5 << 3;
    long low0 = a0 * a0;
    long high0 = Math.multiplyHigh(y0, z0);
    long low1 = ((a0 * a1) << 1);
    long high1 = ((Math.multiplyHigh(y0, z1)) << 1);
    long low2 = ((a0 * a2) << 1) + a1 * a1;
    long high2 = ((Math.multiplyHigh(y0, z2)) << 1) + Math.multiplyHigh(y1, z1);
    long low3 = ((a0 * a3 + a1 * a2) << 1);
    long high3 = ((Math.multiplyHigh(y0, z3) + Math.multiplyHigh(y1, z2)) << 1);
    long low4 = ((a0 * a4 + a1 * a3) << 1) + a2 * a2;
    long high4 =
        ((Math.multiplyHigh(y0, z4) + Math.multiplyHigh(y1, z3)) << 1) + Math.multiplyHigh(y2, z2);
    long low5 = ((a0 * a5 + a1 * a4 + a2 * a3) << 1);
    long high5 =
        ((Math.multiplyHigh(y0, z5) + Math.multiplyHigh(y1, z4) + Math.multiplyHigh(y2, z3)) << 1);
    long low6 = ((a1 * a5 + a2 * a4) << 1) + a3 * a3;
    long high6 =
        ((Math.multiplyHigh(y1, z5) + Math.multiplyHigh(y2, z4)) << 1) + Math.multiplyHigh(y3, z3);
    long low7 = ((a2 * a5 + a3 * a4) << 1);
    long high7 = ((Math.multiplyHigh(y2, z5) + Math.multiplyHigh(y3, z4)) << 1);
    long low8 = ((a3 * a5) << 1) + a4 * a4;
    long high8 = ((Math.multiplyHigh(y3, z5)) << 1) + Math.multiplyHigh(y4, z4);
    long low9 = ((a4 * a5) << 1);
    long high9 = ((Math.multiplyHigh(y4, z5)) << 1);
    long low10 = a5 * a5;
    long high10 = Math.multiplyHigh(y5, z5);
    long sum0 = low0;
    long q0 = (sum0 * negativeInverse) & MASK;
    long p0 = q0 << 3;
    long carry1 = (sum0 - (high0 << 58) + MASK) >>> 58;
    high0 += Math.multiplyHigh(p0, m0);
    low1 += q0 * n1;
    high1 += Math.multiplyHigh(p0, m1);
    low2 += q0 * n2;
    high2 += Math.multiplyHigh(p0, m2);
    low3 += q0 * n3;
    high3 += Math.multiplyHigh(p0, m3);
    low4 += q0 * n4;
    high4 += Math.multiplyHigh(p0, m4);
    low5 += q0 * n5;
    high5 += Math.multiplyHigh(p0, m5);
    long sum1 = low1 + carry1 + high0;
    long q1 = (sum1 * negativeInverse) & MASK;
    long p1 = q1 << 3;
    long carry2 = (sum1 - (high1 << 58) + MASK) >>> 58;
    high1 += Math.multiplyHigh(p1, m0);
    low2 += q1 * n1;
    high2 += Math.multiplyHigh(p1, m1);
    low3 += q1 * n2;
    high3 += Math.multiplyHigh(p1, m2);
    low4 += q1 * n3;
    high4 += Math.multiplyHigh(p1, m3);
    low5 += q1 * n4;
    high5 += Math.multiplyHigh(p1, m4);
    low6 += q1 * n5;
    high6 += Math.multiplyHigh(p1, m5);
    long sum2 = low2 + carry2 + high1;
    long q2 = (sum2 * negativeInverse) & MASK;
    long p2 = q2 << 3;
    long carry3 = (sum2 - (high2 << 58) + MASK) >>> 58;
    high2 += Math.multiplyHigh(p2, m0);
    low3 += q2 * n1;
    high3 += Math.multiplyHigh(p2, m1);
    low4 += q2 * n2;
    high4 += Math.multiplyHigh(p2, m2);
    low5 += q2 * n3;
    high5 += Math.multiplyHigh(p2, m3);
    low6 += q2 * n4;
    high6 += Math.multiplyHigh(p2, m4);
    low7 += q2 * n5;
    high7 += Math.multiplyHigh(p2, m5);
    long sum3 = low3 + carry3 + high2;
    long q3 = (sum3 * negativeInverse) & MASK;
    long p3 = q3 << 3;
    long carry4 = (sum3 - (high3 << 58) + MASK) >>> 58;
    high3 += Math.multiplyHigh(p3, m0);
    low4 += q3 * n1;
    high4 += Math.multiplyHigh(p3, m1);
    low5 += q3 * n2;
    high5 += Math.multiplyHigh(p3, m2);
    low6 += q3 * n3;
    high6 += Math.multiplyHigh(p3, m3);
    low7 += q3 * n4;
    high7 += Math.multiplyHigh(p3, m4);
    low8 += q3 * n5;
    high8 += Math.multiplyHigh(p3, m5);
    long sum4 = low4 + carry4 + high3;
    long q4 = (sum4 * negativeInverse) & MASK;
    long p4 = q4 << 3;
    long carry5 = (sum4 - (high4 << 58) + MASK) >>> 58;
    high4 += Math.multiplyHigh(p4, m0);
    low5 += q4 * n1;
    high5 += Math.multiplyHigh(p4, m1);
    low6 += q4 * n2;
    high6 += Math.multiplyHigh(p4, m2);
    low7 += q4 * n3;
    high7 += Math.multiplyHigh(p4, m3);
    low8 += q4 * n4;
    high8 += Math.multiplyHigh(p4, m4);
    low9 += q4 * n5;
    high9 += Math.multiplyHigh(p4, m5);
    long sum5 = low5 + carry5 + high4;
    long q5 = (sum5 * negativeInverse) & MASK;
    long p5 = q5 << 3;
    long carry6 = (sum5 - (high5 << 58) + MASK) >>> 58;
    high5 += Math.multiplyHigh(p5, m0);
    low6 += q5 * n1;
    high6 += Math.multiplyHigh(p5, m1);
    low7 += q5 * n2;
    high7 += Math.multiplyHigh(p5, m2);
    low8 += q5 * n3;
    high8 += Math.multiplyHigh(p5, m3);
    low9 += q5 * n4;
    high9 += Math.multiplyHigh(p5, m4);
    low10 += q5 * n5;
    high10 += Math.multiplyHigh(p5, m5);
    long carry;
    carry = ((high5 + low6 - (high6 << 58) + carry6));
    to[0] = carry & MASK;
    carry = ((high6 + low7 - (high7 << 58))) + (carry >>> 58);
    to[1] = carry & MASK;
    carry = ((high7 + low8 - (high8 << 58))) + (carry >>> 58);
    to[2] = carry & MASK;
    carry = ((high8 + low9 - (high9 << 58))) + (carry >>> 58);
    to[3] = carry & MASK;
    carry = ((high9 + low10 - (high10 << 58))) + (carry >>> 58);
    to[4] = carry & MASK;
    carry = ((high10)) + (carry >>> 58);
    to[5] = carry;
  }

  @Override
  void squareAndDouble(long[] x, long[] n, long negativeInverse, long bits) {
    long n0 = n[0];
    long m0 = n0 << 3;
    long n1 = n[1];
    long m1 = n1 << 3;
    long n2 = n[2];
    long m2 = n2 << 3;
    long n3 = n[3];
    long m3 = n3 << 3;
    long n4 = n[4];
    long m4 = n4 << 3;
    long n5 = n[5];
    long m5 = n5 << 3;
    long a0 = x[0];
    long a1 = x[1];
    long a2 = x[2];
    long a3 = x[3];
    long a4 = x[4];
    long a5 = x[5];
    for (long rest = bits; rest != END; rest <<= 1) {
      int twice = (int) (rest >>> 63);
      long y0 = a0 << 3;
      long z0 = a0 << 3;
      long y1 = a1 << 3;
      long z1 = a1 << 3;
      long y2 = a2 << 3;
      long z2 = a2 << 3;
      long y3 = a3 << 3;
      long z3 = a3 << 3;
      long y4 = a4 << 3;
      long z4 = a4 << 3;
      long y5 = a5 << 3;
      long z5 = a5 << 3;
      long low0 = a0 * a0;
      long high0 = Math.multiplyHigh(y0, z0);
      long low1 = ((a0 * a1) << 1);
      long high1 = ((Math.multiplyHigh(y0, z1)) << 1);
      long low2 = ((a0 * a2) << 1) + a1 * a1;
      long high2 = ((Math.multiplyHigh(y0, z2)) << 1) + Math.multiplyHigh(y1, z1);
      long low3 = ((a0 * a3 + a1 * a2) << 1);
      long high3 = ((Math.multiplyHigh(y0, z3) + Math.multiplyHigh(y1, z2)) << 1);
      long low4 = ((a0 * a4 + a1 * a3) << 1) + a2 * a2;
      long high4 =
          ((Math.multiplyHigh(y0, z4) + Math.multiplyHigh(y1, z3)) << 1)
              + Math.multiplyHigh(y2, z2);
      long low5 = ((a0 * a5 + a1 * a4 + a2 * a3) << 1);
      long high5 =
          ((Math.multiplyHigh(y0, z5) + Math.multiplyHigh(y1, z4) + Math.multiplyHigh(y2, z3))
              << 1);
      long low6 = ((a1 * a5 + a2 * a4) << 1) + a3 * a3;
      long high6 =
          ((Math.multiplyHigh(y1, z5) + Math.multiplyHigh(y2, z4)) << 1)
              + Math.multiplyHigh(y3, z3);
      long low7 = ((a2 * a5 + a3 * a4) << 1);
      long high7 = ((Math.multiplyHigh(y2, z5) + Math.multiplyHigh(y3, z4)) << 1);
      long low8 = ((a3 * a5) << 1) + a4 * a4;
      long high8 = ((Math.multiplyHigh(y3, z5)) << 1) + Math.multiplyHigh(y4, z4);
      long low9 = ((a4 * a5) << 1);
      long high9 = ((Math.multiplyHigh(y4, z5)) << 1);
      long low10 = a5 * a5;
      long high10 = Math.multiplyHigh(y5, z5);
      long sum0 = low0;
      long q0 = (sum0 * negativeInverse) & MASK;
      long p0 = q0 << 3;
      long carry1 = (sum0 - (high0 << 58) + MASK) >>> 58;
      high0 += Math.multiplyHigh(p0, m0);
      low1 += q0 * n1;
      high1 += Math.multiplyHigh(p0, m1);
      low2 += q0 * n2;
      high2 += Math.multiplyHigh(p0, m2);
      low3 += q0 * n3;
      high3 += Math.multiplyHigh(p0, m3);
      low4 += q0 * n4;
      high4 += Math.multiplyHigh(p0, m4);
      low5 += q0 * n5;
      high5 += Math.multiplyHigh(p0, m5);
      long sum1 = low1 + carry1 + high0;
      long q1 = (sum1 * negativeInverse) & MASK;
      long p1 = q1 << 3;
      long carry2 = (sum1 - (high1 << 58) + MASK) >>> 58;
      high1 += Math.multiplyHigh(p1, m0);
      low2 += q1 * n1;
      high2 += Math.multiplyHigh(p1, m1);
      low3 += q1 * n2;
      high3 += Math.multiplyHigh(p1, m2);
      low4 += q1 * n3;
      high4 += Math.multiplyHigh(p1, m3);
      low5 += q1 * n4;
      high5 += Math.multiplyHigh(p1, m4);
      low6 += q1 * n5;
      high6 += Math.multiplyHigh(p1, m5);
      long sum2 = low2 + carry2 + high1;
      long q2 = (sum2 * negativeInverse) & MASK;
      long p2 = q2 << 3;
      long carry3 = (sum2 - (high2 << 58) + MASK) >>> 58;
      high2 += Math.multiplyHigh(p2, m0);
      low3 += q2 * n1;
      high3 += Math.multiplyHigh(p2, m1);
      low4 += q2 * n2;
      high4 += Math.multiplyHigh(p2, m2);
      low5 += q2 * n3;
      high5 += Math.multiplyHigh(p2, m3);
      low6 += q2 * n4;
      high6 += Math.multiplyHigh(p2, m4);
      low7 += q2 * n5;
      high7 += Math.multiplyHigh(p2, m5);
      long sum3 = low3 + carry3 + high2;
      long q3 = (sum3 * negativeInverse) & MASK;
      long p3 = q3 << 3;
      long carry4 = (sum3 - (high3 << 58) + MASK) >>> 58;
      high3 += Math.multiplyHigh(p3, m0);
      low4 += q3 * n1;
      high4 += Math.multiplyHigh(p3, m1);
      low5 += q3 * n2;
      high5 += Math.multiplyHigh(p3, m2);
      low6 += q3 * n3;
      high6 += Math.multiplyHigh(p3, m3);
      low7 += q3 * n4;
      high7 += Math.multiplyHigh(p3, m4);
      low8 += q3 * n5;
      high8 += Math.multiplyHigh(p3, m5);
      long sum4 = low4 + carry4 + high3;
      long q4 = (sum4 * negativeInverse) & MASK;
      long p4 = q4 << 3;
      long carry5 = (sum4 - (high4 << 58) + MASK) >>> 58;
      high4 += Math.multiplyHigh(p4, m0);
      low5 += q4 * n1;
      high5 += Math.multiplyHigh(p4, m1);
      low6 += q4 * n2;
      high6 += Math.multiplyHigh(p4, m2);
      low7 += q4 * n3;
      high7 += Math.multiplyHigh(p4, m3);
      low8 += q4 * n4;
      high8 += Math.multiplyHigh(p4, m4);
      low9 += q4 * n5;
      high9 += Math.multiplyHigh(p4, m5);
      long sum5 = low5 + carry5 + high4;
      long q5 = (sum5 * negativeInverse) & MASK;
      long p5 = q5 << 3;
      long carry6 = (sum5 - (high5 << 58) + MASK) >>> 58;
      high5 += Math.multiplyHigh(p5, m0);
      low6 += q5 * n1;
      high6 += Math.multiplyHigh(p5, m1);
      low7 += q5 * n2;
      high7 += Math.multiplyHigh(p5, m2);
      low8 += q5 * n3;
      high8 += Math.multiplyHigh(p5, m3);
      low9 += q5 * n4;
      high9 += Math.multiplyHigh(p5, m4);
      low10 += q5 * n5;
      high10 += Math.multiplyHigh(p5, m5);
      long carry;
      carry = ((high5 + low6 - (high6 << 58) + carry6) << twice);
      a0 = carry & MASK;
      carry = ((high6 + low7 - (high7 << 58)) << twice) + (carry >>> 58);
      a1 = carry & MASK;
      carry = ((high7 + low8 - (high8 << 58)) << twice) + (carry >>> 58);
      a2 = carry & MASK;
      carry = ((high8 + low9 - (high9 << 58)) << twice) + (carry >>> 58);
      a3 = carry & MASK;
      carry = ((high9 + low10 - (high10 << 58)) << twice) + (carry >>> 58);
      a4 = carry & MASK;
      carry = ((high10) << twice) + (carry >>> 58);
      a5 = carry;
    }
    x[0] = a0;
    x[1] = a1;
    x[2] = a2;
    x[3] = a3;
    x[4] = a4;
    x[5] = a5;
  }

  @Override
  void lucas(
      long[] v, long[] w, long[] n, long negativeInverse, long[] minusP, long[] minus2, long bits) {
    long n0 = n[0];
    long m0 = n0 << 3;
    long n1 = n[1];
    long m1 = n1 << 3;
    long n2 = n[2];
    long m2 = n2 << 3;
    long n3 = n[3];
    long m3 = n3 << 3;
    long n4 = n[4];
    long m4 = n4 << 3;
    long n5 = n[5];
    long m5 = n5 << 3;
    long a0 = v[0];
    long b0 = w[0];
    long a1 = v[1];
    long b1 = w[1];
    long a2 = v[2];
    long b2 = w[2];
    long a3 = v[3];
    long b3 = w[3];
    long a4 = v[4];
    long b4 = w[4];
    long a5 = v[5];
    long b5 = w[5];
    long e0 = minusP[0];
    long f0 = minus2[0];
    long e1 = minusP[1];
    long f1 = minus2[1];
    long e2 = minusP[2];
    long f2 = minus2[2];
    long e3 = minusP[3];
    long f3 = minus2[3];
    long e4 = minusP[4];
    long f4 = minus2[4];
    long e5 = minusP[5];
    long f5 = minus2[5];
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
      long x3 = (a3 ^ b3) & exchange;
      a3 ^= x3;
      b3 ^= x3;
      long x4 = (a4 ^ b4) & exchange;
      a4 ^= x4;
      b4 ^= x4;
      long x5 = (a5 ^ b5) & exchange;
      a5 ^= x5;
      b5 ^= x5;
      long yM0 = a0 << 3;
      long zM0 = b0 << 3;
      long yM1 = a1 << 3;
      long zM1 = b1 << 3;
      long yM2 = a2 << 3;
      long zM2 = b2 << 3;
      long yM3 = a3 << 3;
      long zM3 = b3 << 3;
      long yM4 = a4 << 3;
      long zM4 = b4 << 3;
      long yM5 = a5 << 3;
      long zM5 = b5 << 3;
      long lowM0 = a0 * b0;
      long highM0 = Math.multiplyHigh(yM0, zM0);
      long lowM1 = a0 * b1 + a1 * b0;
      long highM1 = Math.multiplyHigh(yM0, zM1) + Math.multiplyHigh(yM1, zM0);
      long lowM2 = a0 * b2 + a1 * b1 + a2 * b0;
      long highM2 =
          Math.multiplyHigh(yM0, zM2) + Math.multiplyHigh(yM1, zM1) + Math.multiplyHigh(yM2, zM0);
      long lowM3 = a0 * b3 + a1 * b2 + a2 * b1 + a3 * b0;
      long highM3 =
          Math.multiplyHigh(yM0, zM3)
              + Math.multiplyHigh(yM1, zM2)
              + Math.multiplyHigh(yM2, zM1)
              + Math.multiplyHigh(yM3, zM0);
      long lowM4 = a0 * b4 + a1 * b3 + a2 * b2 + a3 * b1 + a4 * b0;
      long highM4 =
          Math.multiplyHigh(yM0, zM4)
              + Math.multiplyHigh(yM1, zM3)
              + Math.multiplyHigh(yM2, zM2)
              + Math.multiplyHigh(yM3, zM1)
              + Math.multiplyHigh(yM4, zM0);
      long lowM5 = a0 * b5 + a1 * b4 + a2 * b3 + a3 * b2 + a4 * b1 + a5 * b0;
      long highM5 =
          Math.multiplyHigh(yM0, zM5)
              + Math.multiplyHigh(yM1, zM4)
              + Math.multiplyHigh(yM2, zM3)
              + Math.multiplyHigh(yM3, zM2)
              + Math.multiplyHigh(yM4, zM1)
              + Math.multiplyHigh(yM5, zM0);
      long lowM6 = a1 * b5 + a2 * b4 + a3 * b3 + a4 * b2 + a5 * b1;
      long highM6 =
          Math.multiplyHigh(yM1, zM5)
              + Math.multiplyHigh(yM2, zM4)
              + Math.multiplyHigh(yM3, zM3)
              + Math.multiplyHigh(yM4, zM2)
              + Math.multiplyHigh(yM5, zM1);
      long lowM7 = a2 * b5 + a3 * b4 + a4 * b3 + a5 * b2;
      long highM7 =
          Math.multiplyHigh(yM2, zM5)
              + Math.multiplyHigh(yM3, zM4)
              + Math.multiplyHigh(yM4, zM3)
              + Math.multiplyHigh(yM5, zM2);
      long lowM8 = a3 * b5 + a4 * b4 + a5 * b3;
      long highM8 =
          Math.multiplyHigh(yM3, zM5) + Math.multiplyHigh(yM4, zM4) + Math.multiplyHigh(yM5, zM3);
      long lowM9 = a4 * b5 + a5 * b4;
      long highM9 = Math.multiplyHigh(yM4, zM5) + Math.multiplyHigh(yM5, zM4);
      long lowM10 = a5 * b5;
      long highM10 = Math.multiplyHigh(yM5, zM5);
      long sumM0 = lowM0;
      long qM0 = (sumM0 * negativeInverse) & MASK;
      long pM0 = qM0 << 3;
      long carryM1 = (sumM0 - (highM0 << 58) + MASK) >>> 58;
      highM0 += Math.multiplyHigh(pM0, m0);
      lowM1 += qM0 * n1;
      highM1 += Math.multiplyHigh(pM0, m1);
      lowM2 += qM0 * n2;
      highM2 += Math.multiplyHigh(pM0, m2);
      lowM3 += qM0 * n3;
      highM3 += Math.multiplyHigh(pM0, m3);
      lowM4 += qM0 * n4;
      highM4 += Math.multiplyHigh(pM0, m4);
      lowM5 += qM0 * n5;
      highM5 += Math.multiplyHigh(pM0, m5);
      long sumM1 = lowM1 + carryM1 + highM0;
      long qM1 = (sumM1 * negativeInverse) & MASK;
      long pM1 = qM1 << 3;
      long carryM2 = (sumM1 - (highM1 << 58) + MASK) >>> 58;
      highM1 += Math.multiplyHigh(pM1, m0);
      lowM2 += qM1 * n1;
      highM2 += Math.multiplyHigh(pM1, m1);
      lowM3 += qM1 * n2;
      highM3 += Math.multiplyHigh(pM1, m2);
      lowM4 += qM1 * n3;
      highM4 += Math.multiplyHigh(pM1, m3);
      lowM5 += qM1 * n4;
      highM5 += Math.multiplyHigh(pM1, m4);
      lowM6 += qM1 * n5;
      highM6 += Math.multiplyHigh(pM1, m5);
      long sumM2 = lowM2 + carryM2 + highM1;
      long qM2 = (sumM2 * negativeInverse) & MASK;
      long pM2 = qM2 << 3;
      long carryM3 = (sumM2 - (highM2 << 58) + MASK) >>> 58;
      highM2 += Math.multiplyHigh(pM2, m0);
      lowM3 += qM2 * n1;
      highM3 += Math.multiplyHigh(pM2, m1);
      lowM4 += qM2 * n2;
      highM4 += Math.multiplyHigh(pM2, m2);
      lowM5 += qM2 * n3;
      highM5 += Math.multiplyHigh(pM2, m3);
      lowM6 += qM2 * n4;
      highM6 += Math.multiplyHigh(pM2, m4);
      lowM7 += qM2 * n5;
      highM7 += Math.multiplyHigh(pM2, m5);
      long sumM3 = lowM3 + carryM3 + highM2;
      long qM3 = (sumM3 * negativeInverse) & MASK;
      long pM3 = qM3 << 3;
      long carryM4 = (sumM3 - (highM3 << 58) + MASK) >>> 58;
      highM3 += Math.multiplyHigh(pM3, m0);
      lowM4 += qM3 * n1;
      highM4 += Math.multiplyHigh(pM3, m1);
      lowM5 += qM3 * n2;
      highM5 += Math.multiplyHigh(pM3, m2);
      lowM6 += qM3 * n3;
      highM6 += Math.multiplyHigh(pM3, m3);
      lowM7 += qM3 * n4;
      highM7 += Math.multiplyHigh(pM3, m4);
      lowM8 += qM3 * n5;
      highM8 += Math.multiplyHigh(pM3, m5);
      long sumM4 = lowM4 + carryM4 + highM3;
      long qM4 = (sumM4 * negativeInverse) & MASK;
      long pM4 = qM4 << 3;
      long carryM5 = (sumM4 - (highM4 << 58) + MASK) >>> 58;
      highM4 += Math.multiplyHigh(pM4, m0);
      lowM5 += qM4 * n1;
      highM5 += Math.multiplyHigh(pM4, m1);
      lowM6 += qM4 * n2;
      highM6 += Math.multiplyHigh(pM4, m2);
      lowM7 += qM4 * n3;
      highM7 += Math.multiplyHigh(pM4, m3);
      lowM8 += qM4 * n4;
      highM8 += Math.multiplyHigh(pM4, m4);
      lowM9 += qM4 * n5;
      highM9 += Math.multiplyHigh(pM4, m5);
      long sumM5 = lowM5 + carryM5 + highM4;
      long qM5 = (sumM5 * negativeInverse) & MASK;
      long pM5 = qM5 << 3;
      long carryM6 = (sumM5 - (highM5 << 58) + MASK) >>> 58;
      highM5 += Math.multiplyHigh(pM5, m0);
      lowM6 += qM5 * n1;
      highM6 += Math.multiplyHigh(pM5, m1);
      lowM7 += qM5 * n2;
      highM7 += Math.multiplyHigh(pM5, m2);
      lowM8 += qM5 * n3;
      highM8 += Math.multiplyHigh(pM5, m3);
      lowM9 += qM5 * n4;
      highM9 += Math.multiplyHigh(pM5, m4);
      lowM10 += qM5 * n5;
      highM10 += Math.multiplyHigh(pM5, m5);
      long yS0 = a0 << 3;
      long zS0 = a0 << 3;
      long yS1 = a1 << 3;
      long zS1 = a1 << 3;
      long yS2 = a2 << 3;
      long zS2 = a2 << 3;
      long yS3 = a3 << 3;
      long zS3 = a3 << 3;
      long yS4 = a4 << 3;
      long zS4 = a4 << 3;
      long yS5 = a5 << 3;
      long zS5 = a5 << 3;
      long lowS0 = a0 * a0;
      long highS0 = Math.multiplyHigh(yS0, zS0);
      long lowS1 = ((a0 * a1) << 1);
      long highS1 = ((Math.multiplyHigh(yS0, zS1)) << 1);
      long lowS2 = ((a0 * a2) << 1) + a1 * a1;
      long highS2 = ((Math.multiplyHigh(yS0, zS2)) << 1) + Math.multiplyHigh(yS1, zS1);
      long lowS3 = ((a0 * a3 + a1 * a2) << 1);
      long highS3 = ((Math.multiplyHigh(yS0, zS3) + Math.multiplyHigh(yS1, zS2)) << 1);
      long lowS4 = ((a0 * a4 + a1 * a3) << 1) + a2 * a2;
      long highS4 =
          ((Math.multiplyHigh(yS0, zS4) + Math.multiplyHigh(yS1, zS3)) << 1)
              + Math.multiplyHigh(yS2, zS2);
      long lowS5 = ((a0 * a5 + a1 * a4 + a2 * a3) << 1);
      long highS5 =
          ((Math.multiplyHigh(yS0, zS5) + Math.multiplyHigh(yS1, zS4) + Math.multiplyHigh(yS2, zS3))
              << 1);
      long lowS6 = ((a1 * a5 + a2 * a4) << 1) + a3 * a3;
      long highS6 =
          ((Math.multiplyHigh(yS1, zS5) + Math.multiplyHigh(yS2, zS4)) << 1)
              + Math.multiplyHigh(yS3, zS3);
      long lowS7 = ((a2 * a5 + a3 * a4) << 1);
      long highS7 = ((Math.multiplyHigh(yS2, zS5) + Math.multiplyHigh(yS3, zS4)) << 1);
      long lowS8 = ((a3 * a5) << 1) + a4 * a4;
      long highS8 = ((Math.multiplyHigh(yS3, zS5)) << 1) + Math.multiplyHigh(yS4, zS4);
      long lowS9 = ((a4 * a5) << 1);
      long highS9 = ((Math.multiplyHigh(yS4, zS5)) << 1);
      long lowS10 = a5 * a5;
      long highS10 = Math.multiplyHigh(yS5, zS5);
      long sumS0 = lowS0;
      long qS0 = (sumS0 * negativeInverse) & MASK;
      long pS0 = qS0 << 3;
      long carryS1 = (sumS0 - (highS0 << 58) + MASK) >>> 58;
      highS0 += Math.multiplyHigh(pS0, m0);
      lowS1 += qS0 * n1;
      highS1 += Math.multiplyHigh(pS0, m1);
      lowS2 += qS0 * n2;
      highS2 += Math.multiplyHigh(pS0, m2);
      lowS3 += qS0 * n3;
      highS3 += Math.multiplyHigh(pS0, m3);
      lowS4 += qS0 * n4;
      highS4 += Math.multiplyHigh(pS0, m4);
      lowS5 += qS0 * n5;
      highS5 += Math.multiplyHigh(pS0, m5);
      long sumS1 = lowS1 + carryS1 + highS0;
      long qS1 = (sumS1 * negativeInverse) & MASK;
      long pS1 = qS1 << 3;
      long carryS2 = (sumS1 - (highS1 << 58) + MASK) >>> 58;
      highS1 += Math.multiplyHigh(pS1, m0);
      lowS2 += qS1 * n1;
      highS2 += Math.multiplyHigh(pS1, m1);
      lowS3 += qS1 * n2;
      highS3 += Math.multiplyHigh(pS1, m2);
      lowS4 += qS1 * n3;
      highS4 += Math.multiplyHigh(pS1, m3);
      lowS5 += qS1 * n4;
      highS5 += Math.multiplyHigh(pS1, m4);
      lowS6 += qS1 * n5;
      highS6 += Math.multiplyHigh(pS1, m5);
      long sumS2 = lowS2 + carryS2 + highS1;
      long qS2 = (sumS2 * negativeInverse) & MASK;
      long pS2 = qS2 << 3;
      long carryS3 = (sumS2 - (highS2 << 58) + MASK) >>> 58;
      highS2 += Math.multiplyHigh(pS2, m0);
      lowS3 += qS2 * n1;
      highS3 += Math.multiplyHigh(pS2, m1);
      lowS4 += qS2 * n2;
      highS4 += Math.multiplyHigh(pS2, m2);
      lowS5 += qS2 * n3;
      highS5 += Math.multiplyHigh(pS2, m3);
      lowS6 += qS2 * n4;
      highS6 += Math.multiplyHigh(pS2, m4);
      lowS7 += qS2 * n5;
      highS7 += Math.multiplyHigh(pS2, m5);
      long sumS3 = lowS3 + carryS3 + highS2;
      long qS3 = (sumS3 * negativeInverse) & MASK;
      long pS3 = qS3 << 3;
      long carryS4 = (sumS3 - (highS3 << 58) + MASK) >>> 58;
      highS3 += Math.multiplyHigh(pS3, m0);
      lowS4 += qS3 * n1;
      highS4 += Math.multiplyHigh(pS3, m1);
      lowS5 += qS3 * n2;
      highS5 += Math.multiplyHigh(pS3, m2);
      lowS6 += qS3 * n3;
      highS6 += Math.multiplyHigh(pS3, m3);
      lowS7 += qS3 * n4;
      highS7 += Math.multiplyHigh(pS3, m4);
      lowS8 += qS3 * n5;
      highS8 += Math.multiplyHigh(pS3, m5);
      long sumS4 = lowS4 + carryS4 + highS3;
      long qS4 = (sumS4 * negativeInverse) & MASK;
      long pS4 = qS4 << 3;
      long carryS5 = (sumS4 - (highS4 << 58) + MASK) >>> 58;
      highS4 += Math.multiplyHigh(pS4, m0);
      lowS5 += qS4 * n1;
      highS5 += Math.multiplyHigh(pS4, m1);
      lowS6 += qS4 * n2;
      highS6 += Math.multiplyHigh(pS4, m2);
      lowS7 += qS4 * n3;
      highS7 += Math.multiplyHigh(pS4, m3);
      lowS8 += qS4 * n4;
      highS8 += Math.multiplyHigh(pS4, m4);
      lowS9 += qS4 * n5;
      highS9 += Math.multiplyHigh(pS4, m5);
      long sumS5 = lowS5 + carryS5 + highS4;
      long qS5 = (sumS5 * negativeInverse) & MASK;
      long pS5 = qS5 << 3;
      long carryS6 = (sumS5 - (highS5 << 58) + MASK) >>> 58;
      highS5 += Math.multiplyHigh(pS5, m0);
      lowS6 += qS5 * n1;
      highS6 += Math.multiplyHigh(pS5, m1);
      lowS7 += qS5 * n2;
      highS7 += Math.multiplyHigh(pS5, m2);
      lowS8 += qS5 * n3;
      highS8 += Math.multiplyHigh(pS5, m3);
      lowS9 += qS5 * n4;
      highS9 += Math.multiplyHigh(pS5, m4);
      lowS10 += qS5 * n5;
      highS10 += Math.multiplyHigh(pS5, m5);
      carry = ((highM5 + lowM6 - (highM6 << 58) + carryM6)) + e0;
      b0 = carry & MASK;
      carry = ((highM6 + lowM7 - (highM7 << 58))) + (carry >>> 58) + e1;
      b1 = carry & MASK;
      carry = ((highM7 + lowM8 - (highM8 << 58))) + (carry >>> 58) + e2;
      b2 = carry & MASK;
      carry = ((highM8 + lowM9 - (highM9 << 58))) + (carry >>> 58) + e3;
      b3 = carry & MASK;
      carry = ((highM9 + lowM10 - (highM10 << 58))) + (carry >>> 58) + e4;
      b4 = carry & MASK;
      carry = ((highM10)) + (carry >>> 58) + e5;
      b5 = carry;
      carry = ((highS5 + lowS6 - (highS6 << 58) + carryS6)) + f0;
      a0 = carry & MASK;
      carry = ((highS6 + lowS7 - (highS7 << 58))) + (carry >>> 58) + f1;
      a1 = carry & MASK;
      carry = ((highS7 + lowS8 - (highS8 << 58))) + (carry >>> 58) + f2;
      a2 = carry & MASK;
      carry = ((highS8 + lowS9 - (highS9 << 58))) + (carry >>> 58) + f3;
      a3 = carry & MASK;
      carry = ((highS9 + lowS10 - (highS10 << 58))) + (carry >>> 58) + f4;
      a4 = carry & MASK;
      carry = ((highS10)) + (carry >>> 58) + f5;
      a5 = carry;
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
    long x3 = (a3 ^ b3) & last;
    v[3] = a3 ^ x3;
    w[3] = b3 ^ x3;
    long x4 = (a4 ^ b4) & last;
    v[4] = a4 ^ x4;
    w[4] = b4 ^ x4;
    long x5 = (a5 ^ b5) & last;
    v[5] = a5 ^ x5;
    w[5] = b5 ^ x5;
  }
}
