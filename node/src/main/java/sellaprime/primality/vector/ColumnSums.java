package sellaprime.primality.vector;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.XOR;
import static sellaprime.primality.vector.Species.DOUBLES;
import static sellaprime.primality.vector.Species.LANES;
import static sellaprime.primality.vector.Species.LONGS;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;

/**
 * The inner loops of arithmetic with a number in each lane: products of limbs, summed by columns.
 *
 * <p>Column c of the sums is the vector at {@code sums[c * LANES]}; a product of limbs i and j adds
 * its low part to column i + j and its high part to the next (see {@link Limbs}). Offsets and ends
 * are given in array elements, that is, in limbs times LANES.
 *
 * <p><b>Why it looks like this</b> (each measured): vectors are never passed between methods, and
 * methods stay below some 2000 bytes of bytecode, or the JIT gives up keeping vectors in registers;
 * two columns are written out in a loop turn, so that C2 does not unroll it further and run out of
 * registers.
 */
final class ColumnSums {

  private ColumnSums() {}

  /**
   * Three rows at once: sums += r0, r1, r2, each a column further, times limbs [from, end) of x.
   */
  static void addThreeRows(
      long[] sums, int to, double[] x, int from, int end, double[] rows, int row) {
    DoubleVector high = DoubleVector.broadcast(DOUBLES, Limbs.HIGH);
    DoubleVector low = DoubleVector.broadcast(DOUBLES, Limbs.LOW);
    DoubleVector r0 = DoubleVector.fromArray(DOUBLES, rows, row);
    DoubleVector r1 = DoubleVector.fromArray(DOUBLES, rows, row + LANES);
    DoubleVector r2 = DoubleVector.fromArray(DOUBLES, rows, row + 2 * LANES);
    LongVector s0 = LongVector.fromArray(LONGS, sums, to);
    LongVector s1 = LongVector.fromArray(LONGS, sums, to + LANES);
    LongVector s2 = LongVector.fromArray(LONGS, sums, to + 2 * LANES);
    int column = to;
    int j = from;
    for (; j + LANES < end; j += 2 * LANES) {
      DoubleVector a = DoubleVector.fromArray(DOUBLES, x, j);
      DoubleVector h0 = a.fma(r0, high);
      DoubleVector h1 = a.fma(r1, high);
      DoubleVector h2 = a.fma(r2, high);
      s0.add(a.fma(r0, low.sub(h0)).reinterpretAsLongs()).intoArray(sums, column);
      s0 = s1.add(a.fma(r1, low.sub(h1)).reinterpretAsLongs()).add(h0.reinterpretAsLongs());
      s1 = s2.add(a.fma(r2, low.sub(h2)).reinterpretAsLongs()).add(h1.reinterpretAsLongs());
      s2 = LongVector.fromArray(LONGS, sums, column + 3 * LANES).add(h2.reinterpretAsLongs());
      DoubleVector b = DoubleVector.fromArray(DOUBLES, x, j + LANES);
      DoubleVector g0 = b.fma(r0, high);
      DoubleVector g1 = b.fma(r1, high);
      DoubleVector g2 = b.fma(r2, high);
      s0.add(b.fma(r0, low.sub(g0)).reinterpretAsLongs()).intoArray(sums, column + LANES);
      s0 = s1.add(b.fma(r1, low.sub(g1)).reinterpretAsLongs()).add(g0.reinterpretAsLongs());
      s1 = s2.add(b.fma(r2, low.sub(g2)).reinterpretAsLongs()).add(g1.reinterpretAsLongs());
      s2 = LongVector.fromArray(LONGS, sums, column + 4 * LANES).add(g2.reinterpretAsLongs());
      column += 2 * LANES;
    }
    if (j < end) {
      DoubleVector a = DoubleVector.fromArray(DOUBLES, x, j);
      DoubleVector h0 = a.fma(r0, high);
      DoubleVector h1 = a.fma(r1, high);
      DoubleVector h2 = a.fma(r2, high);
      s0.add(a.fma(r0, low.sub(h0)).reinterpretAsLongs()).intoArray(sums, column);
      s0 = s1.add(a.fma(r1, low.sub(h1)).reinterpretAsLongs()).add(h0.reinterpretAsLongs());
      s1 = s2.add(a.fma(r2, low.sub(h2)).reinterpretAsLongs()).add(h1.reinterpretAsLongs());
      s2 = LongVector.fromArray(LONGS, sums, column + 3 * LANES).add(h2.reinterpretAsLongs());
      column += LANES;
    }
    s0.intoArray(sums, column);
    s1.intoArray(sums, column + LANES);
    s2.intoArray(sums, column + 2 * LANES);
  }

