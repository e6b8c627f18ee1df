package sellaprime.primality.arith;

import java.math.BigInteger;

/**
 * A ring of {@link BigInteger}s, by the book: multiply, then divide. It works for every odd modulus
 * and every JVM, and is the oracle of the fast ones.
 */
public final class PlainRing implements Ring<PlainRing.Element> {

  /** A value in [0, n). */
  public static final class Element {
    private BigInteger value;

    private Element(BigInteger value) {
      this.value = value;
    }
  }

  private final BigInteger n;

  /**
   * Prepares a modulus.
   *
   * @throws IllegalArgumentException if {@code n} is even or below 3
   */
  public PlainRing(BigInteger n) {
    if (!n.testBit(0) || n.compareTo(BigInteger.ONE) <= 0) {
      throw new IllegalArgumentException("the modulus of a ring is odd and above 1");
    }
    this.n = n;
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
    to.value = a.value.multiply(a.value).mod(n);
  }

  @Override
  public void multiply(Element to, Element a, Element b) {
    to.value = a.value.multiply(b.value).mod(n);
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
