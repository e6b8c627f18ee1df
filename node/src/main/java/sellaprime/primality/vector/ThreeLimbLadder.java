package sellaprime.primality.vector;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static sellaprime.primality.vector.Species.DOUBLES;
import static sellaprime.primality.vector.Species.LANES;
import static sellaprime.primality.vector.Species.LONGS;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;

/**
 * Squarings and doublings modulo numbers of up to three limbs, written out, with everything in
 * registers: two to three times faster than the loops of {@link LaneModuli} at this size.
 */
final class ThreeLimbLadder {

  static final int LIMBS = 3;

  // What columns 0 to 5 start with: the bit patterns of the products added to each, taken off.
  private static final long START_0 = -2 * Limbs.LOW_BITS;
  private static final long START_1 = -3 * Limbs.LOW_BITS - 2 * Limbs.HIGH_BITS;
  private static final long START_2 = -5 * Limbs.LOW_BITS - 3 * Limbs.HIGH_BITS;
  private static final long START_3 = -3 * Limbs.LOW_BITS - 5 * Limbs.HIGH_BITS;
  private static final long START_4 = -2 * Limbs.LOW_BITS - 3 * Limbs.HIGH_BITS;
  private static final long START_5 = -2 * Limbs.HIGH_BITS;

  private ThreeLimbLadder() {}

  /**
   * Squares x in Montgomery form {@code steps} times, and doubles after each the lanes whose mask,
   * LANES of them for each step, is -1 and not 0.
   */
  static void run(double[] x, double[] n, long[] inverse, long[] masks, int steps) {
    DoubleVector high = DoubleVector.broadcast(DOUBLES, Limbs.HIGH);
    DoubleVector low = DoubleVector.broadcast(DOUBLES, Limbs.LOW);
    DoubleVector integer = DoubleVector.broadcast(DOUBLES, Limbs.INTEGER);
    LongVector mask = LongVector.broadcast(LONGS, Limbs.MASK);
    LongVector integerBits = LongVector.broadcast(LONGS, Limbs.INTEGER_BITS);
    LongVector k = LongVector.fromArray(LONGS, inverse, 0);
    DoubleVector n0 = DoubleVector.fromArray(DOUBLES, n, 0);
    DoubleVector n1 = DoubleVector.fromArray(DOUBLES, n, LANES);
    DoubleVector n2 = DoubleVector.fromArray(DOUBLES, n, 2 * LANES);
    DoubleVector a0 = DoubleVector.fromArray(DOUBLES, x, 0);
    DoubleVector a1 = DoubleVector.fromArray(DOUBLES, x, LANES);
    DoubleVector a2 = DoubleVector.fromArray(DOUBLES, x, 2 * LANES);
    for (int step = 0; step < steps; step++) {
      // Column 0, and its quotient.
      DoubleVector h = a0.fma(a0, high);
      LongVector s0 = a0.fma(a0, low.sub(h)).reinterpretAsLongs().add(START_0);
      LongVector s1 = h.reinterpretAsLongs().add(START_1);
      DoubleVector q = s0.mul(k).and(mask).or(integerBits).reinterpretAsDoubles().sub(integer);
      h = q.fma(n0, high);
      s0 = s0.add(q.fma(n0, low.sub(h)).reinterpretAsLongs());
      s1 = s1.add(h.reinterpretAsLongs()).add(s0.lanewise(ASHR, Limbs.BITS));
      h = q.fma(n1, high);
      s1 = s1.add(q.fma(n1, low.sub(h)).reinterpretAsLongs());
      LongVector s2 = h.reinterpretAsLongs().add(START_2);
      h = q.fma(n2, high);
      s2 = s2.add(q.fma(n2, low.sub(h)).reinterpretAsLongs());
      LongVector s3 = h.reinterpretAsLongs().add(START_3);
      // Column 1.
      DoubleVector twice = a0.add(a0);
      h = twice.fma(a1, high);
      s1 = s1.add(twice.fma(a1, low.sub(h)).reinterpretAsLongs());
      s2 = s2.add(h.reinterpretAsLongs());
      h = twice.fma(a2, high);
      s2 = s2.add(twice.fma(a2, low.sub(h)).reinterpretAsLongs());
      s3 = s3.add(h.reinterpretAsLongs());
      q = s1.mul(k).and(mask).or(integerBits).reinterpretAsDoubles().sub(integer);
      h = q.fma(n0, high);
      s1 = s1.add(q.fma(n0, low.sub(h)).reinterpretAsLongs());
      s2 = s2.add(h.reinterpretAsLongs()).add(s1.lanewise(ASHR, Limbs.BITS));
      h = q.fma(n1, high);
      s2 = s2.add(q.fma(n1, low.sub(h)).reinterpretAsLongs());
      s3 = s3.add(h.reinterpretAsLongs());
      h = q.fma(n2, high);
      s3 = s3.add(q.fma(n2, low.sub(h)).reinterpretAsLongs());
      LongVector s4 = h.reinterpretAsLongs().add(START_4);
      // Column 2.
      h = a1.fma(a1, high);
      s2 = s2.add(a1.fma(a1, low.sub(h)).reinterpretAsLongs());
      s3 = s3.add(h.reinterpretAsLongs());
      twice = a1.add(a1);
      h = twice.fma(a2, high);
      s3 = s3.add(twice.fma(a2, low.sub(h)).reinterpretAsLongs());
      s4 = s4.add(h.reinterpretAsLongs());
      q = s2.mul(k).and(mask).or(integerBits).reinterpretAsDoubles().sub(integer);
      h = q.fma(n0, high);
      s2 = s2.add(q.fma(n0, low.sub(h)).reinterpretAsLongs());
      s3 = s3.add(h.reinterpretAsLongs()).add(s2.lanewise(ASHR, Limbs.BITS));
      h = q.fma(n1, high);
      s3 = s3.add(q.fma(n1, low.sub(h)).reinterpretAsLongs());
      s4 = s4.add(h.reinterpretAsLongs());
      h = q.fma(n2, high);
      s4 = s4.add(q.fma(n2, low.sub(h)).reinterpretAsLongs());
      LongVector s5 = h.reinterpretAsLongs().add(START_5);
      h = a2.fma(a2, high);
      s4 = s4.add(a2.fma(a2, low.sub(h)).reinterpretAsLongs());
      s5 = s5.add(h.reinterpretAsLongs());
      // Columns 3 to 5 are the result.
      LongVector doubled = LongVector.fromArray(LONGS, masks, step * LANES);
      s3 = s3.add(s3.and(doubled));
      s4 = s4.add(s4.and(doubled)).add(s3.lanewise(ASHR, Limbs.BITS));
      s5 = s5.add(s5.and(doubled)).add(s4.lanewise(ASHR, Limbs.BITS));
      a0 = s3.and(mask).or(integerBits).reinterpretAsDoubles().sub(integer);
      a1 = s4.and(mask).or(integerBits).reinterpretAsDoubles().sub(integer);
      a2 = s5.and(mask).or(integerBits).reinterpretAsDoubles().sub(integer);
    }
    a0.intoArray(x, 0);
    a1.intoArray(x, LANES);
    a2.intoArray(x, 2 * LANES);
  }
}
