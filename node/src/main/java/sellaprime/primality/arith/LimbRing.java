package sellaprime.primality.arith;

import java.math.BigInteger;
import sellaprime.primality.word.Montgomery64;

/**
 * A ring for small moduli on unrolled scalar loops: {@value #MAX_BITS} bits at most. The form is
 * that of {@link LimbKernel}; elements are kept below 2n.
 */
public final class LimbRing implements Ring<long[]> {

  /** The largest supported modulus. */
  public static final int MAX_BITS = 514;

  /** Bits of the exponent given to one call of a kernel; between calls the watch is asked. */
  private static final int BITS_PER_CALL = 63;

  private static final LimbKernel[] KERNELS = {
    new Limbs2(),
    new Limbs3(),
    new Limbs4(),
    new Limbs5(),
    new Limbs6(),
    new Limbs7(),
    new Limbs8(),
    new Limbs9()
  };

  private final BigInteger modulus;
  private final LimbKernel kernel;
  private final int length;
  private final int width;
  private final long mask;
  private final long[] n;
  private final long[] twiceN;
  private final long negativeInverse;
  private final long[] one;
  private final long[] unit;

  /**
   * Prepares a modulus.
   *
   * @throws IllegalArgumentException if {@code modulus} is even, below 3 or too long
   */
  public LimbRing(BigInteger modulus) {
    this(modulus, kernelFor(modulus.bitLength()));
  }

  /** For tests, which want every kernel on moduli of their choice. */
  LimbRing(BigInteger modulus, LimbKernel kernel) {
    if (!modulus.testBit(0)
        || modulus.compareTo(BigInteger.ONE) <= 0
        || modulus.bitLength() > kernel.maxBits()) {
      throw new IllegalArgumentException("no modulus for this ring: " + modulus);
    }
    this.modulus = modulus;
    this.kernel = kernel;
    this.length = kernel.limbs();
    this.width = kernel.width();
    this.mask = (1L << width) - 1;
    this.n = limbs(modulus);
    this.twiceN = new long[length];
    sum(twiceN, n, n);
    this.negativeInverse = -Montgomery64.inverse(n[0]);
    this.unit = new long[length];
    unit[0] = 1;
    // 2^bits - n, times 2^(the rest of R), is R mod n.
    long[] power = new long[length];
    int bits = modulus.bitLength();
    power[bits / width] = 1L << (bits % width);
    difference(power, power, n);
    this.one = shifted(power, length * width - bits);
  }

  static LimbKernel[] kernels() {
    return KERNELS.clone();
  }

  private static LimbKernel kernelFor(int bits) {
    for (LimbKernel kernel : KERNELS) {
      if (bits <= kernel.maxBits()) {
        return kernel;
      }
    }
    throw new IllegalArgumentException("too long for this ring: " + bits + " bits");
  }

  @Override
  public BigInteger modulus() {
    return modulus;
  }

  @Override
  public long[] element(BigInteger x) {
    if (x.equals(BigInteger.ONE)) {
      return one.clone();
    }
    if (x.bitLength() < 8 && x.signum() >= 0) {
      return small(x.intValue());
    }
    long[] form = limbs(x.signum() < 0 || x.compareTo(modulus) >= 0 ? x.mod(modulus) : x);
    kernel.multiply(form, form, shifted(one, length * width), n, negativeInverse);
    return form;
  }

  /** The form of a small number by additions. */
  private long[] small(int x) {
    long[] form = new long[length];
    for (int bit = 31 - Integer.numberOfLeadingZeros(x); bit >= 0; bit--) {
      add(form, form, form);
      if (((x >>> bit) & 1) != 0) {
        add(form, form, one);
      }
    }
    return form;
  }

  @Override
  public BigInteger value(long[] a) {
    long[] x = new long[length];
    // (a + q n)/R with q < R: at most n.
    kernel.multiply(x, a, unit, n, negativeInverse);
    if (compare(x, n) >= 0) {
      difference(x, x, n);
    }
    return number(x);
  }

  @Override
  public long[] copy(long[] a) {
    return a.clone();
  }

  @Override
  public void set(long[] to, long[] a) {
    System.arraycopy(a, 0, to, 0, length);
  }

  @Override
  public void square(long[] to, long[] a) {
    kernel.square(to, a, n, negativeInverse);
  }

  @Override
  public void multiply(long[] to, long[] a, long[] b) {
    kernel.multiply(to, a, b, n, negativeInverse);
  }

  @Override
  public void add(long[] to, long[] a, long[] b) {
    sum(to, a, b);
    reduceBelow2n(to);
  }

  @Override
  public void subtract(long[] to, long[] a, long[] b) {
    // a - b + 2n: below 4n, and above 0.
    long carry = 0;
    for (int i = 0; i < length; i++) {
      carry = a[i] - b[i] + twiceN[i] + (carry >> width);
      to[i] = carry & mask;
    }
    reduceBelow2n(to);
  }

  @Override
  public boolean isZero(long[] a) {
    long any = 0;
    long difference = 0;
    for (int i = 0; i < length; i++) {
      any |= a[i];
      difference |= a[i] ^ n[i];
    }
    return any == 0 || difference == 0;
  }

