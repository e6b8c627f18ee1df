package sellaprime.primality.gmp;

import java.math.BigInteger;
import sellaprime.primality.arith.CheckedRing;
import sellaprime.primality.arith.SpecialForm;

/**
 * Arithmetic modulo n = k&middot;2<sup>p</sup> &plusmn; 1 by libgmp. A product is one
 * multiplication; its reduction (a shift, for k > 1 a division by a word, an addition) costs some
 * percent of that.
 */
public final class GmpFoldingRing implements CheckedRing<GmpFoldingRing.Element> {

  /** A value in [0, n), and perhaps its residue modulo the prime of the check. */
  public static final class Element {
    private static final long UNKNOWN = -1;

    final Limbs limbs;
    private long residue = UNKNOWN;

    private Element(Limbs limbs) {
      this.limbs = limbs;
    }
  }

  /** A prime, 2<sup>61</sup> - 1. */
  private static final long CHECK = (1L << 61) - 1;

  private final BigInteger n;
  private final SpecialForm form;
  private final int size;
  private final Limbs modulus;
  private final long modulusResidue;
  private final Limbs product;
  private final Limbs quotient;

  /**
   * Prepares the modulus {@code form.number()}.
   *
   * @throws IllegalArgumentException if it is longer than {@link Gmp#MAX_BITS}
   * @throws IllegalStateException if libgmp is not available
   */
  public GmpFoldingRing(SpecialForm form) {
    if (form.p() > Gmp.MAX_BITS) {
      throw new IllegalArgumentException("a modulus of at most " + Gmp.MAX_BITS + " bits");
    }
    Gmp.require();
    this.n = form.number();
    this.form = form;
    this.size = Limbs.count(n.bitLength());
    this.modulus = Limbs.of(n, size);
    this.modulusResidue = modulus.mod(size, CHECK);
    this.product = new Limbs(2 * size);
    this.quotient = new Limbs(size + 2);
  }

  @Override
  public BigInteger modulus() {
    return n;
  }

  @Override
  public Element element(BigInteger x) {
    return new Element(Limbs.of(x.mod(n), size));
  }

  @Override
  public BigInteger value(Element a) {
    return a.limbs.value(size);
  }

  @Override
  public Element copy(Element a) {
    Element copy = new Element(new Limbs(size));
    set(copy, a);
    return copy;
  }

  @Override
  public void set(Element to, Element a) {
    to.limbs.set(a.limbs);
    to.residue = a.residue;
  }

  @Override
  public void square(Element to, Element a) {
    product.square(a.limbs, size);
    fold(to);
  }

  @Override
  public void multiply(Element to, Element a, Element b) {
    product.multiply(a.limbs, b.limbs, size);
    fold(to);
  }

  @Override
  public void add(Element to, Element a, Element b) {
    to.residue = Element.UNKNOWN;
    long carry = to.limbs.add(a.limbs, b.limbs, size);
    belowModulus(to.limbs, carry);
  }

  @Override
  public void subtract(Element to, Element a, Element b) {
    to.residue = Element.UNKNOWN;
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

  @Override
  public boolean squareLessTwoChecked(Element to, Element a) {
    long x = a.residue == Element.UNKNOWN ? a.limbs.mod(size, CHECK) : a.residue;
    product.square(a.limbs, size);
    // 0 and 1 squared are too small to take 2 from: then it is taken from n more.
    int borrowed = product.takeTwo() ? 0 : 1;
    if (borrowed != 0) {
      product.setLow(modulus, 0, size);
      if (a.limbs.get(0) == 0) {
        product.takeTwo();
      } else {
        product.put(0, product.get(0) - 1);
      }
    }
    int corrections = fold(to) - borrowed;
    to.residue = to.limbs.mod(size, CHECK);
    long q = floorMod(quotient.mod(size, CHECK) + corrections);
    long right = floorMod(multiply(q, modulusResidue) + to.residue);
    return floorMod(multiply(x, x) - 2) == right;
  }

  /**
   * The product, reduced into {@code to}; {@code quotient} is left with floor(product / (n - c)).
   *
   * @return how often n was subtracted, so that product = (quotient + it) n + to
   */
  private int fold(Element to) {
    int p = form.p();
    int word = p >>> 6;
    int bit = p & 63;
    // From bit p on: at most size + 2 limbs, for k fills less than one.
    int length = 2 * size - word;
    if (bit == 0) {
      quotient.setLow(product, word, length);
    } else {
      quotient.shiftRight(product, word, length, bit);
    }
    long rest = form.k() == 1 ? 0 : quotient.divide(quotient, length, form.k());
    cutLow(word, bit, rest);
    to.residue = Element.UNKNOWN;
    if (form.c() < 0) {
      return belowModulus(to.limbs, to.limbs.add(product, quotient, size));
    }
    if (to.limbs.subtract(product, quotient, size) == 0) {
      return 0;
    }
    to.limbs.add(to.limbs, modulus, size);
    return -1;
  }

  /** Leaves in the product its bits below p, and {@code rest} above them. */
  private void cutLow(int word, int bit, long rest) {
    for (int i = word; i < size; i++) {
      long kept = i == word ? product.get(i) & ((1L << bit) - 1) : 0;
      long put = i == word ? rest << bit : i == word + 1 && bit != 0 ? rest >>> (64 - bit) : 0;
      product.put(i, kept | put);
    }
  }

  /** From [0, 2n) into [0, n); returns 1 if n was subtracted, else 0. */
  private int belowModulus(Limbs x, long carry) {
    if (carry == 0 && x.compare(modulus, size) < 0) {
      return 0;
    }
    x.subtract(x, modulus, size);
    return 1;
  }

  /** x y modulo the prime of the check, by 2<sup>61</sup> = 1, for x, y below it. */
  private static long multiply(long x, long y) {
    // x y = high 2^64 + low = (8 high + low / 2^61) 2^61 + low mod 2^61
    long upper = (Math.multiplyHigh(x, y) << 3) | ((x * y) >>> 61);
    return floorMod(upper + ((x * y) & CHECK));
  }

  private static long floorMod(long x) {
    return Math.floorMod(x, CHECK);
  }
}