  /** One row: sums += r0 times limbs [from, end) of x. */
  static void addRow(long[] sums, int to, double[] x, int from, int end, double[] rows, int row) {
    DoubleVector high = DoubleVector.broadcast(DOUBLES, Limbs.HIGH);
    DoubleVector low = DoubleVector.broadcast(DOUBLES, Limbs.LOW);
    DoubleVector r0 = DoubleVector.fromArray(DOUBLES, rows, row);
    LongVector s0 = LongVector.fromArray(LONGS, sums, to);
    int column = to;
    for (int j = from; j < end; j += LANES) {
      DoubleVector a = DoubleVector.fromArray(DOUBLES, x, j);
      DoubleVector h0 = a.fma(r0, high);
      s0.add(a.fma(r0, low.sub(h0)).reinterpretAsLongs()).intoArray(sums, column);
      column += LANES;
      s0 = LongVector.fromArray(LONGS, sums, column).add(h0.reinterpretAsLongs());
    }
    s0.intoArray(sums, column);
  }

  /**
   * The square of limbs i to i + 2 of a, mixed products once but doubled; {@code twice} is 2a. Adds
   * to columns 2i to 2i + 5, where {@code to} is the first.
   */
  static void addSquareOfThree(long[] sums, int to, double[] a, double[] twice, int i) {
    DoubleVector high = DoubleVector.broadcast(DOUBLES, Limbs.HIGH);
    DoubleVector low = DoubleVector.broadcast(DOUBLES, Limbs.LOW);
    DoubleVector a0 = DoubleVector.fromArray(DOUBLES, a, i);
    DoubleVector a1 = DoubleVector.fromArray(DOUBLES, a, i + LANES);
    DoubleVector a2 = DoubleVector.fromArray(DOUBLES, a, i + 2 * LANES);
    DoubleVector d0 = DoubleVector.fromArray(DOUBLES, twice, i);
    DoubleVector d1 = DoubleVector.fromArray(DOUBLES, twice, i + LANES);
    DoubleVector h = a0.fma(a0, high);
    LongVector.fromArray(LONGS, sums, to)
        .add(a0.fma(a0, low.sub(h)).reinterpretAsLongs())
        .intoArray(sums, to);
    LongVector s1 = LongVector.fromArray(LONGS, sums, to + LANES).add(h.reinterpretAsLongs());
    h = d0.fma(a1, high);
    s1.add(d0.fma(a1, low.sub(h)).reinterpretAsLongs()).intoArray(sums, to + LANES);
    LongVector s2 = LongVector.fromArray(LONGS, sums, to + 2 * LANES).add(h.reinterpretAsLongs());
    h = a1.fma(a1, high);
    s2 = s2.add(a1.fma(a1, low.sub(h)).reinterpretAsLongs());
    LongVector s3 = LongVector.fromArray(LONGS, sums, to + 3 * LANES).add(h.reinterpretAsLongs());
    h = d0.fma(a2, high);
    s2.add(d0.fma(a2, low.sub(h)).reinterpretAsLongs()).intoArray(sums, to + 2 * LANES);
    s3 = s3.add(h.reinterpretAsLongs());
    h = d1.fma(a2, high);
    s3.add(d1.fma(a2, low.sub(h)).reinterpretAsLongs()).intoArray(sums, to + 3 * LANES);
    LongVector s4 = LongVector.fromArray(LONGS, sums, to + 4 * LANES).add(h.reinterpretAsLongs());
    h = a2.fma(a2, high);
    s4.add(a2.fma(a2, low.sub(h)).reinterpretAsLongs()).intoArray(sums, to + 4 * LANES);
    LongVector.fromArray(LONGS, sums, to + 5 * LANES)
        .add(h.reinterpretAsLongs())
        .intoArray(sums, to + 5 * LANES);
  }

  /** The square of limb i of a, to columns 2i and 2i + 1. */
  static void addSquareOfOne(long[] sums, int to, double[] a, int i) {
    DoubleVector x = DoubleVector.fromArray(DOUBLES, a, i);
    DoubleVector h = x.fma(x, DoubleVector.broadcast(DOUBLES, Limbs.HIGH));
    LongVector.fromArray(LONGS, sums, to)
        .add(x.fma(x, DoubleVector.broadcast(DOUBLES, Limbs.LOW).sub(h)).reinterpretAsLongs())
        .intoArray(sums, to);
    LongVector.fromArray(LONGS, sums, to + LANES)
        .add(h.reinterpretAsLongs())
        .intoArray(sums, to + LANES);
  }

