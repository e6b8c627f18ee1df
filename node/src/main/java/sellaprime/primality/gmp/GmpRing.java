package sellaprime.primality.gmp;

import java.math.BigInteger;
import sellaprime.primality.arith.Ring;
import sellaprime.primality.arith.Watch;

/**
 * Arithmetic modulo any odd n by libgmp, in Montgomery's form: x is held as x&middot;B mod n, B a
 * power of 2<sup>64</sup> above 4n.
 *
 * <p>A product is one multiplication and one reduction, both sub-quadratic, in memory outside the
 * heap: two calls of some 0.1 microseconds each. The reduction costs about twice a squaring. From
 * some ten thousand bits on nothing in pure Java comes near; below, other rings are faster.
 *
 * @see "Montgomery: Modular multiplication without trial division. Math. Comp. 44 (1985), 519-521"
 */
public final class GmpRing implements Ring<GmpRing.Element> {

  /** A value in [0, n). */
  public static final class Element {
    final Limbs limbs;

    private Element(Limbs limbs) {
      this.limbs = limbs;
    }
  }

  /** The reduction takes no less; shorter moduli are led by zero limbs. */
  private static final int MIN_LIMBS = 16;

  private final BigInteger n;
  private final int size;
  private final Limbs modulus;
  private final Limbs inverse;
  private final Limbs product;

  /**
   * Prepares a modulus. Cost: some ten products.
   *
   * @throws IllegalArgumentException if {@code n} is even, below 3 or longer than {@link
   *     Gmp#MAX_BITS}
   * @throws IllegalStateException if libgmp is not available
   */
  public GmpRing(BigInteger n) {
    this(n, requireAvailable(n));
  }

  private GmpRing(BigInteger n, int size) {
    this.n = n;
    this.size = size;
    this.modulus = Limbs.of(n, size);
    this.inverse = new Limbs(size);
    this.product = new Limbs(2 * size);
    inverse.invert(modulus, size);
  }

  /** For the trial before libgmp is declared available. */
  static GmpRing unchecked(BigInteger n) {
    return new GmpRing(n, size(n));
  }

  private static int requireAvailable(BigInteger n) {
    if (!n.testBit(0) || n.compareTo(BigInteger.ONE) <= 0 || n.bitLength() > Gmp.MAX_BITS) {
      throw new IllegalArgumentException(
          "the modulus is odd, above 1 and of at most " + Gmp.MAX_BITS + " bits");
    }
    Gmp.require();
    return size(n);
  }

  /** Two bits of room: (2x)(2y) for x, y < n stays below n B, where the reduction is exact. */
  private static int size(BigInteger n) {
    return Math.max(MIN_LIMBS, Limbs.count(n.bitLength() + 2));
  }

  @Override
  public BigInteger modulus() {
    return n;
  }

  @Override
  public Element element(BigInteger x) {
    return new Element(Limbs.of(x.mod(n).shiftLeft(size * Long.SIZE).mod(n), size));
  }

  @Override
  public BigInteger value(Element a) {
    for (int i = 0; i < size; i++) {
      product.put(i, a.limbs.get(i));
      product.put(size + i, 0);
    }
    Limbs value = new Limbs(size);
    value.reduce(product, modulus, inverse, size);
    return value.value(size);
  }

  @Override
  public Element copy(Element a) {
    Limbs limbs = new Limbs(size);
    limbs.set(a.limbs);
    return new Element(limbs);
  }

  @Override
  public void set(Element to, Element a) {
    to.limbs.set(a.limbs);
  }

  @Override
  public void square(Element to, Element a) {
    product.square(a.limbs, size);
    to.limbs.reduce(product, modulus, inverse, size);
  }

  @Override
  public void multiply(Element to, Element a, Element b) {
    product.multiply(a.limbs, b.limbs, size);
    to.limbs.reduce(product, modulus, inverse, size);
  }

  @Override
  public void add(Element to, Element a, Element b) {
    // No carry, by the room of two bits.
    to.limbs.add(a.limbs, b.limbs, size);
    belowModulus(to.limbs);
  }

  @Override
  public void subtract(Element to, Element a, Element b) {
    if (to.limbs.subtract(a.limbs, b.limbs, size) != 0) {
      to.limbs.add(to.limbs, modulus, size);
    }
  }

  @Override
  public boolean isZero(Element a) {
    return a.limbs.isZero(size);
  }

  @Override
  public boolean areEqual(Element a, Element b) {
    return a.limbs.compare(b.limbs, size) == 0;
  }

  /**
   * {@inheritDoc}
   *
   * <p>A doubled x is not brought below n: the next reduction does it, by the room of two bits.
   */
  @Override
  public Element powerOfTwo(BigInteger exponent, Watch watch) {
    Element result = element(BigInteger.ONE);
    Limbs x = result.limbs;
    int bits = exponent.bitLength();
    for (int bit = bits - 1; bit >= 0; bit--) {
      watch.check();
      product.square(x, size);
      x.reduce(product, modulus, inverse, size);
      if (exponent.testBit(bit)) {
        x.twice(size);
      }
      watch.progress((double) (bits - bit) / bits);
    }
    belowModulus(x);
    return result;
  }

  /** From [0, 2n) into [0, n). */
  private void belowModulus(Limbs x) {
    if (x.compare(modulus, size) >= 0) {
      x.subtract(x, modulus, size);
    }
  }
}
