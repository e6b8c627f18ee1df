package sellaprime.primality.vector;

import static sellaprime.primality.vector.Species.DOUBLES;
import static sellaprime.primality.vector.Species.LANES;
import static sellaprime.primality.vector.Species.LONGS;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;

/**
 * The inner loops of arithmetic with one number, whose limbs lie across the lanes.
 *
 * <p>Column c of a sum is {@code low[c]} plus {@code high[c - 1]}: low and high parts of products
 * are summed apart (see {@link Limbs}), as moving the high ones over would cost a shuffle each.
 */
final class RowSums {

  /** Rows, and digits of the reduction, that are done together. */
  static final int ROWS = 4;

  private RowSums() {}

  /**
   * Adds rows {@code rows[row]} to {@code rows[row + 3]}, each a column further, times x to columns
   * from {@code column} on, {@code vectors} times LANES of them; x starts at {@code from} and must
   * have three more limbs before it.
   */
  static void addFourRows(
      long[] low,
      long[] high,
      int column,
      double[] x,
      int from,
      double[] rows,
      int row,
      int vectors) {
    DoubleVector highest = DoubleVector.broadcast(DOUBLES, Limbs.HIGH);
    DoubleVector lowest = DoubleVector.broadcast(DOUBLES, Limbs.LOW);
    DoubleVector r0 = DoubleVector.broadcast(DOUBLES, rows[row]);
    DoubleVector r1 = DoubleVector.broadcast(DOUBLES, rows[row + 1]);
    DoubleVector r2 = DoubleVector.broadcast(DOUBLES, rows[row + 2]);
    DoubleVector r3 = DoubleVector.broadcast(DOUBLES, rows[row + 3]);
    int end = vectors * LANES;
    for (int i = 0; i < end; i += LANES) {
      LongVector l = LongVector.fromArray(LONGS, low, column + i);
      LongVector h = LongVector.fromArray(LONGS, high, column + i);
      DoubleVector a = DoubleVector.fromArray(DOUBLES, x, from + i);
      DoubleVector p = a.fma(r0, highest);
      l = l.add(a.fma(r0, lowest.sub(p)).reinterpretAsLongs());
      h = h.add(p.reinterpretAsLongs());
      a = DoubleVector.fromArray(DOUBLES, x, from + i - 1);
      p = a.fma(r1, highest);
      l = l.add(a.fma(r1, lowest.sub(p)).reinterpretAsLongs());
      h = h.add(p.reinterpretAsLongs());
      a = DoubleVector.fromArray(DOUBLES, x, from + i - 2);
      p = a.fma(r2, highest);
      l = l.add(a.fma(r2, lowest.sub(p)).reinterpretAsLongs());
      h = h.add(p.reinterpretAsLongs());
      a = DoubleVector.fromArray(DOUBLES, x, from + i - 3);
      p = a.fma(r3, highest);
      l = l.add(a.fma(r3, lowest.sub(p)).reinterpretAsLongs());
      h = h.add(p.reinterpretAsLongs());
      l.intoArray(low, column + i);
      h.intoArray(high, column + i);
    }
  }

  /**
   * Four digits of Montgomery's reduction in scalar words, which run beside vector work: chooses
   * {@code digits} so that columns c to c + 3 vanish, {@code carry} coming into column c.
   *
   * <p>For digits q and limbs n below 2^51, the high part of q&middot;n is the high word of
   * (q&middot;2^6)&middot;(n&middot;2^7).
   *
   * @param n limbs 0 to 3 of the modulus
   * @param inverse -1/n modulo 2^51
   * @return the carry into column c + 4, without {@code high[c + 3]} of products added later
   */
  static long reduceFour(
      long[] low, long[] high, int c, long carry, long[] n, long inverse, double[] digits) {
    long n0 = n[0];
    long n1 = n[1];
    long n2 = n[2];
    long n3 = n[3];
    long m0 = n0 << 7;
    long m1 = n1 << 7;
    long m2 = n2 << 7;
    long m3 = n3 << 7;
    long t0 = low[c] + carry;
    long t1 = low[c + 1] + high[c];
    long t2 = low[c + 2] + high[c + 1];
    long t3 = low[c + 3] + high[c + 2];
    long t4 = high[c + 3];

    long q = (t0 * inverse) & Limbs.MASK;
    digits[0] = q;
    long p = q << 6;
    t1 += Math.multiplyHigh(p, m0) + ((q * n1) & Limbs.MASK);
    t1 += (t0 + ((q * n0) & Limbs.MASK)) >> Limbs.BITS;
    t2 += Math.multiplyHigh(p, m1) + ((q * n2) & Limbs.MASK);
    t3 += Math.multiplyHigh(p, m2) + ((q * n3) & Limbs.MASK);
    t4 += Math.multiplyHigh(p, m3);

    q = (t1 * inverse) & Limbs.MASK;
    digits[1] = q;
    p = q << 6;
    t2 += Math.multiplyHigh(p, m0) + ((q * n1) & Limbs.MASK);
    t2 += (t1 + ((q * n0) & Limbs.MASK)) >> Limbs.BITS;
    t3 += Math.multiplyHigh(p, m1) + ((q * n2) & Limbs.MASK);
    t4 += Math.multiplyHigh(p, m2);

    q = (t2 * inverse) & Limbs.MASK;
    digits[2] = q;
    p = q << 6;
    t3 += Math.multiplyHigh(p, m0) + ((q * n1) & Limbs.MASK);
    t3 += (t2 + ((q * n0) & Limbs.MASK)) >> Limbs.BITS;
    t4 += Math.multiplyHigh(p, m1);

    q = (t3 * inverse) & Limbs.MASK;
    digits[3] = q;
    p = q << 6;
    t4 += Math.multiplyHigh(p, m0);
    return t4 + ((t3 + ((q * n0) & Limbs.MASK)) >> Limbs.BITS);
  }

  /**
   * Carries {@code limbs} columns from {@code column} on, shifted left by {@code shift}, into
   * proper limbs from {@code to[at]} on.
   */
  static void carry(
      long[] low, long[] high, int column, long carry, int shift, double[] to, int at, int limbs) {
    long t = (low[column] + carry) << shift;
    to[at] = t & Limbs.MASK;
    long c = t >> Limbs.BITS;
    for (int i = 1; i < limbs; i++) {
      t = ((low[column + i] + high[column + i - 1]) << shift) + c;
      to[at + i] = t & Limbs.MASK;
      c = t >> Limbs.BITS;
    }
  }
}