  /**
   * Three steps of Montgomery's reduction: makes columns c to c + 2 vanish by adding q0, q1, q2
   * times n, as far as limbs 0 to 2 of n; the quotients are left in {@code q} for the other limbs.
   * The carry goes into column c + 3. The patterns of the products are not yet taken off where the
   * quotients are computed, which does not matter: they are multiples of 2^51.
   */
  static void reduceThree(long[] sums, int c, double[] n, long[] inverse, double[] q) {
    DoubleVector high = DoubleVector.broadcast(DOUBLES, Limbs.HIGH);
    DoubleVector low = DoubleVector.broadcast(DOUBLES, Limbs.LOW);
    DoubleVector integer = DoubleVector.broadcast(DOUBLES, Limbs.INTEGER);
    LongVector mask = LongVector.broadcast(LONGS, Limbs.MASK);
    LongVector integerBits = LongVector.broadcast(LONGS, Limbs.INTEGER_BITS);
    LongVector k = LongVector.fromArray(LONGS, inverse, 0);
    DoubleVector n0 = DoubleVector.fromArray(DOUBLES, n, 0);
    DoubleVector n1 = DoubleVector.fromArray(DOUBLES, n, LANES);
    DoubleVector n2 = DoubleVector.fromArray(DOUBLES, n, 2 * LANES);

    LongVector s0 = LongVector.fromArray(LONGS, sums, c);
    DoubleVector q0 = s0.mul(k).and(mask).or(integerBits).reinterpretAsDoubles().sub(integer);
    q0.intoArray(q, 0);
    DoubleVector h = n0.fma(q0, high);
    s0 = s0.add(n0.fma(q0, low.sub(h)).reinterpretAsLongs());
    LongVector s1 = LongVector.fromArray(LONGS, sums, c + LANES).add(h.reinterpretAsLongs());
    h = n1.fma(q0, high);
    s1 = s1.add(n1.fma(q0, low.sub(h)).reinterpretAsLongs()).add(s0.lanewise(ASHR, Limbs.BITS));
    LongVector s2 = LongVector.fromArray(LONGS, sums, c + 2 * LANES).add(h.reinterpretAsLongs());
    h = n2.fma(q0, high);
    s2 = s2.add(n2.fma(q0, low.sub(h)).reinterpretAsLongs());
    LongVector s3 = LongVector.fromArray(LONGS, sums, c + 3 * LANES).add(h.reinterpretAsLongs());

    DoubleVector q1 = s1.mul(k).and(mask).or(integerBits).reinterpretAsDoubles().sub(integer);
    q1.intoArray(q, LANES);
    h = n0.fma(q1, high);
    s1 = s1.add(n0.fma(q1, low.sub(h)).reinterpretAsLongs());
    s2 = s2.add(h.reinterpretAsLongs());
    h = n1.fma(q1, high);
    s2 = s2.add(n1.fma(q1, low.sub(h)).reinterpretAsLongs()).add(s1.lanewise(ASHR, Limbs.BITS));
    s3 = s3.add(h.reinterpretAsLongs());
    h = n2.fma(q1, high);
    s3 = s3.add(n2.fma(q1, low.sub(h)).reinterpretAsLongs());
    LongVector s4 = LongVector.fromArray(LONGS, sums, c + 4 * LANES).add(h.reinterpretAsLongs());

    DoubleVector q2 = s2.mul(k).and(mask).or(integerBits).reinterpretAsDoubles().sub(integer);
    q2.intoArray(q, 2 * LANES);
    h = n0.fma(q2, high);
    s2 = s2.add(n0.fma(q2, low.sub(h)).reinterpretAsLongs());
    s3 = s3.add(h.reinterpretAsLongs());
    h = n1.fma(q2, high);
    s3.add(n1.fma(q2, low.sub(h)).reinterpretAsLongs())
        .add(s2.lanewise(ASHR, Limbs.BITS))
        .intoArray(sums, c + 3 * LANES);
    s4 = s4.add(h.reinterpretAsLongs());
    h = n2.fma(q2, high);
    s4.add(n2.fma(q2, low.sub(h)).reinterpretAsLongs()).intoArray(sums, c + 4 * LANES);
    LongVector.fromArray(LONGS, sums, c + 5 * LANES)
        .add(h.reinterpretAsLongs())
        .intoArray(sums, c + 5 * LANES);
  }

