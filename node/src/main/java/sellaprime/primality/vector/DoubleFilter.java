package sellaprime.primality.vector;

import static jdk.incubator.vector.VectorOperators.LSHL;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import sellaprime.primality.word.Base2Filter;

/**
 * A base-2 test of odd numbers below 2<sup>49</sup> in double precision, four vectors at a time: is
 * 2<sup>(n-1)/2</sup> = 1 or -1 modulo n? Every prime passes, and of the composites base-2
 * pseudoprimes only.
 *
 * <p><b>A step.</b> A residue is an integer x with |x| < 2n. Its square is h + l exactly, where h
 * is the rounded product and l = fma(x, x, -h). With v = 1/n rounded, q = h&middot;v rounded to an
 * integer, r = (h - q&middot;n) + l is the next residue; a one bit of the exponent doubles it.
 *
 * <p><b>It is exact.</b> Let e = 2<sup>-53</sup>. h&middot;v differs from x<sup>2</sup>/n by a
 * factor within (1 &plusmn; e)<sup>2</sup>. As x<sup>2</sup>/n < 4n <= 2<sup>51</sup> - 4, that is
 * by less than 1/2; and adding 3&middot;2<sup>51</sup> to a number below 2<sup>51</sup> in size
 * rounds it to an integer, which is off by 1/2 at most. So |q - x<sup>2</sup>/n| < 1 and |r| < n,
 * and doubled it is below 2n again. h and q&middot;n are integers; h - q&middot;n = r - l is below
 * 2<sup>49</sup> + 2<sup>47</sup> in size, since |l| <= 2<sup>46</sup>, so its fma is exact, and so
 * is the sum with l. The doubling adds one to the binary exponent: x is never 0, as n is odd.
 *
 * <p>Cost: some 20 ns a number with vectors of 256 bits. Holds one group; not thread-safe.
 */
public final class DoubleFilter implements Base2Filter {

  private static final int WIDTH = Species.DOUBLES.length();
  private static final int GROUP = 4 * WIDTH;

  /** 2<sup>52</sup>: the lowest bit of the exponent of a double. */
  private static final long EXPONENT_BIT = 1L << 52;

  /** Bits of an exponent that the start takes in: 2<sup>7</sup> is below 2n. */
  private static final int START_BITS = 3;

  private final double[] modulus = new double[GROUP];
  private final double[] power = new double[GROUP];
  private final long[] exponent = new long[GROUP];

  /**
   * A filter.
   *
   * @throws UnsupportedOperationException if this machine's vectors are too short to be worth it
   */
  public DoubleFilter() {
    if (WIDTH < 4) {
      throw new UnsupportedOperationException("vectors of less than four doubles");
    }
  }

  @Override
  public int keep(long[] numbers, int[] indices, int count) {
    int kept = 0;
    for (int from = 0; from < count; from += GROUP) {
      int size = Math.min(GROUP, count - from);
      raise(load(numbers, indices, from, size));
      for (int i = 0; i < size; i++) {
        if (Math.abs(power[i]) == 1) {
          indices[kept++] = indices[from + i];
        }
      }
    }
    return kept;
  }

  /** Sets up a group, filled up with its first number, and returns the number of steps to take. */
  private int load(long[] numbers, int[] indices, int from, int size) {
    long all = 0;
    for (int i = 0; i < GROUP; i++) {
      long n = numbers[indices[i < size ? from + i : from]];
      modulus[i] = n;
      exponent[i] = n >> 1;
      all |= n >> 1;
    }
    int steps = Math.max(0, Long.SIZE - START_BITS - Long.numberOfLeadingZeros(all));
    for (int i = 0; i < GROUP; i++) {
      power[i] = 1L << (exponent[i] >> steps);
      // The next bit of the exponent comes to where it doubles.
      exponent[i] <<= 53 - steps;
    }
    return steps;
  }

