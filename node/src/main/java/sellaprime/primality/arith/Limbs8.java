package sellaprime.primality.arith;

/** 8 limbs of 58 bits. Written by {@code LimbKernelWriter}; do not edit. */
@SuppressWarnings("UnnecessaryParentheses")
final class Limbs8 extends LimbKernel {
  private static final long MASK = (1L << 58) - 1;

  @Override
  int limbs() {
    return 8;
  }

  @Override
  int width() {
    return 58;
  }

  @Override
  int maxBits() {
    return 460;
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
    long n6 = n[6];
    long m6 = n6 << 3;
    long n7 = n[7];
    long m7 = n7 << 3;
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
    long a6 = x[6];
    long b6 = y[6];
    long a7 = x[7];
    long b7 = y[7];
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
    long y6 = a6 << 3;
    long z6 = b6 << 3;
    long y7 = a7 << 3;
    long z7 = b7 << 3;
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
    long low6 = a0 * b6 + a1 * b5 + a2 * b4 + a3 * b3 + a4 * b2 + a5 * b1 + a6 * b0;
    long high6 =
        Math.multiplyHigh(y0, z6)
            + Math.multiplyHigh(y1, z5)
            + Math.multiplyHigh(y2, z4)
            + Math.multiplyHigh(y3, z3)
            + Math.multiplyHigh(y4, z2)
            + Math.multiplyHigh(y5, z1)
            + Math.multiplyHigh(y6, z0);
    long low7 = a0 * b7 + a1 * b6 + a2 * b5 + a3 * b4 + a4 * b3 + a5 * b2 + a6 * b1 + a7 * b0;
    long high7 =
        Math.multiplyHigh(y0, z7)
            + Math.multiplyHigh(y1, z6)
            + Math.multiplyHigh(y2, z5)
            + Math.multiplyHigh(y3, z4)
            + Math.multiplyHigh(y4, z3)
            + Math.multiplyHigh(y5, z2)
            + Math.multiplyHigh(y6, z1)
            + Math.multiplyHigh(y7, z0);
    long low8 = a1 * b7 + a2 * b6 + a3 * b5 + a4 * b4 + a5 * b3 + a6 * b2 + a7 * b1;
    long high8 =
        Math.multiplyHigh(y1, z7)
            + Math.multiplyHigh(y2, z6)
            + Math.multiplyHigh(y3, z5)
            + Math.multiplyHigh(y4, z4)
            + Math.multiplyHigh(y5, z3)
            + Math.multiplyHigh(y6, z2)
            + Math.multiplyHigh(y7, z1);
    long low9 = a2 * b7 + a3 * b6 + a4 * b5 + a5 * b4 + a6 * b3 + a7 * b2;
    long high9 =
        Math.multiplyHigh(y2, z7)
            + Math.multiplyHigh(y3, z6)
            + Math.multiplyHigh(y4, z5)
            + Math.multiplyHigh(y5, z4)
            + Math.multiplyHigh(y6, z3)
            + Math.multiplyHigh(y7, z2);
    long low10 = a3 * b7 + a4 * b6 + a5 * b5 + a6 * b4 + a7 * b3;
    long high10 =
        Math.multiplyHigh(y3, z7)
            + Math.multiplyHigh(y4, z6)
            + Math.multiplyHigh(y5, z5)
            + Math.multiplyHigh(y6, z4)
            + Math.multiplyHigh(y7, z3);
    long low11 = a4 * b7 + a5 * b6 + a6 * b5 + a7 * b4;
    long high11 =
        Math.multiplyHigh(y4, z7)
            + Math.multiplyHigh(y5, z6)
            + Math.multiplyHigh(y6, z5)
            + Math.multiplyHigh(y7, z4);
    long low12 = a5 * b7 + a6 * b6 + a7 * b5;
    long high12 = Math.multiplyHigh(y5, z7) + Math.multiplyHigh(y6, z6) + Math.multiplyHigh(y7, z5);
    long low13 = a6 * b7 + a7 * b6;
    long high13 = Math.multiplyHigh(y6, z7) + Math.multiplyHigh(y7, z6);
    long low14 = a7 * b7;
    long high14 = Math.multiplyHigh(y7, z7);
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
    low6 += q0 * n6;
    high6 += Math.multiplyHigh(p0, m6);
    low7 += q0 * n7;
    high7 += Math.multiplyHigh(p0, m7);
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
    low7 += q1 * n6;
    high7 += Math.multiplyHigh(p1, m6);
    low8 += q1 * n7;
    high8 += Math.multiplyHigh(p1, m7);
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
    low8 += q2 * n6;
    high8 += Math.multiplyHigh(p2, m6);
    low9 += q2 * n7;
    high9 += Math.multiplyHigh(p2, m7);
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
    low9 += q3 * n6;
    high9 += Math.multiplyHigh(p3, m6);
    low10 += q3 * n7;
    high10 += Math.multiplyHigh(p3, m7);
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
    low10 += q4 * n6;
    high10 += Math.multiplyHigh(p4, m6);
    low11 += q4 * n7;
    high11 += Math.multiplyHigh(p4, m7);
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
    low11 += q5 * n6;
    high11 += Math.multiplyHigh(p5, m6);
    low12 += q5 * n7;
    high12 += Math.multiplyHigh(p5, m7);
    long sum6 = low6 + carry6 + high5;
    long q6 = (sum6 * negativeInverse) & MASK;
    long p6 = q6 << 3;
    long carry7 = (sum6 - (high6 << 58) + MASK) >>> 58;
    high6 += Math.multiplyHigh(p6, m0);
    low7 += q6 * n1;
    high7 += Math.multiplyHigh(p6, m1);
    low8 += q6 * n2;
    high8 += Math.multiplyHigh(p6, m2);
    low9 += q6 * n3;
    high9 += Math.multiplyHigh(p6, m3);
    low10 += q6 * n4;
    high10 += Math.multiplyHigh(p6, m4);
    low11 += q6 * n5;
    high11 += Math.multiplyHigh(p6, m5);
    low12 += q6 * n6;
    high12 += Math.multiplyHigh(p6, m6);
    low13 += q6 * n7;
    high13 += Math.multiplyHigh(p6, m7);
    long sum7 = low7 + carry7 + high6;
    long q7 = (sum7 * negativeInverse) & MASK;
    long p7 = q7 << 3;
    long carry8 = (sum7 - (high7 << 58) + MASK) >>> 58;
    high7 += Math.multiplyHigh(p7, m0);
    low8 += q7 * n1;
    high8 += Math.multiplyHigh(p7, m1);
    low9 += q7 * n2;
    high9 += Math.multiplyHigh(p7, m2);
    low10 += q7 * n3;
    high10 += Math.multiplyHigh(p7, m3);
    low11 += q7 * n4;
    high11 += Math.multiplyHigh(p7, m4);
    low12 += q7 * n5;
    high12 += Math.multiplyHigh(p7, m5);
    low13 += q7 * n6;
    high13 += Math.multiplyHigh(p7, m6);
    low14 += q7 * n7;
    high14 += Math.multiplyHigh(p7, m7);
    long carry;
    carry = ((high7 + low8 - (high8 << 58) + carry8));
    to[0] = carry & MASK;
    carry = ((high8 + low9 - (high9 << 58))) + (carry >>> 58);
    to[1] = carry & MASK;
    carry = ((high9 + low10 - (high10 << 58))) + (carry >>> 58);
    to[2] = carry & MASK;
    carry = ((high10 + low11 - (high11 << 58))) + (carry >>> 58);
    to[3] = carry & MASK;
    carry = ((high11 + low12 - (high12 << 58))) + (carry >>> 58);
    to[4] = carry & MASK;
    carry = ((high12 + low13 - (high13 << 58))) + (carry >>> 58);
    to[5] = carry & MASK;
    carry = ((high13 + low14 - (high14 << 58))) + (carry >>> 58);
    to[6] = carry & MASK;
    carry = ((high14)) + (carry >>> 58);
    to[7] = carry;
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
    long n6 = n[6];
    long m6 = n6 << 3;
    long n7 = n[7];
    long m7 = n7 << 3;
    long a0 = x[0];
    long a1 = x[1];
    long a2 = x[2];
    long a3 = x[3];
    long a4 = x[4];
    long a5 = x[5];
    long a6 = x[6];
    long a7 = x[7];
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
    long y6 = a6 << 3;
    long z6 = a6 << 3;
    long y7 = a7 << 3;
    long z7 = a7 << 3;
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
    long low6 = ((a0 * a6 + a1 * a5 + a2 * a4) << 1) + a3 * a3;
    long high6 =
        ((Math.multiplyHigh(y0, z6) + Math.multiplyHigh(y1, z5) + Math.multiplyHigh(y2, z4)) << 1)
            + Math.multiplyHigh(y3, z3);
    long low7 = ((a0 * a7 + a1 * a6 + a2 * a5 + a3 * a4) << 1);
    long high7 =
        ((Math.multiplyHigh(y0, z7)
                + Math.multiplyHigh(y1, z6)
                + Math.multiplyHigh(y2, z5)
                + Math.multiplyHigh(y3, z4))
            << 1);
    long low8 = ((a1 * a7 + a2 * a6 + a3 * a5) << 1) + a4 * a4;
    long high8 =
        ((Math.multiplyHigh(y1, z7) + Math.multiplyHigh(y2, z6) + Math.multiplyHigh(y3, z5)) << 1)
            + Math.multiplyHigh(y4, z4);
    long low9 = ((a2 * a7 + a3 * a6 + a4 * a5) << 1);
    long high9 =
        ((Math.multiplyHigh(y2, z7) + Math.multiplyHigh(y3, z6) + Math.multiplyHigh(y4, z5)) << 1);
    long low10 = ((a3 * a7 + a4 * a6) << 1) + a5 * a5;
    long high10 =
        ((Math.multiplyHigh(y3, z7) + Math.multiplyHigh(y4, z6)) << 1) + Math.multiplyHigh(y5, z5);
    long low11 = ((a4 * a7 + a5 * a6) << 1);
    long high11 = ((Math.multiplyHigh(y4, z7) + Math.multiplyHigh(y5, z6)) << 1);
    long low12 = ((a5 * a7) << 1) + a6 * a6;
    long high12 = ((Math.multiplyHigh(y5, z7)) << 1) + Math.multiplyHigh(y6, z6);
    long low13 = ((a6 * a7) << 1);
    long high13 = ((Math.multiplyHigh(y6, z7)) << 1);
    long low14 = a7 * a7;
    long high14 = Math.multiplyHigh(y7, z7);
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
    low6 += q0 * n6;
    high6 += Math.multiplyHigh(p0, m6);
    low7 += q0 * n7;
    high7 += Math.multiplyHigh(p0, m7);
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
    low7 += q1 * n6;
    high7 += Math.multiplyHigh(p1, m6);
    low8 += q1 * n7;
    high8 += Math.multiplyHigh(p1, m7);
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
    low8 += q2 * n6;
    high8 += Math.multiplyHigh(p2, m6);
    low9 += q2 * n7;
    high9 += Math.multiplyHigh(p2, m7);
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
    low9 += q3 * n6;
    high9 += Math.multiplyHigh(p3, m6);
    low10 += q3 * n7;
    high10 += Math.multiplyHigh(p3, m7);
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
    low10 += q4 * n6;
    high10 += Math.multiplyHigh(p4, m6);
    low11 += q4 * n7;
    high11 += Math.multiplyHigh(p4, m7);
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
    low11 += q5 * n6;
    high11 += Math.multiplyHigh(p5, m6);
    low12 += q5 * n7;
    high12 += Math.multiplyHigh(p5, m7);
    long sum6 = low6 + carry6 + high5;
    long q6 = (sum6 * negativeInverse) & MASK;
    long p6 = q6 << 3;
    long carry7 = (sum6 - (high6 << 58) + MASK) >>> 58;
    high6 += Math.multiplyHigh(p6, m0);
    low7 += q6 * n1;
    high7 += Math.multiplyHigh(p6, m1);
    low8 += q6 * n2;
    high8 += Math.multiplyHigh(p6, m2);
    low9 += q6 * n3;
    high9 += Math.multiplyHigh(p6, m3);
    low10 += q6 * n4;
    high10 += Math.multiplyHigh(p6, m4);
    low11 += q6 * n5;
    high11 += Math.multiplyHigh(p6, m5);
    low12 += q6 * n6;
    high12 += Math.multiplyHigh(p6, m6);
    low13 += q6 * n7;
    high13 += Math.multiplyHigh(p6, m7);
    long sum7 = low7 + carry7 + high6;
    long q7 = (sum7 * negativeInverse) & MASK;
    long p7 = q7 << 3;
    long carry8 = (sum7 - (high7 << 58) + MASK) >>> 58;
    high7 += Math.multiplyHigh(p7, m0);
    low8 += q7 * n1;
    high8 += Math.multiplyHigh(p7, m1);
    low9 += q7 * n2;
    high9 += Math.multiplyHigh(p7, m2);
    low10 += q7 * n3;
    high10 += Math.multiplyHigh(p7, m3);
    low11 += q7 * n4;
    high11 += Math.multiplyHigh(p7, m4);
    low12 += q7 * n5;
    high12 += Math.multiplyHigh(p7, m5);
    low13 += q7 * n6;
    high13 += Math.multiplyHigh(p7, m6);
    low14 += q7 * n7;
    high14 += Math.multiplyHigh(p7, m7);
    long carry;
    carry = ((high7 + low8 - (high8 << 58) + carry8));
    to[0] = carry & MASK;
    carry = ((high8 + low9 - (high9 << 58))) + (carry >>> 58);
    to[1] = carry & MASK;
    carry = ((high9 + low10 - (high10 << 58))) + (carry >>> 58);
    to[2] = carry & MASK;
    carry = ((high10 + low11 - (high11 << 58))) + (carry >>> 58);
    to[3] = carry & MASK;
    carry = ((high11 + low12 - (high12 << 58))) + (carry >>> 58);
    to[4] = carry & MASK;
    carry = ((high12 + low13 - (high13 << 58))) + (carry >>> 58);
    to[5] = carry & MASK;
    carry = ((high13 + low14 - (high14 << 58))) + (carry >>> 58);
    to[6] = carry & MASK;
    carry = ((high14)) + (carry >>> 58);
    to[7] = carry;
  }

