package sellaprime.primality.arith;

import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import sellaprime.primality.word.Montgomery64;

/**
 * A ring on HotSpot's Montgomery products, see {@link MontgomeryIntrinsic}. For moduli up to
 * {@value #MAX_BITS} bits; right above that too, but without the machine code.
 *
 * <p>x is held as x&middot;R mod n with R = 2<sup>32 length</sup>, always below n: one comparison,
 * mostly of a single int, and seldom a subtraction after each product.
 */
public final class JdkRing implements Ring<JdkRing.Element> {

  /** The largest modulus for which machine code does the products. */
  public static final int MAX_BITS = 32 * MontgomeryIntrinsic.MAX_INTS;

  /** A form below n in the first half of an array; the second half is for the products to use. */
  public static final class Element {
    private int[] ints;

    private Element(int[] ints) {
      this.ints = ints;
    }
  }

  private final BigInteger modulus;
  private final int length;
  private final int[] n;
  private final long negativeInverse;
  private final int[] unit;
  private int[] spare;

  /**
   * Prepares a modulus.
   *
   * @throws IllegalArgumentException if {@code modulus} is even or below 3
   * @throws IllegalStateException if {@link #whyNot} is not null
   */
  public JdkRing(BigInteger modulus) {
    if (!modulus.testBit(0) || modulus.compareTo(BigInteger.ONE) <= 0) {
      throw new IllegalArgumentException("the modulus of a ring is odd and above 1");
    }
    String whyNot = whyNot();
    if (whyNot != null) {
      throw new IllegalStateException("java.math is not open: " + whyNot);
    }
    this.modulus = modulus;
    this.length = (modulus.bitLength() + 63) / 64 * 2;
    this.n = Arrays.copyOf(ints(modulus), length);
    this.negativeInverse = -Montgomery64.inverse(modulus.longValue());
    this.unit = new int[length];
    this.unit[length - 1] = 1;
    this.spare = new int[2 * length];
  }

  /** Why this ring cannot be had in this JVM; null if it can. */
  public static @Nullable String whyNot() {
    return MontgomeryIntrinsic.whyNot();
  }

  @Override
  public BigInteger modulus() {
    return modulus;
  }

  @Override
  public Element element(BigInteger x) {
    return new Element(ints(x.shiftLeft(32 * length).mod(modulus)));
  }

  @Override
  public BigInteger value(Element a) {
    int[] product = MontgomeryIntrinsic.multiply(a.ints, unit, n, length, negativeInverse, spare);
    reduce(product, 0);
    long[] words = new long[length / 2];
    for (int i = 0; i < words.length; i++) {
      int low = length - 1 - 2 * i;
      words[i] = ((long) product[low - 1] << 32) | (product[low] & 0xffff_ffffL);
    }
    return Words.number(words);
  }

  @Override
  public Element copy(Element a) {
    return new Element(a.ints.clone());
  }

  @Override
  public void set(Element to, Element a) {
    System.arraycopy(a.ints, 0, to.ints, 0, length);
  }

  @Override
  public void square(Element to, Element a) {
    take(to, MontgomeryIntrinsic.square(a.ints, n, length, negativeInverse, spare));
  }

  @Override
  public void multiply(Element to, Element a, Element b) {
    take(to, MontgomeryIntrinsic.multiply(a.ints, b.ints, n, length, negativeInverse, spare));
  }

  /** The arrays change places: a product must not be written over its factors. */
  private void take(Element to, int[] product) {
    reduce(product, 0);
    spare = to.ints;
    to.ints = product;
  }

  @Override
  public void add(Element to, Element a, Element b) {
    long carry = 0;
    for (int i = length - 1; i >= 0; i--) {
      carry += (a.ints[i] & 0xffff_ffffL) + (b.ints[i] & 0xffff_ffffL);
      to.ints[i] = (int) carry;
      carry >>>= 32;
    }
    reduce(to.ints, (int) carry);
  }

  @Override
  public void subtract(Element to, Element a, Element b) {
    long borrow = 0;
    for (int i = length - 1; i >= 0; i--) {
      borrow += (a.ints[i] & 0xffff_ffffL) - (b.ints[i] & 0xffff_ffffL);
      to.ints[i] = (int) borrow;
      borrow >>= 32;
    }
    if (borrow != 0) {
      long carry = 0;
      for (int i = length - 1; i >= 0; i--) {
        carry += (to.ints[i] & 0xffff_ffffL) + (n[i] & 0xffff_ffffL);
        to.ints[i] = (int) carry;
        carry >>>= 32;
      }
    }
  }

  @Override
  public boolean isZero(Element a) {
    for (int i = 0; i < length; i++) {
      if (a.ints[i] != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean areEqual(Element a, Element b) {
    return Arrays.equals(a.ints, 0, length, b.ints, 0, length);
  }

  /** Subtracts n once if x, with {@code carry} above its ints, is not below it. */
  private void reduce(int[] x, int carry) {
    if (carry == 0) {
      int i = Arrays.mismatch(x, 0, length, n, 0, length);
      if (i >= 0 && Integer.compareUnsigned(x[i], n[i]) < 0) {
        return;
      }
    }
    long borrow = 0;
    for (int i = length - 1; i >= 0; i--) {
      borrow += (x[i] & 0xffff_ffffL) - (n[i] & 0xffff_ffffL);
      x[i] = (int) borrow;
      borrow >>= 32;
    }
  }

  /** Twice as long as the number needs. */
  private int[] ints(BigInteger x) {
    long[] words = Words.of(x);
    int[] ints = new int[2 * length];
    for (int i = 0; i < words.length; i++) {
      ints[length - 1 - 2 * i] = (int) words[i];
      ints[length - 2 - 2 * i] = (int) (words[i] >>> 32);
    }
    return ints;
  }
}
