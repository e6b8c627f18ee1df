package sellaprime.primality.vector;

import static sellaprime.primality.vector.RowSums.ROWS;
import static sellaprime.primality.vector.Species.LANES;

import java.math.BigInteger;
import sellaprime.primality.arith.Ring;
import sellaprime.primality.arith.Watch;

/**
 * One long modulus, the limbs of its numbers across the lanes of vectors, in Montgomery form.
 *
 * <p>The radix R = 2<sup>51L</sup> is above 64n. Elements are below 2n, with limbs below
 * 2<sup>51</sup>; factors up to 8n give products below 64n&sup2;/R + n, that is below 2n again.
 * Sums are brought below 2n by a subtraction of 2n, taken back if it goes below 0.
 *
 * <p>Cost: some 1.5L&sup2; limb products for a square, 2L&sup2; for a product. For one thread.
 */
public final class VectorRing implements Ring<VectorRing.Element> {

  /** Limbs between zeros, which the shifted loads of products read. */
  public static final class Element {
    private final double[] limbs;

    private Element(double[] limbs) {
      this.limbs = limbs;
    }
  }

  /** Zeros before and after the limbs of an element. */
  private static final int MARGIN = Math.max(LANES, ROWS);

  private final BigInteger n;
  private final int limbs;
  private final double[] modulus;
  private final double[] twiceModulus;
  private final long[] lowestLimbs = new long[ROWS];
  private final long inverse;
  private final double[] digits = new double[ROWS];
  private final double[] factor;
  private final long[] low;
  private final long[] high;
  private final long[] lowOfSquare;
  private final long[] highOfSquare;
  private final long[] lowOfProduct;
  private final long[] highOfProduct;
  private final long[] lowOfReduction;
  private final long[] highOfReduction;

  /**
   * Prepares a modulus.
   *
   * @throws IllegalArgumentException if {@code n} is even or below 3
   */
  public VectorRing(BigInteger n) {
    if (!n.testBit(0) || n.compareTo(BigInteger.ONE) <= 0) {
      throw new IllegalArgumentException("the modulus of a ring is odd and above 1");
    }
    this.n = n;
    int unit = Math.max(LANES, ROWS);
    this.limbs = (Limbs.needed(n.bitLength() + 2) + unit - 1) / unit * unit;
    this.modulus = split(n);
    this.twiceModulus = split(n.shiftLeft(1));
    for (int i = 0; i < ROWS; i++) {
      lowestLimbs[i] = (long) modulus[MARGIN + i];
    }
    this.inverse = Limbs.negativeInverse(n.longValue());
    this.factor = new double[modulus.length];
    int columns = 2 * limbs + 2 * MARGIN;
    this.low = new long[columns];
    this.high = new long[columns];
    this.lowOfReduction = new long[columns];
    this.highOfReduction = new long[columns];
    for (int i = 0; i < limbs; i += ROWS) {
      takeOff(lowOfReduction, highOfReduction, i + ROWS, limbs / LANES);
    }
    this.lowOfSquare = lowOfReduction.clone();
    this.highOfSquare = highOfReduction.clone();
    this.lowOfProduct = lowOfReduction.clone();
    this.highOfProduct = highOfReduction.clone();
    for (int i = 0; i < limbs; i += ROWS) {
      takeOff(lowOfSquare, highOfSquare, 2 * i, (limbs - i) / LANES + 1);
      takeOff(lowOfProduct, highOfProduct, i, limbs / LANES + 1);
    }
  }

  /** Takes the bit patterns that a call of {@link RowSums#addFourRows} leaves off. */
  private static void takeOff(long[] low, long[] high, int column, int vectors) {
    for (int i = column; i < column + vectors * LANES; i++) {
      low[i] -= ROWS * Limbs.LOW_BITS;
      high[i] -= ROWS * Limbs.HIGH_BITS;
    }
  }

  @Override
  public BigInteger modulus() {
    return n;
  }

  @Override
  public Element element(BigInteger x) {
    return new Element(split(x.mod(n).shiftLeft(limbs * Limbs.BITS).mod(n)));
  }

  @Override
  public BigInteger value(Element a) {
    System.arraycopy(lowOfReduction, 0, low, 0, low.length);
    System.arraycopy(highOfReduction, 0, high, 0, high.length);
    for (int i = 0; i < limbs; i++) {
      low[i] += (long) a.limbs[MARGIN + i];
    }
    long carry = 0;
    for (int i = 0; i < limbs; i += ROWS) {
      carry = reduce(i, carry);
      addReduction(i);
    }
    RowSums.carry(low, high, limbs, carry, 0, factor, MARGIN, limbs);
    return Limbs.join(factor, MARGIN, 1, limbs).mod(n);
  }

  @Override
  public Element copy(Element a) {
    return new Element(a.limbs.clone());
  }

  @Override
  public void set(Element to, Element a) {
    System.arraycopy(a.limbs, 0, to.limbs, 0, a.limbs.length);
  }

  @Override
  public void square(Element to, Element a) {
    square(to, a, 0);
  }