  @Override
  void squareAndDouble(long[] x, long[] n, long negativeInverse, long bits) {
    for (long rest = bits; rest != END; rest <<= 1) {
      step(x, n, negativeInverse, (int) (rest >>> 63));
    }
  }

  private static void step(long[] x, long[] n, long negativeInverse, int twice) {
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
    long n6 = n[6];
    long m6 = n6 << 3;
    long n7 = n[7];
    long m7 = n7 << 3;
    long a0 = x[0];
    long a1 = x[1];
    long a2 = x[2];
    long a3 = x[3];
    long a4 = x[4];
    long a5 = x[5];
    long a6 = x[6];
    long a7 = x[7];
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
    long y6 = a6 << 3;
    long z6 = a6 << 3;
    long y7 = a7 << 3;
    long z7 = a7 << 3;
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
    long low6 = ((a0 * a6 + a1 * a5 + a2 * a4) << 1) + a3 * a3;
    long high6 =
        ((Math.multiplyHigh(y0, z6) + Math.multiplyHigh(y1, z5) + Math.multiplyHigh(y2, z4)) << 1)
            + Math.multiplyHigh(y3, z3);
    long low7 = ((a0 * a7 + a1 * a6 + a2 * a5 + a3 * a4) << 1);
    long high7 =
        ((Math.multiplyHigh(y0, z7)
                + Math.multiplyHigh(y1, z6)
                + Math.multiplyHigh(y2, z5)
                + Math.multiplyHigh(y3, z4))
            << 1);
    long low8 = ((a1 * a7 + a2 * a6 + a3 * a5) << 1) + a4 * a4;
    long high8 =
        ((Math.multiplyHigh(y1, z7) + Math.multiplyHigh(y2, z6) + Math.multiplyHigh(y3, z5)) << 1)
            + Math.multiplyHigh(y4, z4);
    long low9 = ((a2 * a7 + a3 * a6 + a4 * a5) << 1);
    long high9 =
        ((Math.multiplyHigh(y2, z7) + Math.multiplyHigh(y3, z6) + Math.multiplyHigh(y4, z5)) << 1);
    long low10 = ((a3 * a7 + a4 * a6) << 1) + a5 * a5;
    long high10 =
        ((Math.multiplyHigh(y3, z7) + Math.multiplyHigh(y4, z6)) << 1) + Math.multiplyHigh(y5, z5);
    long low11 = ((a4 * a7 + a5 * a6) << 1);
    long high11 = ((Math.multiplyHigh(y4, z7) + Math.multiplyHigh(y5, z6)) << 1);
    long low12 = ((a5 * a7) << 1) + a6 * a6;
    long high12 = ((Math.multiplyHigh(y5, z7)) << 1) + Math.multiplyHigh(y6, z6);
    long low13 = ((a6 * a7) << 1);
    long high13 = ((Math.multiplyHigh(y6, z7)) << 1);
    long low14 = a7 * a7;
    long high14 = Math.multiplyHigh(y7, z7);
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
    low6 += q0 * n6;
    high6 += Math.multiplyHigh(p0, m6);
    low7 += q0 * n7;
    high7 += Math.multiplyHigh(p0, m7);
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
    low7 += q1 * n6;
    high7 += Math.multiplyHigh(p1, m6);
    low8 += q1 * n7;
    high8 += Math.multiplyHigh(p1, m7);
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
    low8 += q2 * n6;
    high8 += Math.multiplyHigh(p2, m6);
    low9 += q2 * n7;
    high9 += Math.multiplyHigh(p2, m7);
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
    low9 += q3 * n6;
    high9 += Math.multiplyHigh(p3, m6);
    low10 += q3 * n7;
    high10 += Math.multiplyHigh(p3, m7);
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
    low10 += q4 * n6;
    high10 += Math.multiplyHigh(p4, m6);
    low11 += q4 * n7;
    high11 += Math.multiplyHigh(p4, m7);
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
    low11 += q5 * n6;
    high11 += Math.multiplyHigh(p5, m6);
    low12 += q5 * n7;
    high12 += Math.multiplyHigh(p5, m7);
    long sum6 = low6 + carry6 + high5;
    long q6 = (sum6 * negativeInverse) & MASK;
    long p6 = q6 << 3;
    long carry7 = (sum6 - (high6 << 58) + MASK) >>> 58;
    high6 += Math.multiplyHigh(p6, m0);
    low7 += q6 * n1;
    high7 += Math.multiplyHigh(p6, m1);
    low8 += q6 * n2;
    high8 += Math.multiplyHigh(p6, m2);
    low9 += q6 * n3;
    high9 += Math.multiplyHigh(p6, m3);
    low10 += q6 * n4;
    high10 += Math.multiplyHigh(p6, m4);
    low11 += q6 * n5;
    high11 += Math.multiplyHigh(p6, m5);
    low12 += q6 * n6;
    high12 += Math.multiplyHigh(p6, m6);
    low13 += q6 * n7;
    high13 += Math.multiplyHigh(p6, m7);
    long sum7 = low7 + carry7 + high6;
    long q7 = (sum7 * negativeInverse) & MASK;
    long p7 = q7 << 3;
    long carry8 = (sum7 - (high7 << 58) + MASK) >>> 58;
    high7 += Math.multiplyHigh(p7, m0);
    low8 += q7 * n1;
    high8 += Math.multiplyHigh(p7, m1);
    low9 += q7 * n2;
    high9 += Math.multiplyHigh(p7, m2);
    low10 += q7 * n3;
    high10 += Math.multiplyHigh(p7, m3);
    low11 += q7 * n4;
    high11 += Math.multiplyHigh(p7, m4);
    low12 += q7 * n5;
    high12 += Math.multiplyHigh(p7, m5);
    low13 += q7 * n6;
    high13 += Math.multiplyHigh(p7, m6);
    low14 += q7 * n7;
    high14 += Math.multiplyHigh(p7, m7);
    long carry;
    carry = ((high7 + low8 - (high8 << 58) + carry8) << twice);
    x[0] = carry & MASK;
    carry = ((high8 + low9 - (high9 << 58)) << twice) + (carry >>> 58);
    x[1] = carry & MASK;
    carry = ((high9 + low10 - (high10 << 58)) << twice) + (carry >>> 58);
    x[2] = carry & MASK;
    carry = ((high10 + low11 - (high11 << 58)) << twice) + (carry >>> 58);
    x[3] = carry & MASK;
    carry = ((high11 + low12 - (high12 << 58)) << twice) + (carry >>> 58);
    x[4] = carry & MASK;
    carry = ((high12 + low13 - (high13 << 58)) << twice) + (carry >>> 58);
    x[5] = carry & MASK;
    carry = ((high13 + low14 - (high14 << 58)) << twice) + (carry >>> 58);
    x[6] = carry & MASK;
    carry = ((high14) << twice) + (carry >>> 58);
    x[7] = carry;
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
    long n6 = n[6];
    long m6 = n6 << 3;
    long n7 = n[7];
    long m7 = n7 << 3;
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
    long a6 = v[6];
    long b6 = w[6];
    long a7 = v[7];
    long b7 = w[7];
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
    long e6 = minusP[6];
    long f6 = minus2[6];
    long e7 = minusP[7];
    long f7 = minus2[7];
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
      long x6 = (a6 ^ b6) & exchange;
      a6 ^= x6;
      b6 ^= x6;
      long x7 = (a7 ^ b7) & exchange;
      a7 ^= x7;
      b7 ^= x7;
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
      long yM6 = a6 << 3;
      long zM6 = b6 << 3;
      long yM7 = a7 << 3;
      long zM7 = b7 << 3;
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
      long lowM6 = a0 * b6 + a1 * b5 + a2 * b4 + a3 * b3 + a4 * b2 + a5 * b1 + a6 * b0;
      long highM6 =
          Math.multiplyHigh(yM0, zM6)
              + Math.multiplyHigh(yM1, zM5)
              + Math.multiplyHigh(yM2, zM4)
              + Math.multiplyHigh(yM3, zM3)
              + Math.multiplyHigh(yM4, zM2)
              + Math.multiplyHigh(yM5, zM1)
              + Math.multiplyHigh(yM6, zM0);
      long lowM7 = a0 * b7 + a1 * b6 + a2 * b5 + a3 * b4 + a4 * b3 + a5 * b2 + a6 * b1 + a7 * b0;
      long highM7 =
          Math.multiplyHigh(yM0, zM7)
              + Math.multiplyHigh(yM1, zM6)
              + Math.multiplyHigh(yM2, zM5)
              + Math.multiplyHigh(yM3, zM4)
              + Math.multiplyHigh(yM4, zM3)
              + Math.multiplyHigh(yM5, zM2)
              + Math.multiplyHigh(yM6, zM1)
              + Math.multiplyHigh(yM7, zM0);
      long lowM8 = a1 * b7 + a2 * b6 + a3 * b5 + a4 * b4 + a5 * b3 + a6 * b2 + a7 * b1;
      long highM8 =
          Math.multiplyHigh(yM1, zM7)
              + Math.multiplyHigh(yM2, zM6)
              + Math.multiplyHigh(yM3, zM5)
              + Math.multiplyHigh(yM4, zM4)
              + Math.multiplyHigh(yM5, zM3)
              + Math.multiplyHigh(yM6, zM2)
              + Math.multiplyHigh(yM7, zM1);
      long lowM9 = a2 * b7 + a3 * b6 + a4 * b5 + a5 * b4 + a6 * b3 + a7 * b2;
      long highM9 =
          Math.multiplyHigh(yM2, zM7)
              + Math.multiplyHigh(yM3, zM6)
              + Math.multiplyHigh(yM4, zM5)
              + Math.multiplyHigh(yM5, zM4)
              + Math.multiplyHigh(yM6, zM3)
              + Math.multiplyHigh(yM7, zM2);
      long lowM10 = a3 * b7 + a4 * b6 + a5 * b5 + a6 * b4 + a7 * b3;
      long highM10 =
          Math.multiplyHigh(yM3, zM7)
              + Math.multiplyHigh(yM4, zM6)
              + Math.multiplyHigh(yM5, zM5)
              + Math.multiplyHigh(yM6, zM4)
              + Math.multiplyHigh(yM7, zM3);
      long lowM11 = a4 * b7 + a5 * b6 + a6 * b5 + a7 * b4;
      long highM11 =
          Math.multiplyHigh(yM4, zM7)
              + Math.multiplyHigh(yM5, zM6)
              + Math.multiplyHigh(yM6, zM5)
              + Math.multiplyHigh(yM7, zM4);
      long lowM12 = a5 * b7 + a6 * b6 + a7 * b5;
      long highM12 =
          Math.multiplyHigh(yM5, zM7) + Math.multiplyHigh(yM6, zM6) + Math.multiplyHigh(yM7, zM5);
      long lowM13 = a6 * b7 + a7 * b6;
      long highM13 = Math.multiplyHigh(yM6, zM7) + Math.multiplyHigh(yM7, zM6);
      long lowM14 = a7 * b7;
      long highM14 = Math.multiplyHigh(yM7, zM7);
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
      lowM6 += qM0 * n6;
      highM6 += Math.multiplyHigh(pM0, m6);
      lowM7 += qM0 * n7;
      highM7 += Math.multiplyHigh(pM0, m7);
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
      lowM7 += qM1 * n6;
      highM7 += Math.multiplyHigh(pM1, m6);
      lowM8 += qM1 * n7;
      highM8 += Math.multiplyHigh(pM1, m7);
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
      lowM8 += qM2 * n6;
      highM8 += Math.multiplyHigh(pM2, m6);
      lowM9 += qM2 * n7;
      highM9 += Math.multiplyHigh(pM2, m7);
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
      lowM9 += qM3 * n6;
      highM9 += Math.multiplyHigh(pM3, m6);
      lowM10 += qM3 * n7;
      highM10 += Math.multiplyHigh(pM3, m7);
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
      lowM10 += qM4 * n6;
      highM10 += Math.multiplyHigh(pM4, m6);
      lowM11 += qM4 * n7;
      highM11 += Math.multiplyHigh(pM4, m7);
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
      lowM11 += qM5 * n6;
      highM11 += Math.multiplyHigh(pM5, m6);
      lowM12 += qM5 * n7;
      highM12 += Math.multiplyHigh(pM5, m7);
      long sumM6 = lowM6 + carryM6 + highM5;
      long qM6 = (sumM6 * negativeInverse) & MASK;
      long pM6 = qM6 << 3;
      long carryM7 = (sumM6 - (highM6 << 58) + MASK) >>> 58;
      highM6 += Math.multiplyHigh(pM6, m0);
      lowM7 += qM6 * n1;
      highM7 += Math.multiplyHigh(pM6, m1);
      lowM8 += qM6 * n2;
      highM8 += Math.multiplyHigh(pM6, m2);
      lowM9 += qM6 * n3;
      highM9 += Math.multiplyHigh(pM6, m3);
      lowM10 += qM6 * n4;
      highM10 += Math.multiplyHigh(pM6, m4);
      lowM11 += qM6 * n5;
      highM11 += Math.multiplyHigh(pM6, m5);
      lowM12 += qM6 * n6;
      highM12 += Math.multiplyHigh(pM6, m6);
      lowM13 += qM6 * n7;
      highM13 += Math.multiplyHigh(pM6, m7);
      long sumM7 = lowM7 + carryM7 + highM6;
      long qM7 = (sumM7 * negativeInverse) & MASK;
      long pM7 = qM7 << 3;
      long carryM8 = (sumM7 - (highM7 << 58) + MASK) >>> 58;
      highM7 += Math.multiplyHigh(pM7, m0);
      lowM8 += qM7 * n1;
      highM8 += Math.multiplyHigh(pM7, m1);
      lowM9 += qM7 * n2;
      highM9 += Math.multiplyHigh(pM7, m2);
      lowM10 += qM7 * n3;
      highM10 += Math.multiplyHigh(pM7, m3);
      lowM11 += qM7 * n4;
      highM11 += Math.multiplyHigh(pM7, m4);
      lowM12 += qM7 * n5;
      highM12 += Math.multiplyHigh(pM7, m5);
      lowM13 += qM7 * n6;
      highM13 += Math.multiplyHigh(pM7, m6);
      lowM14 += qM7 * n7;
      highM14 += Math.multiplyHigh(pM7, m7);
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
      long yS6 = a6 << 3;
      long zS6 = a6 << 3;
      long yS7 = a7 << 3;
      long zS7 = a7 << 3;
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
      long lowS6 = ((a0 * a6 + a1 * a5 + a2 * a4) << 1) + a3 * a3;
      long highS6 =
          ((Math.multiplyHigh(yS0, zS6) + Math.multiplyHigh(yS1, zS5) + Math.multiplyHigh(yS2, zS4))
                  << 1)
              + Math.multiplyHigh(yS3, zS3);
      long lowS7 = ((a0 * a7 + a1 * a6 + a2 * a5 + a3 * a4) << 1);
      long highS7 =
          ((Math.multiplyHigh(yS0, zS7)
                  + Math.multiplyHigh(yS1, zS6)
                  + Math.multiplyHigh(yS2, zS5)
                  + Math.multiplyHigh(yS3, zS4))
              << 1);
      long lowS8 = ((a1 * a7 + a2 * a6 + a3 * a5) << 1) + a4 * a4;
      long highS8 =
          ((Math.multiplyHigh(yS1, zS7) + Math.multiplyHigh(yS2, zS6) + Math.multiplyHigh(yS3, zS5))
                  << 1)
              + Math.multiplyHigh(yS4, zS4);
      long lowS9 = ((a2 * a7 + a3 * a6 + a4 * a5) << 1);
      long highS9 =
          ((Math.multiplyHigh(yS2, zS7) + Math.multiplyHigh(yS3, zS6) + Math.multiplyHigh(yS4, zS5))
              << 1);
      long lowS10 = ((a3 * a7 + a4 * a6) << 1) + a5 * a5;
      long highS10 =
          ((Math.multiplyHigh(yS3, zS7) + Math.multiplyHigh(yS4, zS6)) << 1)
              + Math.multiplyHigh(yS5, zS5);
      long lowS11 = ((a4 * a7 + a5 * a6) << 1);
      long highS11 = ((Math.multiplyHigh(yS4, zS7) + Math.multiplyHigh(yS5, zS6)) << 1);
      long lowS12 = ((a5 * a7) << 1) + a6 * a6;
      long highS12 = ((Math.multiplyHigh(yS5, zS7)) << 1) + Math.multiplyHigh(yS6, zS6);
      long lowS13 = ((a6 * a7) << 1);
      long highS13 = ((Math.multiplyHigh(yS6, zS7)) << 1);
      long lowS14 = a7 * a7;
      long highS14 = Math.multiplyHigh(yS7, zS7);
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
      lowS6 += qS0 * n6;
      highS6 += Math.multiplyHigh(pS0, m6);
      lowS7 += qS0 * n7;
      highS7 += Math.multiplyHigh(pS0, m7);
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
      lowS7 += qS1 * n6;
      highS7 += Math.multiplyHigh(pS1, m6);
      lowS8 += qS1 * n7;
      highS8 += Math.multiplyHigh(pS1, m7);
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
      lowS8 += qS2 * n6;
      highS8 += Math.multiplyHigh(pS2, m6);
      lowS9 += qS2 * n7;
      highS9 += Math.multiplyHigh(pS2, m7);
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
      lowS9 += qS3 * n6;
      highS9 += Math.multiplyHigh(pS3, m6);
      lowS10 += qS3 * n7;
      highS10 += Math.multiplyHigh(pS3, m7);
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
      lowS10 += qS4 * n6;
      highS10 += Math.multiplyHigh(pS4, m6);
      lowS11 += qS4 * n7;
      highS11 += Math.multiplyHigh(pS4, m7);
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
      lowS11 += qS5 * n6;
      highS11 += Math.multiplyHigh(pS5, m6);
      lowS12 += qS5 * n7;
      highS12 += Math.multiplyHigh(pS5, m7);
      long sumS6 = lowS6 + carryS6 + highS5;
      long qS6 = (sumS6 * negativeInverse) & MASK;
      long pS6 = qS6 << 3;
      long carryS7 = (sumS6 - (highS6 << 58) + MASK) >>> 58;
      highS6 += Math.multiplyHigh(pS6, m0);
      lowS7 += qS6 * n1;
      highS7 += Math.multiplyHigh(pS6, m1);
      lowS8 += qS6 * n2;
      highS8 += Math.multiplyHigh(pS6, m2);
      lowS9 += qS6 * n3;
      highS9 += Math.multiplyHigh(pS6, m3);
      lowS10 += qS6 * n4;
      highS10 += Math.multiplyHigh(pS6, m4);
      lowS11 += qS6 * n5;
      highS11 += Math.multiplyHigh(pS6, m5);
      lowS12 += qS6 * n6;
      highS12 += Math.multiplyHigh(pS6, m6);
      lowS13 += qS6 * n7;
      highS13 += Math.multiplyHigh(pS6, m7);
      long sumS7 = lowS7 + carryS7 + highS6;
      long qS7 = (sumS7 * negativeInverse) & MASK;
      long pS7 = qS7 << 3;
      long carryS8 = (sumS7 - (highS7 << 58) + MASK) >>> 58;
      highS7 += Math.multiplyHigh(pS7, m0);
      lowS8 += qS7 * n1;
      highS8 += Math.multiplyHigh(pS7, m1);
      lowS9 += qS7 * n2;
      highS9 += Math.multiplyHigh(pS7, m2);
      lowS10 += qS7 * n3;
      highS10 += Math.multiplyHigh(pS7, m3);
      lowS11 += qS7 * n4;
      highS11 += Math.multiplyHigh(pS7, m4);
      lowS12 += qS7 * n5;
      highS12 += Math.multiplyHigh(pS7, m5);
      lowS13 += qS7 * n6;
      highS13 += Math.multiplyHigh(pS7, m6);
      lowS14 += qS7 * n7;
      highS14 += Math.multiplyHigh(pS7, m7);
      carry = ((highM7 + lowM8 - (highM8 << 58) + carryM8)) + e0;
      b0 = carry & MASK;
      carry = ((highM8 + lowM9 - (highM9 << 58))) + (carry >>> 58) + e1;
      b1 = carry & MASK;
      carry = ((highM9 + lowM10 - (highM10 << 58))) + (carry >>> 58) + e2;
      b2 = carry & MASK;
      carry = ((highM10 + lowM11 - (highM11 << 58))) + (carry >>> 58) + e3;
      b3 = carry & MASK;
      carry = ((highM11 + lowM12 - (highM12 << 58))) + (carry >>> 58) + e4;
      b4 = carry & MASK;
      carry = ((highM12 + lowM13 - (highM13 << 58))) + (carry >>> 58) + e5;
      b5 = carry & MASK;
      carry = ((highM13 + lowM14 - (highM14 << 58))) + (carry >>> 58) + e6;
      b6 = carry & MASK;
      carry = ((highM14)) + (carry >>> 58) + e7;
      b7 = carry;
      carry = ((highS7 + lowS8 - (highS8 << 58) + carryS8)) + f0;
      a0 = carry & MASK;
      carry = ((highS8 + lowS9 - (highS9 << 58))) + (carry >>> 58) + f1;
      a1 = carry & MASK;
      carry = ((highS9 + lowS10 - (highS10 << 58))) + (carry >>> 58) + f2;
      a2 = carry & MASK;
      carry = ((highS10 + lowS11 - (highS11 << 58))) + (carry >>> 58) + f3;
      a3 = carry & MASK;
      carry = ((highS11 + lowS12 - (highS12 << 58))) + (carry >>> 58) + f4;
      a4 = carry & MASK;
      carry = ((highS12 + lowS13 - (highS13 << 58))) + (carry >>> 58) + f5;
      a5 = carry & MASK;
      carry = ((highS13 + lowS14 - (highS14 << 58))) + (carry >>> 58) + f6;
      a6 = carry & MASK;
      carry = ((highS14)) + (carry >>> 58) + f7;
      a7 = carry;
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
    long x6 = (a6 ^ b6) & last;
    v[6] = a6 ^ x6;
    w[6] = b6 ^ x6;
    long x7 = (a7 ^ b7) & last;
    v[7] = a7 ^ x7;
    w[7] = b7 ^ x7;
  }
}