  /** Leaves the powers modulo n, of least size, in {@link #power}. */
  private void raise(int steps) {
    DoubleVector round = DoubleVector.broadcast(Species.DOUBLES, 0x1.8p52);
    LongVector bit = LongVector.broadcast(Species.LONGS, EXPONENT_BIT);
    DoubleVector n0 = DoubleVector.fromArray(Species.DOUBLES, modulus, 0);
    DoubleVector n1 = DoubleVector.fromArray(Species.DOUBLES, modulus, WIDTH);
    DoubleVector n2 = DoubleVector.fromArray(Species.DOUBLES, modulus, 2 * WIDTH);
    DoubleVector n3 = DoubleVector.fromArray(Species.DOUBLES, modulus, 3 * WIDTH);
    DoubleVector one = DoubleVector.broadcast(Species.DOUBLES, 1.0);
    DoubleVector v0 = one.div(n0);
    DoubleVector v1 = one.div(n1);
    DoubleVector v2 = one.div(n2);
    DoubleVector v3 = one.div(n3);
    DoubleVector x0 = DoubleVector.fromArray(Species.DOUBLES, power, 0);
    DoubleVector x1 = DoubleVector.fromArray(Species.DOUBLES, power, WIDTH);
    DoubleVector x2 = DoubleVector.fromArray(Species.DOUBLES, power, 2 * WIDTH);
    DoubleVector x3 = DoubleVector.fromArray(Species.DOUBLES, power, 3 * WIDTH);
    LongVector e0 = LongVector.fromArray(Species.LONGS, exponent, 0);
    LongVector e1 = LongVector.fromArray(Species.LONGS, exponent, WIDTH);
    LongVector e2 = LongVector.fromArray(Species.LONGS, exponent, 2 * WIDTH);
    LongVector e3 = LongVector.fromArray(Species.LONGS, exponent, 3 * WIDTH);
    for (int i = 0; i < steps; i++) {
      // -h, which serves as well and spares negations.
      DoubleVector h0 = x0.mul(x0.neg());
      DoubleVector h1 = x1.mul(x1.neg());
      DoubleVector h2 = x2.mul(x2.neg());
      DoubleVector h3 = x3.mul(x3.neg());
      DoubleVector l0 = x0.fma(x0, h0);
      DoubleVector l1 = x1.fma(x1, h1);
      DoubleVector l2 = x2.fma(x2, h2);
      DoubleVector l3 = x3.fma(x3, h3);
      // q: h is negated, and so is the difference.
      DoubleVector q0 = round.sub(h0.fma(v0, round));
      DoubleVector q1 = round.sub(h1.fma(v1, round));
      DoubleVector q2 = round.sub(h2.fma(v2, round));
      DoubleVector q3 = round.sub(h3.fma(v3, round));
      x0 = l0.sub(q0.fma(n0, h0));
      x1 = l1.sub(q1.fma(n1, h1));
      x2 = l2.sub(q2.fma(n2, h2));
      x3 = l3.sub(q3.fma(n3, h3));
      x0 = x0.reinterpretAsLongs().add(e0.and(bit)).reinterpretAsDoubles();
      x1 = x1.reinterpretAsLongs().add(e1.and(bit)).reinterpretAsDoubles();
      x2 = x2.reinterpretAsLongs().add(e2.and(bit)).reinterpretAsDoubles();
      x3 = x3.reinterpretAsLongs().add(e3.and(bit)).reinterpretAsDoubles();
      e0 = e0.lanewise(LSHL, 1);
      e1 = e1.lanewise(LSHL, 1);
      e2 = e2.lanewise(LSHL, 1);
      e3 = e3.lanewise(LSHL, 1);
    }
    round.sub(x0.fma(v0, round)).fma(n0, x0).intoArray(power, 0);
    round.sub(x1.fma(v1, round)).fma(n1, x1).intoArray(power, WIDTH);
    round.sub(x2.fma(v2, round)).fma(n2, x2).intoArray(power, 2 * WIDTH);
    round.sub(x3.fma(v3, round)).fma(n3, x3).intoArray(power, 3 * WIDTH);
  }
}
