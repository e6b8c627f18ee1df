package sellaprime.primality.vector;

import static sellaprime.primality.vector.Species.LANES;

import java.math.BigInteger;

/**
 * Montgomery arithmetic modulo an odd number in each lane, all of a similar size.
 *
 * <p>An element holds limb i of lane l at {@code [i * LANES + l]}. With L limbs the radix is R =
 * 2<sup>51L</sup> > 16n for the largest n. The product of a, b below 4n is ab/R + (less than n),
 * below 2n; doubled, or with a number below 2n added, it is below 4n again: nothing is ever
 * compared with n.
 */
final class LaneModuli {

  private final int limbs;
  private final int end;
  private final double[] n;
  private final double[] zero;
  private final long[] inverse = new long[LANES];
  private final double[] quotients = new double[3 * LANES];
  private final long[] sums;
  private final long[] startOfSquare;
  private final long[] startOfProduct;
  private final long[] startOfReduction;

  LaneModuli(int limbs) {
    this.limbs = limbs;
    this.end = limbs * LANES;
    this.n = new double[end];
    this.zero = new double[end];
    this.sums = new long[(2 * limbs + 1) * LANES];
    this.startOfSquare = new long[sums.length];
    this.startOfProduct = new long[sums.length];
    this.startOfReduction = new long[sums.length];
    for (int column = 0; column < 2 * limbs - 1; column++) {
      int pairs = Math.min(column + 1, 2 * limbs - 1 - column);
      takeOff(startOfReduction, column, pairs);
      takeOff(startOfProduct, column, 2 * pairs);
      takeOff(startOfSquare, column, pairs + (pairs + 1) / 2);
    }
  }

  /** Takes the bit patterns of {@code count} products, whose low parts go to a column, off. */
  private static void takeOff(long[] start, int column, int count) {
    for (int lane = 0; lane < LANES; lane++) {
      start[column * LANES + lane] -= count * Limbs.LOW_BITS;
      start[(column + 1) * LANES + lane] -= count * Limbs.HIGH_BITS;
    }
  }

  int limbs() {
    return limbs;
  }

  /** Bits of the radix R. */
  int radixBits() {
    return limbs * Limbs.BITS;
  }

  /** An element's space. */
  double[] space() {
    return new double[end];
  }

  /** Makes {@code modulus}, odd, the one of {@code lane}. */
  void setModulus(int lane, BigInteger modulus) {
    set(n, lane, modulus);
    inverse[lane] = Limbs.negativeInverse(modulus.longValue());
  }

  /** Writes x, as it is, to a lane of a. */
  void set(double[] a, int lane, BigInteger x) {
    Limbs.split(x, a, lane, LANES, limbs);
  }

  /** Reads what {@link #set} writes. */
  BigInteger get(double[] a, int lane) {
    return Limbs.join(a, lane, LANES, limbs);
  }

  /**
   * a becomes a^2/R, and 2a^2/R in the lanes where {@code doubled} is -1 and not 0; {@code twice},
   * which is 2a before, is 2a again after.
   */
  void squareAndDouble(double[] a, double[] twice, long[] doubled) {
    sumSquare(a, twice);
    ColumnSums.carry(sums, end, end, doubled, a, twice);
  }

  /**
   * {@code steps} times {@link #squareAndDouble}, of a alone; the masks of a step are at {@code
   * masks[step * LANES]}. Only for moduli of {@value ThreeLimbLadder#LIMBS} limbs.
   */
  void squareAndDouble(double[] a, long[] masks, int steps) {
    ThreeLimbLadder.run(a, n, inverse, masks, steps);
  }

  /** {@code to} becomes a^2/R + addend, where {@code twice} is 2a and the addend below 2n. */
  void squareAndAdd(double[] to, double[] a, double[] twice, double[] addend) {
    sumSquare(a, twice);
    ColumnSums.carryAndAdd(sums, end, end, addend, to);
  }

  /** {@code to} becomes ab/R + addend, where the addend is below 2n. */
  void multiplyAndAdd(double[] to, double[] a, double[] b, double[] addend) {
    System.arraycopy(startOfProduct, 0, sums, 0, sums.length);
    int i = 0;
    for (; i + 3 * LANES <= end; i += 3 * LANES) {
      ColumnSums.addThreeRows(sums, i, b, 0, end, a, i);
      ColumnSums.reduceThree(sums, i, n, inverse, quotients);
      ColumnSums.addThreeRows(sums, i + 3 * LANES, n, 3 * LANES, end, quotients, 0);
    }
    for (; i < end; i += LANES) {
      ColumnSums.addRow(sums, i, b, 0, end, a, i);
      ColumnSums.reduceOne(sums, i, n, inverse, quotients);
      ColumnSums.addRow(sums, i + LANES, n, LANES, end, quotients, 0);
    }
    ColumnSums.carryAndAdd(sums, end, end, addend, to);
  }

  /** {@code to} becomes a/R, in [0, n]: out of Montgomery form. */
  void reduce(double[] to, double[] a) {
    System.arraycopy(startOfReduction, 0, sums, 0, sums.length);
    for (int i = 0; i < end; i++) {
      sums[i] += (long) a[i];
    }
    for (int i = 0; i < end; i += LANES) {
      ColumnSums.reduceOne(sums, i, n, inverse, quotients);
      ColumnSums.addRow(sums, i + LANES, n, LANES, end, quotients, 0);
    }
    ColumnSums.carryAndAdd(sums, end, end, zero, to);
  }

  /** Whether a lane of a, in [0, n], is 1. */
  boolean isOne(double[] a, int lane) {
    if (a[lane] != 1) {
      return false;
    }
    for (int i = LANES + lane; i < end; i += LANES) {
      if (a[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether a lane of a, in [0, n], is n - 1. */
  boolean isMinusOne(double[] a, int lane) {
    if (a[lane] != n[lane] - 1) { // n is odd: no borrow
      return false;
    }
    for (int i = LANES + lane; i < end; i += LANES) {
      if (a[i] != n[i]) {
        return false;
      }
    }
    return true;
  }

  private void sumSquare(double[] a, double[] twice) {
    System.arraycopy(startOfSquare, 0, sums, 0, sums.length);
    int i = 0;
    for (; i + 3 * LANES <= end; i += 3 * LANES) {
      ColumnSums.addSquareOfThree(sums, 2 * i, a, twice, i);
      ColumnSums.reduceThree(sums, i, n, inverse, quotients);
      ColumnSums.addThreeRows(sums, 2 * i + 3 * LANES, a, i + 3 * LANES, end, twice, i);
      ColumnSums.addThreeRows(sums, i + 3 * LANES, n, 3 * LANES, end, quotients, 0);
    }
    for (; i < end; i += LANES) {
      ColumnSums.addSquareOfOne(sums, 2 * i, a, i);
      ColumnSums.reduceOne(sums, i, n, inverse, quotients);
      ColumnSums.addRow(sums, 2 * i + LANES, a, i + LANES, end, twice, i);
      ColumnSums.addRow(sums, i + LANES, n, LANES, end, quotients, 0);
    }
  }
}
