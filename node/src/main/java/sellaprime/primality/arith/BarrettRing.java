package sellaprime.primality.arith;

import java.math.BigInteger;

/**
 * A ring of {@link BigInteger}s that reduces by two products instead of a division.
 *
 * <p>With k the bits of n and m = floor(4<sup>k</sup>/n), the quotient of x below 4<sup>k</sup> is
 * guessed as q = floor(floor(x/2<sup>k-1</sup>)&middot;m/2<sup>k+1</sup>), which is at most 2 too
 * small. BigInteger multiplies by Karatsuba's and Toom's methods, so this pays for long numbers,
 * where its division costs several products.
 *
 * @see "Menezes, van Oorschot, Vanstone: Handbook of Applied Cryptography. CRC 1996, Algorithm
 *     14.42"
 */
public final class BarrettRing implements Ring<BarrettRing.Element> {

  /** A value in [0, n). */
  public static final class Element {
    private BigInteger value;

    private Element(BigInteger value) {
      this.value = value;
    }
  }

  private final BigInteger n;
  private final int bits;
  private final BigInteger reciprocal;

  /**
   * Prepares a modulus. Cost: one division.
   *
   * @throws IllegalArgumentException if {@code n} is even or below 3
   */
  public BarrettRing(BigInteger n) {
    if (!n.testBit(0) || n.compareTo(BigInteger.ONE) <= 0) {
      throw new IllegalArgumentException("the modulus of a ring is odd and above 1");
    }
    this.n = n;
    this.bits = n.bitLength();
    this.reciprocal = BigInteger.ONE.shiftLeft(2 * bits).divide(n);
  }

  @Override
  public BigInteger modulus() {
    return n;
  }

  @Override
  public Element element(BigInteger x) {
    return new Element(x.mod(n));
  }

  @Override
  public BigInteger value(Element a) {
    return a.value;
  }

  @Override
  public Element copy(Element a) {
    return new Element(a.value);
  }

  @Override
  public void set(Element to, Element a) {
    to.value = a.value;
  }

  @Override
  public void square(Element to, Element a) {
    // multiply() recognises a square by identity, and takes half the work.
    to.value = reduced(a.value.multiply(a.value));
  }

  @Override
  public void multiply(Element to, Element a, Element b) {
    to.value = reduced(a.value.multiply(b.value));
  }

  private BigInteger reduced(BigInteger x) {
    BigInteger q = x.shiftRight(bits - 1).multiply(reciprocal).shiftRight(bits + 1);
    BigInteger rest = x.subtract(q.multiply(n));
    while (rest.compareTo(n) >= 0) {
      rest = rest.subtract(n);
    }
    return rest;
  }

  @Override
  public void add(Element to, Element a, Element b) {
    BigInteger sum = a.value.add(b.value);
    to.value = sum.compareTo(n) < 0 ? sum : sum.subtract(n);
  }

  @Override
  public void subtract(Element to, Element a, Element b) {
    BigInteger difference = a.value.subtract(b.value);
    to.value = difference.signum() < 0 ? difference.add(n) : difference;
  }

  @Override
  public boolean isZero(Element a) {
    return a.value.signum() == 0;
  }

  @Override
  public boolean areEqual(Element a, Element b) {
    return a.value.equals(b.value);
  }
}
