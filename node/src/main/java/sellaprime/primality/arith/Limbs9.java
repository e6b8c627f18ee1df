package sellaprime.primality.arith;

/** 9 limbs of 58 bits. Written by {@code LimbKernelWriter}; do not edit. */
@SuppressWarnings("UnnecessaryParentheses")
final class Limbs9 extends LimbKernel {
  private static final long MASK = (1L << 58) - 1;

  @Override
  int limbs() {
    return 9;
  }

  @Override
  int width() {
    return 58;
  }

  @Override
  int maxBits() {
    return 514;
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
    long n8 = n[8];
    long m8 = n8 << 3;
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
    long a8 = x[8];
    long b8 = y[8];
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
    long y8 = a8 << 3;
    long z8 = b8 << 3;
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
    long low8 =
        a0 * b8 + a1 * b7 + a2 * b6 + a3 * b5 + a4 * b4 + a5 * b3 + a6 * b2 + a7 * b1 + a8 * b0;
    long high8 =
        Math.multiplyHigh(y0, z8)
            + Math.multiplyHigh(y1, z7)
            + Math.multiplyHigh(y2, z6)
            + Math.multiplyHigh(y3, z5)
            + Math.multiplyHigh(y4, z4)
            + Math.multiplyHigh(y5, z3)
            + Math.multiplyHigh(y6, z2)
            + Math.multiplyHigh(y7, z1)
            + Math.multiplyHigh(y8, z0);
    long low9 = a1 * b8 + a2 * b7 + a3 * b6 + a4 * b5 + a5 * b4 + a6 * b3 + a7 * b2 + a8 * b1;
    long high9 =
        Math.multiplyHigh(y1, z8)
            + Math.multiplyHigh(y2, z7)
            + Math.multiplyHigh(y3, z6)
            + Math.multiplyHigh(y4, z5)
            + Math.multiplyHigh(y5, z4)
            + Math.multiplyHigh(y6, z3)
            + Math.multiplyHigh(y7, z2)
            + Math.multiplyHigh(y8, z1);
    long low10 = a2 * b8 + a3 * b7 + a4 * b6 + a5 * b5 + a6 * b4 + a7 * b3 + a8 * b2;
    long high10 =
        Math.multiplyHigh(y2, z8)
            + Math.multiplyHigh(y3, z7)
            + Math.multiplyHigh(y4, z6)
            + Math.multiplyHigh(y5, z5)
            + Math.multiplyHigh(y6, z4)
            + Math.multiplyHigh(y7, z3)
            + Math.multiplyHigh(y8, z2);
    long low11 = a3 * b8 + a4 * b7 + a5 * b6 + a6 * b5 + a7 * b4 + a8 * b3;
    long high11 =
        Math.multiplyHigh(y3, z8)
            + Math.multiplyHigh(y4, z7)
            + Math.multiplyHigh(y5, z6)
            + Math.multiplyHigh(y6, z5)
            + Math.multiplyHigh(y7, z4)
            + Math.multiplyHigh(y8, z3);
    long low12 = a4 * b8 + a5 * b7 + a6 * b6 + a7 * b5 + a8 * b4;
    long high12 =
        Math.multiplyHigh(y4, z8)
            + Math.multiplyHigh(y5, z7)
            + Math.multiplyHigh(y6, z6)
            + Math.multiplyHigh(y7, z5)
            + Math.multiplyHigh(y8, z4);
    long low13 = a5 * b8 + a6 * b7 + a7 * b6 + a8 * b5;
    long high13 =
        Math.multiplyHigh(y5, z8)
            + Math.multiplyHigh(y6, z7)
            + Math.multiplyHigh(y7, z6)
            + Math.multiplyHigh(y8, z5);
    long low14 = a6 * b8 + a7 * b7 + a8 * b6;
    long high14 = Math.multiplyHigh(y6, z8) + Math.multiplyHigh(y7, z7) + Math.multiplyHigh(y8, z6);
    long low15 = a7 * b8 + a8 * b7;
    long high15 = Math.multiplyHigh(y7, z8) + Math.multiplyHigh(y8, z7);
    long low16 = a8 * b8;
    long high16 = Math.multiplyHigh(y8, z8);
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
    low8 += q0 * n8;
    high8 += Math.multiplyHigh(p0, m8);
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
    low9 += q1 * n8;
    high9 += Math.multiplyHigh(p1, m8);
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
    low10 += q2 * n8;
    high10 += Math.multiplyHigh(p2, m8);
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
    low11 += q3 * n8;
    high11 += Math.multiplyHigh(p3, m8);
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
    low12 += q4 * n8;
    high12 += Math.multiplyHigh(p4, m8);
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
    low13 += q5 * n8;
    high13 += Math.multiplyHigh(p5, m8);
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
    low14 += q6 * n8;
    high14 += Math.multiplyHigh(p6, m8);
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
    low15 += q7 * n8;
    high15 += Math.multiplyHigh(p7, m8);
    long sum8 = low8 + carry8 + high7;
    long q8 = (sum8 * negativeInverse) & MASK;
    long p8 = q8 << 3;
    long carry9 = (sum8 - (high8 << 58) + MASK) >>> 58;
    high8 += Math.multiplyHigh(p8, m0);
    low9 += q8 * n1;
    high9 += Math.multiplyHigh(p8, m1);
    low10 += q8 * n2;
    high10 += Math.multiplyHigh(p8, m2);
    low11 += q8 * n3;
    high11 += Math.multiplyHigh(p8, m3);
    low12 += q8 * n4;
    high12 += Math.multiplyHigh(p8, m4);
    low13 += q8 * n5;
    high13 += Math.multiplyHigh(p8, m5);
    low14 += q8 * n6;
    high14 += Math.multiplyHigh(p8, m6);
    low15 += q8 * n7;
    high15 += Math.multiplyHigh(p8, m7);
    low16 += q8 * n8;
    high16 += Math.multiplyHigh(p8, m8);
    long carry;
    carry = ((high8 + low9 - (high9 << 58) + carry9));
    to[0] = carry & MASK;
    carry = ((high9 + low10 - (high10 << 58))) + (carry >>> 58);
    to[1] = carry & MASK;
    carry = ((high10 + low11 - (high11 << 58))) + (carry >>> 58);
    to[2] = carry & MASK;
    carry = ((high11 + low12 - (high12 << 58))) + (carry >>> 58);
    to[3] = carry & MASK;
    carry = ((high12 + low13 - (high13 << 58))) + (carry >>> 58);
    to[4] = carry & MASK;
    carry = ((high13 + low14 - (high14 << 58))) + (carry >>> 58);
    to[5] = carry & MASK;
    carry = ((high14 + low15 - (high15 << 58))) + (carry >>> 58);
    to[6] = carry & MASK;
    carry = ((high15 + low16 - (high16 << 58))) + (carry >>> 58);
    to[7] = carry & MASK;
    carry = ((high16)) + (carry >>> 58);
    to[8] = carry;
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
    long n8 = n[8];
    long m8 = n8 << 3;
    long a0 = x[0];
    long a1 = x[1];
    long a2 = x[2];
    long a3 = x[3];
    long a4 = x[4];
    long a5 = x[5];
    long a6 = x[6];
    long a7 = x[7];
    long a8 = x[8];
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
    long y8 = a8 << 3;
    long z8 = a8 << 3;
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
    long low8 = ((a0 * a8 + a1 * a7 + a2 * a6 + a3 * a5) << 1) + a4 * a4;
    long high8 =
        ((Math.multiplyHigh(y0, z8)
                    + Math.multiplyHigh(y1, z7)
                    + Math.multiplyHigh(y2, z6)
                    + Math.multiplyHigh(y3, z5))
                << 1)
            + Math.multiplyHigh(y4, z4);
    long low9 = ((a1 * a8 + a2 * a7 + a3 * a6 + a4 * a5) << 1);
    long high9 =
        ((Math.multiplyHigh(y1, z8)
                + Math.multiplyHigh(y2, z7)
                + Math.multiplyHigh(y3, z6)
                + Math.multiplyHigh(y4, z5))
            << 1);
    long low10 = ((a2 * a8 + a3 * a7 + a4 * a6) << 1) + a5 * a5;
    long high10 =
        ((Math.multiplyHigh(y2, z8) + Math.multiplyHigh(y3, z7) + Math.multiplyHigh(y4, z6)) << 1)
            + Math.multiplyHigh(y5, z5);
    long low11 = ((a3 * a8 + a4 * a7 + a5 * a6) << 1);
    long high11 =
        ((Math.multiplyHigh(y3, z8) + Math.multiplyHigh(y4, z7) + Math.multiplyHigh(y5, z6)) << 1);
    long low12 = ((a4 * a8 + a5 * a7) << 1) + a6 * a6;
    long high12 =
        ((Math.multiplyHigh(y4, z8) + Math.multiplyHigh(y5, z7)) << 1) + Math.multiplyHigh(y6, z6);
    long low13 = ((a5 * a8 + a6 * a7) << 1);
    long high13 = ((Math.multiplyHigh(y5, z8) + Math.multiplyHigh(y6, z7)) << 1);
    long low14 = ((a6 * a8) << 1) + a7 * a7;
    long high14 = ((Math.multiplyHigh(y6, z8)) << 1) + Math.multiplyHigh(y7, z7);
    long low15 = ((a7 * a8) << 1);
    long high15 = ((Math.multiplyHigh(y7, z8)) << 1);
    long low16 = a8 * a8;
    long high16 = Math.multiplyHigh(y8, z8);
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
    low8 += q0 * n8;
    high8 += Math.multiplyHigh(p0, m8);
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
    low9 += q1 * n8;
    high9 += Math.multiplyHigh(p1, m8);
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
    low10 += q2 * n8;
    high10 += Math.multiplyHigh(p2, m8);
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
    low11 += q3 * n8;
    high11 += Math.multiplyHigh(p3, m8);
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
    low12 += q4 * n8;
    high12 += Math.multiplyHigh(p4, m8);
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
    low13 += q5 * n8;
    high13 += Math.multiplyHigh(p5, m8);
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
    low14 += q6 * n8;
    high14 += Math.multiplyHigh(p6, m8);
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
    low15 += q7 * n8;
    high15 += Math.multiplyHigh(p7, m8);
    long sum8 = low8 + carry8 + high7;
    long q8 = (sum8 * negativeInverse) & MASK;
    long p8 = q8 << 3;
    long carry9 = (sum8 - (high8 << 58) + MASK) >>> 58;
    high8 += Math.multiplyHigh(p8, m0);
    low9 += q8 * n1;
    high9 += Math.multiplyHigh(p8, m1);
    low10 += q8 * n2;
    high10 += Math.multiplyHigh(p8, m2);
    low11 += q8 * n3;
    high11 += Math.multiplyHigh(p8, m3);
    low12 += q8 * n4;
    high12 += Math.multiplyHigh(p8, m4);
    low13 += q8 * n5;
    high13 += Math.multiplyHigh(p8, m5);
    low14 += q8 * n6;
    high14 += Math.multiplyHigh(p8, m6);
    low15 += q8 * n7;
    high15 += Math.multiplyHigh(p8, m7);
    low16 += q8 * n8;
    high16 += Math.multiplyHigh(p8, m8);
    long carry;
    carry = ((high8 + low9 - (high9 << 58) + carry9));
    to[0] = carry & MASK;
    carry = ((high9 + low10 - (high10 << 58))) + (carry >>> 58);
    to[1] = carry & MASK;
    carry = ((high10 + low11 - (high11 << 58))) + (carry >>> 58);
    to[2] = carry & MASK;
    carry = ((high11 + low12 - (high12 << 58))) + (carry >>> 58);
    to[3] = carry & MASK;
    carry = ((high12 + low13 - (high13 << 58))) + (carry >>> 58);
    to[4] = carry & MASK;
    carry = ((high13 + low14 - (high14 << 58))) + (carry >>> 58);
    to[5] = carry & MASK;
    carry = ((high14 + low15 - (high15 << 58))) + (carry >>> 58);
    to[6] = carry & MASK;
    carry = ((high15 + low16 - (high16 << 58))) + (carry >>> 58);
    to[7] = carry & MASK;
    carry = ((high16)) + (carry >>> 58);
    to[8] = carry;
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
    long n8 = n[8];
    long m8 = n8 << 3;
    long a0 = x[0];
    long a1 = x[1];
    long a2 = x[2];
    long a3 = x[3];
    long a4 = x[4];
    long a5 = x[5];
    long a6 = x[6];
    long a7 = x[7];
    long a8 = x[8];
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
    long y8 = a8 << 3;
    long z8 = a8 << 3;
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
    long low8 = ((a0 * a8 + a1 * a7 + a2 * a6 + a3 * a5) << 1) + a4 * a4;
    long high8 =
        ((Math.multiplyHigh(y0, z8)
                    + Math.multiplyHigh(y1, z7)
                    + Math.multiplyHigh(y2, z6)
                    + Math.multiplyHigh(y3, z5))
                << 1)
            + Math.multiplyHigh(y4, z4);
    long low9 = ((a1 * a8 + a2 * a7 + a3 * a6 + a4 * a5) << 1);
    long high9 =
        ((Math.multiplyHigh(y1, z8)
                + Math.multiplyHigh(y2, z7)
                + Math.multiplyHigh(y3, z6)
                + Math.multiplyHigh(y4, z5))
            << 1);
    long low10 = ((a2 * a8 + a3 * a7 + a4 * a6) << 1) + a5 * a5;
    long high10 =
        ((Math.multiplyHigh(y2, z8) + Math.multiplyHigh(y3, z7) + Math.multiplyHigh(y4, z6)) << 1)
            + Math.multiplyHigh(y5, z5);
    long low11 = ((a3 * a8 + a4 * a7 + a5 * a6) << 1);
    long high11 =
        ((Math.multiplyHigh(y3, z8) + Math.multiplyHigh(y4, z7) + Math.multiplyHigh(y5, z6)) << 1);
    long low12 = ((a4 * a8 + a5 * a7) << 1) + a6 * a6;
    long high12 =
        ((Math.multiplyHigh(y4, z8) + Math.multiplyHigh(y5, z7)) << 1) + Math.multiplyHigh(y6, z6);
    long low13 = ((a5 * a8 + a6 * a7) << 1);
    long high13 = ((Math.multiplyHigh(y5, z8) + Math.multiplyHigh(y6, z7)) << 1);
    long low14 = ((a6 * a8) << 1) + a7 * a7;
    long high14 = ((Math.multiplyHigh(y6, z8)) << 1) + Math.multiplyHigh(y7, z7);
    long low15 = ((a7 * a8) << 1);
    long high15 = ((Math.multiplyHigh(y7, z8)) << 1);
    long low16 = a8 * a8;
    long high16 = Math.multiplyHigh(y8, z8);
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
    low8 += q0 * n8;
    high8 += Math.multiplyHigh(p0, m8);
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
    low9 += q1 * n8;
    high9 += Math.multiplyHigh(p1, m8);
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
    low10 += q2 * n8;
    high10 += Math.multiplyHigh(p2, m8);
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
    low11 += q3 * n8;
    high11 += Math.multiplyHigh(p3, m8);
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
    low12 += q4 * n8;
    high12 += Math.multiplyHigh(p4, m8);
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
    low13 += q5 * n8;
    high13 += Math.multiplyHigh(p5, m8);
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
    low14 += q6 * n8;
    high14 += Math.multiplyHigh(p6, m8);
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
    low15 += q7 * n8;
    high15 += Math.multiplyHigh(p7, m8);
    long sum8 = low8 + carry8 + high7;
    long q8 = (sum8 * negativeInverse) & MASK;
    long p8 = q8 << 3;
    long carry9 = (sum8 - (high8 << 58) + MASK) >>> 58;
    high8 += Math.multiplyHigh(p8, m0);
    low9 += q8 * n1;
    high9 += Math.multiplyHigh(p8, m1);
    low10 += q8 * n2;
    high10 += Math.multiplyHigh(p8, m2);
    low11 += q8 * n3;
    high11 += Math.multiplyHigh(p8, m3);
    low12 += q8 * n4;
    high12 += Math.multiplyHigh(p8, m4);
    low13 += q8 * n5;
    high13 += Math.multiplyHigh(p8, m5);
    low14 += q8 * n6;
    high14 += Math.multiplyHigh(p8, m6);
    low15 += q8 * n7;
    high15 += Math.multiplyHigh(p8, m7);
    low16 += q8 * n8;
    high16 += Math.multiplyHigh(p8, m8);
    long carry;
    carry = ((high8 + low9 - (high9 << 58) + carry9) << twice);
    x[0] = carry & MASK;
    carry = ((high9 + low10 - (high10 << 58)) << twice) + (carry >>> 58);
    x[1] = carry & MASK;
    carry = ((high10 + low11 - (high11 << 58)) << twice) + (carry >>> 58);
    x[2] = carry & MASK;
    carry = ((high11 + low12 - (high12 << 58)) << twice) + (carry >>> 58);
    x[3] = carry & MASK;
    carry = ((high12 + low13 - (high13 << 58)) << twice) + (carry >>> 58);
    x[4] = carry & MASK;
    carry = ((high13 + low14 - (high14 << 58)) << twice) + (carry >>> 58);
    x[5] = carry & MASK;
    carry = ((high14 + low15 - (high15 << 58)) << twice) + (carry >>> 58);
    x[6] = carry & MASK;
    carry = ((high15 + low16 - (high16 << 58)) << twice) + (carry >>> 58);
    x[7] = carry & MASK;
    carry = ((high16) << twice) + (carry >>> 58);
    x[8] = carry;
  }

  @Override
  void lucas(
      long[] v, long[] w, long[] n, long negativeInverse, long[] minusP, long[] minus2, long bits) {
    for (long rest = bits; rest != END; rest <<= 1) {
      long[] kept = rest < 0 ? w : v;
      long[] next = rest < 0 ? v : w;
      multiply(next, v, w, n, negativeInverse);
      addTo(next, minusP);
      square(kept, kept, n, negativeInverse);
      addTo(kept, minus2);
    }
  }

  private static void addTo(long[] x, long[] y) {
    long carry = 0;
    for (int i = 0; i < 8; i++) {
      carry = x[i] + y[i] + (carry >>> 58);
      x[i] = carry & MASK;
    }
    x[8] += y[8] + (carry >>> 58);
  }
}