  /** One step of the reduction: makes column c vanish, as far as limb 0 of n. */
  static void reduceOne(long[] sums, int c, double[] n, long[] inverse, double[] q) {
    DoubleVector high = DoubleVector.broadcast(DOUBLES, Limbs.HIGH);
    DoubleVector low = DoubleVector.broadcast(DOUBLES, Limbs.LOW);
    DoubleVector n0 = DoubleVector.fromArray(DOUBLES, n, 0);
    LongVector s0 = LongVector.fromArray(LONGS, sums, c);
    DoubleVector q0 =
        s0.mul(LongVector.fromArray(LONGS, inverse, 0))
            .and(Limbs.MASK)
            .or(Limbs.INTEGER_BITS)
            .reinterpretAsDoubles()
            .sub(Limbs.INTEGER);
    q0.intoArray(q, 0);
    DoubleVector h = n0.fma(q0, high);
    s0 = s0.add(n0.fma(q0, low.sub(h)).reinterpretAsLongs()).lanewise(ASHR, Limbs.BITS);
    LongVector.fromArray(LONGS, sums, c + LANES)
        .add(s0)
        .add(h.reinterpretAsLongs())
        .intoArray(sums, c + LANES);
  }

  /**
   * Carries columns [from, from + end) into proper limbs, those of lanes whose {@code doubled} is
   * -1 (else 0) doubled, and writes them to a and, doubled once more, to {@code twice}.
   */
  static void carry(long[] sums, int from, int end, long[] doubled, double[] a, double[] twice) {
    LongVector doubling = LongVector.fromArray(LONGS, doubled, 0);
    LongVector mask = LongVector.broadcast(LONGS, Limbs.MASK);
    LongVector integerBits = LongVector.broadcast(LONGS, Limbs.INTEGER_BITS);
    LongVector carry = LongVector.zero(LONGS);
    for (int i = 0; i < end; i += LANES) {
      LongVector s = LongVector.fromArray(LONGS, sums, from + i);
      s = s.add(s.and(doubling)).add(carry);
      carry = s.lanewise(ASHR, Limbs.BITS);
      DoubleVector limb = s.and(mask).or(integerBits).reinterpretAsDoubles().sub(Limbs.INTEGER);
      limb.intoArray(a, i);
      limb.add(limb).intoArray(twice, i);
    }
  }

  /** Carries columns [from, from + end), with {@code addend} added, into proper limbs of a. */
  static void carryAndAdd(long[] sums, int from, int end, double[] addend, double[] a) {
    LongVector mask = LongVector.broadcast(LONGS, Limbs.MASK);
    LongVector integerBits = LongVector.broadcast(LONGS, Limbs.INTEGER_BITS);
    DoubleVector integer = DoubleVector.broadcast(DOUBLES, Limbs.INTEGER);
    LongVector carry = LongVector.zero(LONGS);
    for (int i = 0; i < end; i += LANES) {
      LongVector added =
          DoubleVector.fromArray(DOUBLES, addend, i).add(integer).reinterpretAsLongs().and(mask);
      LongVector s = LongVector.fromArray(LONGS, sums, from + i).add(added).add(carry);
      carry = s.lanewise(ASHR, Limbs.BITS);
      s.and(mask).or(integerBits).reinterpretAsDoubles().sub(integer).intoArray(a, i);
    }
  }

  /**
   * {@code to} becomes b in the lanes where {@code choice} is -1, a where it is 0; twice is 2to.
   */
  static void choose(long[] choice, double[] a, double[] b, double[] to, double[] twice, int end) {
    LongVector mask = LongVector.fromArray(LONGS, choice, 0);
    for (int i = 0; i < end; i += LANES) {
      LongVector x = DoubleVector.fromArray(DOUBLES, a, i).reinterpretAsLongs();
      LongVector y = DoubleVector.fromArray(DOUBLES, b, i).reinterpretAsLongs();
      DoubleVector chosen = x.lanewise(XOR, x.lanewise(XOR, y).and(mask)).reinterpretAsDoubles();
      chosen.intoArray(to, i);
      chosen.add(chosen).intoArray(twice, i);
    }
  }

  /** Swaps a and b in the lanes where {@code choice} is -1 and not 0. */
  static void swap(long[] choice, double[] a, double[] b, int end) {
    LongVector mask = LongVector.fromArray(LONGS, choice, 0);
    for (int i = 0; i < end; i += LANES) {
      LongVector x = DoubleVector.fromArray(DOUBLES, a, i).reinterpretAsLongs();
      LongVector y = DoubleVector.fromArray(DOUBLES, b, i).reinterpretAsLongs();
      LongVector difference = x.lanewise(XOR, y).and(mask);
      x.lanewise(XOR, difference).reinterpretAsDoubles().intoArray(a, i);
      y.lanewise(XOR, difference).reinterpretAsDoubles().intoArray(b, i);
    }
  }
}