  @Override
  public boolean areEqual(long[] a, long[] b) {
    long[] difference = new long[length];
    subtract(difference, a, b);
    return isZero(difference);
  }

  @Override
  public long[] powerOfTwo(BigInteger exponent, Watch watch) {
    int bits = exponent.bitLength();
    // The first squarings would only double a small number: start at 2 to the top bits.
    int top = Math.min(6, bits);
    long[] x = shifted(one, exponent.shiftRight(bits - top).intValue());
    for (int left = bits - top; left > 0; ) {
      watch.check();
      int count = Math.min(left, BITS_PER_CALL);
      left -= count;
      long word = exponent.shiftRight(left).longValue();
      kernel.squareAndDouble(x, n, negativeInverse, LimbKernel.marked(word, count));
      watch.progress((double) (bits - left) / bits);
    }
    reduceBelow2n(x);
    return x;
  }

  @Override
  public long[] lucasV(int p, BigInteger index, Watch watch) {
    long[] w = element(BigInteger.valueOf(p));
    long[] v = small(2);
    long[] minusP = negative(w);
    long[] minus2 = negative(v);
    int bits = index.bitLength();
    for (int left = bits; left > 0; ) {
      watch.check();
      int count = Math.min(left, BITS_PER_CALL);
      left -= count;
      long word = index.shiftRight(left).longValue();
      kernel.lucas(v, w, n, negativeInverse, minusP, minus2, LimbKernel.marked(word, count));
      watch.progress((double) (bits - left) / bits);
    }
    reduceBelow2n(v);
    return v;
  }

  /** n - a or 2n - a, whichever is in [0, n]. */
  private long[] negative(long[] a) {
    long[] result = new long[length];
    difference(result, compare(a, n) > 0 ? twiceN : n, a);
    return result;
  }

  private void reduceBelow2n(long[] a) {
    if (compare(a, twiceN) >= 0) {
      difference(a, a, twiceN);
    }
  }

  private int compare(long[] a, long[] b) {
    for (int i = length - 1; i >= 0; i--) {
      if (a[i] != b[i]) {
        return a[i] < b[i] ? -1 : 1;
      }
    }
    return 0;
  }

  private void sum(long[] to, long[] a, long[] b) {
    long carry = 0;
    for (int i = 0; i < length; i++) {
      carry = a[i] + b[i] + (carry >> width);
      to[i] = carry & mask;
    }
  }

  private void difference(long[] to, long[] a, long[] b) {
    long carry = 0;
    for (int i = 0; i < length; i++) {
      carry = a[i] - b[i] + (carry >> width);
      to[i] = carry & mask;
    }
  }

  /**
   * x&middot;2<sup>shift</sup> mod n, in [0, n), for x below 2n. At most 30 bits at once: the
   * quotient by n, guessed from the leading bits as floating-point numbers, is then off by one at
   * most, and its product with n is taken off. No division.
   */
  private long[] shifted(long[] x, int shift) {
    long[] r = x.clone();
    int left = shift;
    do {
      int step = Math.min(left, 30);
      left -= step;
      long q = (long) (approximate(r) / approximate(n) * (1L << step));
      long carry = 0;
      long shiftedOut = 0;
      long highPart = 0;
      for (int i = 0; i < length; i++) {
        carry += ((r[i] << step) & mask) + shiftedOut - ((q * n[i]) & mask) - highPart;
        shiftedOut = r[i] >>> (width - step);
        highPart = Math.multiplyHigh(q << (64 - width), n[i]);
        r[i] = carry & mask;
        carry >>= width;
      }
      // The true value is in (-n, 2n), and arithmetic is modulo R > 4n.
      if (r[length - 1] >>> (width - 1) != 0) {
        sum(r, r, n);
      }
      if (compare(r, n) >= 0) {
        difference(r, r, n);
      }
    } while (left > 0);
    return r;
  }

  private double approximate(long[] x) {
    double sum = 0;
    for (int i = length - 1; i >= 0; i--) {
      sum = sum * (mask + 1) + x[i];
    }
    return sum;
  }

  private long[] limbs(BigInteger x) {
    long[] words = Words.of(x);
    long[] limbs = new long[length];
    for (int i = 0; i < length; i++) {
      int word = (i * width) >>> 6;
      int offset = (i * width) & 63;
      if (word < words.length) {
        long limb = words[word] >>> offset;
        if (offset + width > 64 && word + 1 < words.length) {
          limb |= words[word + 1] << (64 - offset);
        }
        limbs[i] = limb & mask;
      }
    }
    return limbs;
  }

  private BigInteger number(long[] x) {
    long[] words = new long[(length * width + 63) / 64];
    for (int i = 0; i < length; i++) {
      int word = (i * width) >>> 6;
      int offset = (i * width) & 63;
      words[word] |= x[i] << offset;
      if (offset + width > 64) {
        words[word + 1] |= x[i] >>> (64 - offset);
      }
    }
    return Words.number(words);
  }
}