  /** {@code to} becomes a squared, times two if {@code doublings} is 1: then it is below 4n. */
  private void square(Element to, Element a, int doublings) {
    System.arraycopy(lowOfSquare, 0, low, 0, low.length);
    System.arraycopy(highOfSquare, 0, high, 0, high.length);
    for (int i = MARGIN; i < MARGIN + limbs; i++) {
      factor[i] = 2 * a.limbs[i];
    }
    clear(factor, MARGIN - ROWS);
    long carry = 0;
    addSquare(a, 0);
    for (int i = 0; i < limbs; i += ROWS) {
      carry = reduce(i, carry);
      if (i + ROWS < limbs) {
        addSquare(a, i + ROWS); // keeps the vector units busy while the digits are computed
      }
      addReduction(i);
    }
    RowSums.carry(low, high, limbs, carry, doublings, to.limbs, MARGIN, limbs);
  }

  @Override
  public void multiply(Element to, Element a, Element b) {
    System.arraycopy(lowOfProduct, 0, low, 0, low.length);
    System.arraycopy(highOfProduct, 0, high, 0, high.length);
    long carry = 0;
    addProduct(a, b, 0);
    for (int i = 0; i < limbs; i += ROWS) {
      carry = reduce(i, carry);
      if (i + ROWS < limbs) {
        addProduct(a, b, i + ROWS);
      }
      addReduction(i);
    }
    RowSums.carry(low, high, limbs, carry, 0, to.limbs, MARGIN, limbs);
  }

  @Override
  public void add(Element to, Element a, Element b) {
    long carry = 0;
    for (int i = MARGIN; i < MARGIN + limbs; i++) {
      long t = (long) (a.limbs[i] + b.limbs[i] - twiceModulus[i]) + carry;
      to.limbs[i] = t & Limbs.MASK;
      carry = t >> Limbs.BITS;
    }
    addTwiceModulusIf(carry < 0, to);
  }

  @Override
  public void subtract(Element to, Element a, Element b) {
    long carry = 0;
    for (int i = MARGIN; i < MARGIN + limbs; i++) {
      long t = (long) (a.limbs[i] - b.limbs[i]) + carry;
      to.limbs[i] = t & Limbs.MASK;
      carry = t >> Limbs.BITS;
    }
    addTwiceModulusIf(carry < 0, to);
  }

  private void addTwiceModulusIf(boolean negative, Element to) {
    if (!negative) {
      return;
    }
    long carry = 0;
    for (int i = MARGIN; i < MARGIN + limbs; i++) {
      long t = (long) (to.limbs[i] + twiceModulus[i]) + carry;
      to.limbs[i] = t & Limbs.MASK;
      carry = t >> Limbs.BITS;
    }
  }

  @Override
  public boolean isZero(Element a) {
    boolean zero = true;
    boolean same = true;
    for (int i = MARGIN; i < MARGIN + limbs && (zero || same); i++) {
      zero &= a.limbs[i] == 0;
      same &= a.limbs[i] == modulus[i];
    }
    return zero || same;
  }

  @Override
  public boolean areEqual(Element a, Element b) {
    Element difference = new Element(new double[modulus.length]);
    subtract(difference, a, b);
    return isZero(difference);
  }

  @Override
  public Element powerOfTwo(BigInteger exponent, Watch watch) {
    // The top bits at once: 2 to them is a power of two that is reduced by one division.
    int bits = exponent.bitLength();
    int top = Math.min(bits, 12);
    int first = exponent.shiftRight(bits - top).intValueExact();
    Element result = element(BigInteger.ONE.shiftLeft(first));
    for (int bit = bits - top - 1; bit >= 0; bit--) {
      watch.check();
      square(result, result, exponent.testBit(bit) ? 1 : 0);
      watch.progress((double) (bits - bit) / bits);
    }
    // Below 4n, maybe; add brings it below 2n.
    add(result, result, new Element(new double[modulus.length]));
    return result;
  }

  private double[] split(BigInteger x) {
    double[] split = new double[limbs + 2 * MARGIN];
    Limbs.split(x, split, MARGIN, 1, limbs);
    return split;
  }

  private static void clear(double[] a, int from) {
    for (int i = from; i < from + ROWS; i++) {
      a[i] = 0;
    }
  }

  /** Rows i to i + 3 of a square: once with themselves, twice with the limbs above. */
  private void addSquare(Element a, int i) {
    System.arraycopy(a.limbs, MARGIN + i, factor, MARGIN + i, ROWS);
    if (i > 0) {
      clear(factor, MARGIN + i - ROWS);
    }
    RowSums.addFourRows(
        low, high, 2 * i, factor, MARGIN + i, a.limbs, MARGIN + i, (limbs - i) / LANES + 1);
  }

  private void addProduct(Element a, Element b, int i) {
    RowSums.addFourRows(low, high, i, b.limbs, MARGIN, a.limbs, MARGIN + i, limbs / LANES + 1);
  }

  private long reduce(int i, long carry) {
    return RowSums.reduceFour(low, high, i, carry, lowestLimbs, inverse, digits);
  }

  private void addReduction(int i) {
    RowSums.addFourRows(low, high, i + ROWS, modulus, MARGIN + ROWS, digits, 0, limbs / LANES);
  }
}
