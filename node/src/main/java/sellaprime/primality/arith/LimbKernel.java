package sellaprime.primality.arith;

/**
 * The unrolled inner loops of {@link LimbRing} for one number of limbs. The subclasses are written
 * by {@code LimbKernelWriter} (in the test sources; a test compares them with its output).
 *
 * <p><b>Form.</b> x is held as x&middot;R mod n, with R = 2<sup>L&middot;W</sup>, in L limbs of W
 * bits: <i>unsaturated</i>, so that a whole column of partial products fits in one long and no
 * carry has to be propagated, or even looked at, between them.
 *
 * <p><b>Bounds.</b> With 16n <= R, factors below 4n give a product below ab/R + n <= 2n. So no
 * operation of a chain compares with n or subtracts it.
 *
 * <p><b>Columns.</b> With W-bit limbs a product is a = high&middot;2<sup>W</sup> + low. Instead of
 * masking every low part, column k sums the whole low words, modulo 2<sup>64</sup>, and takes off
 * the sum of its high parts shifted up by W: the difference is the exact sum of the low parts,
 * since that is below 2<sup>64</sup>. A reduction digit q makes the low W bits of its column zero;
 * so what the column carries on is its sum before that, divided by 2<sup>W</sup> and rounded up.
 *
 * @see "Montgomery: Modular multiplication without trial division. Math. Comp. 44 (1985), 519-521"
 */
abstract class LimbKernel {

  /** The end mark of {@link #marked}: nothing is left. */
  static final long END = Long.MIN_VALUE;

  /** L. */
  abstract int limbs();

  /** W. */
  abstract int width();

  /** The largest modulus in bits for which the bounds hold. */
  abstract int maxBits();

  /** {@code to} = x&middot;y/R, below 2n, for x and y below 4n. */
  abstract void multiply(long[] to, long[] x, long[] y, long[] n, long negativeInverse);

  /** {@code to} = x&middot;x/R, below 2n, for x below 4n. */
  abstract void square(long[] to, long[] x, long[] n, long negativeInverse);

  /**
   * For every bit of {@code bits} from the top, x becomes x&middot;x/R, doubled if the bit is one.
   * Takes and gives x below 4n.
   */
  abstract void squareAndDouble(long[] x, long[] n, long negativeInverse, long bits);

  /**
   * For every bit of {@code bits} from the top, the pair (v, w) of V<sub>k</sub>, V<sub>k+1</sub>
   * becomes that of 2k, or of 2k + 1 if the bit is one. Takes and gives forms below 4n.
   *
   * @param minusP the form of -P, at most n
   * @param minus2 the form of -2, at most n
   */
  abstract void lucas(
      long[] v, long[] w, long[] n, long negativeInverse, long[] minusP, long[] minus2, long bits);

  /**
   * The lowest {@code count} bits of {@code word}, moved to the top and followed by a one as the
   * end mark. A loop over it is not a counted loop: C2 would unroll that and spill every register.
   *
   * @param count at most 63
   */
  static long marked(long word, int count) {
    return ((word << 1) | 1) << (63 - count);
  }
}
