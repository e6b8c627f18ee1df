package sellaprime.primality.arith;

import java.math.BigInteger;

/** What rings of {@link BigInteger}s have in common: all but the way a product is reduced. */
abstract class BigIntegerRing implements Ring<BigIntegerRing.Element> {

  /** A value in [0, n). */
  public static final class Element {
    private BigInteger value;

    private Element(BigInteger value) {
      this.value = value;
    }
  }

  private final BigInteger n;

  BigIntegerRing(BigInteger n) {
    if (!n.testBit(0) || n.compareTo(BigInteger.ONE) <= 0) {
      throw new IllegalArgumentException("the modulus of a ring is odd and above 1");
    }
    this.n = n;
  }

  /** x modulo n, for 0 <= x <= (n-1)<sup>2</sup>. */
  abstract BigInteger reduce(BigInteger x);

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
    // BigInteger sees the equal operands and squares, which is cheaper.
    to.value = reduce(a.value.multiply(a.value));
  }

  @Override
  public void multiply(Element to, Element a, Element b) {
    to.value = reduce(a.value.multiply(b.value));
  }

  @Override
  public void add(Element to, Element a, Element b) {
    to.value = sum(a.value, b.value);
  }

  @Override
  public void subtract(Element to, Element a, Element b) {
    to.value = difference(a.value, b.value);
  }

  @Override
  public boolean isZero(Element a) {
    return a.value.signum() == 0;
  }

  @Override
  public boolean areEqual(Element a, Element b) {
    return a.value.equals(b.value);
  }

  /** x + y modulo n, for a sum in [0, 2n). */
  final BigInteger sum(BigInteger x, BigInteger y) {
    BigInteger sum = x.add(y);
    return sum.compareTo(n) < 0 ? sum : sum.subtract(n);
  }

  /** x - y modulo n, for a difference in (-n, n). */
  final BigInteger difference(BigInteger x, BigInteger y) {
    BigInteger difference = x.subtract(y);
    return difference.signum() < 0 ? difference.add(n) : difference;
  }
}
