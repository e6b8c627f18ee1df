package sellaprime.primality.chain;

import java.math.BigInteger;
import java.util.List;
import sellaprime.primality.arith.Ring;
import sellaprime.primality.arith.Watch;

/**
 * A small base to a long exponent: for each bit from the top a squaring, for a one a product with
 * the base.
 *
 * <p><b>Check.</b> The steps are taken in blocks of L. If u<sub>t</sub> is the value after t blocks
 * and c<sub>t</sub> the number whose bits the block after it takes, u<sub>t+1</sub> =
 * u<sub>t</sub><sup>2^L</sup> a<sup>c_t</sup>. Multiplied for all t < T, with d<sub>T</sub> =
 * u<sub>0</sub>...u<sub>T-1</sub> and C the sum of the c<sub>t</sub>:
 *
 * <p>d<sub>T</sub>&middot;u<sub>T</sub> = u<sub>0</sub>&middot;d<sub>T</sub><sup>2^L</sup>
 * a<sup>C</sup>.
 *
 * <p>The product d costs one multiplication a block; the right side, L steps, is computed once in
 * {@value #BLOCKS} blocks. Together some 2% of the steps for long chains. A fault that turns the
 * value into 0 would satisfy the equation: since the base is prime to n, 0 is a fault by itself.
 *
 * @see "Robert Gerbicz's error check for Proth and Mersenne tests, mersenneforum.org, 2017; the sum
 *     of the c is what exponents with ones in them need beyond it"
 * @param <E> an element of the ring
 */
public final class PowerChain<E> extends Chain<E> {

  /** Blocks from check to check, at most 127. */
  private static final int BLOCKS = 100;

  private static final int MAX_BLOCK = 100;

  private final BigInteger exponent;
  private final E base;
  private final boolean doubling;
  private final int block;
  private final int blocks;
  private final long tail;
  private final E one;
  private final E minusOne;

  /** The value now, the product d, and u0, the value at the last good check. */
  private final E value;

  private final E product;
  private final E good;
  private final E scratch;
  private final E right;
  private long goodPosition;
  private BigInteger exponents = BigInteger.ZERO;
  private long passedAt;

  /** Blocks of {@code block} bits, checked every {@code blocks} of them. */
  PowerChain(Ring<E> ring, int base, BigInteger exponent, int tail, int block, int blocks) {
    super(
        ring,
        Checkpoint.identity(
            "power " + base + " in blocks of " + block + ", tail " + tail,
            ring.modulus(),
            exponent),
        roundUp(exponent.bitLength(), block),
        6);
    this.exponent = exponent;
    this.base = ring.element(BigInteger.valueOf(base));
    this.doubling = base == 2;
    this.block = block;
    this.blocks = blocks;
    this.tail = tail;
    this.one = ring.element(BigInteger.ONE);
    this.minusOne = ring.element(ring.modulus().subtract(BigInteger.ONE));
    this.value = ring.copy(one);
    this.product = ring.copy(one);
    this.good = ring.copy(one);
    this.scratch = ring.copy(one);
    this.right = ring.copy(one);
    // Squares of 1 before the first bit.
    startAt(length() - exponent.bitLength());
  }

  /**
   * {@code base} to the {@code exponent}.
   *
   * @param base at least 2, prime to n
   * @param exponent at least 1
   * @throws IllegalArgumentException if base or exponent are not so
   */
  public static <E> PowerChain<E> of(Ring<E> ring, int base, BigInteger exponent) {
    return of(ring, base, exponent, 0);
  }

  /**
   * The strong round to {@code base}, for n - 1 = d&middot;2<sup>s</sup>: the power d&middot;
   * 2<sup>s-1</sup>, with a look at the values on the way. See {@link #isStrongProbablePrime}.
   */
  public static <E> PowerChain<E> strongRound(Ring<E> ring, int base) {
    BigInteger minusOne = ring.modulus().subtract(BigInteger.ONE);
    return of(ring, base, minusOne.shiftRight(1), minusOne.getLowestSetBit());
  }

  private static <E> PowerChain<E> of(Ring<E> ring, int base, BigInteger exponent, int tail) {
    if (base < 2
        || exponent.signum() <= 0
        || !ring.modulus().gcd(BigInteger.valueOf(base)).equals(BigInteger.ONE)) {
      throw new IllegalArgumentException("a base above 1, prime to n, and a positive exponent");
    }
    int root = (int) Math.sqrt(exponent.bitLength());
    int block = Math.max(4, Math.min(MAX_BLOCK, root));
    return new PowerChain<>(ring, base, exponent, tail, block, BLOCKS);
  }

  private static long roundUp(int bits, int block) {
    return ((long) bits + block - 1) / block * block;
  }

  /** The value now: at the end, the power. */
  public E value() {
    return value;
  }

  /** Whether the power is 1; at the end. */
  public boolean isOne() {
    return ring.areEqual(value, one);
  }

  /** Whether the power is -1; at the end. */
  public boolean isMinusOne() {
    return ring.areEqual(value, minusOne);
  }

  /**
   * Whether n passes the strong round, at the end of a {@link #strongRound}: a<sup>d</sup> is 1, or
   * one of its squares up to a<sup>(n-1)/2</sup> is -1.
   */
  public boolean isStrongProbablePrime() {
    return passedAt > 0;
  }

  @Override
  public boolean isChecked() {
    return true;
  }

  @Override
  boolean step() {
    ring.square(value, value);
    if (exponent.testBit((int) (length() - 1 - position()))) {
      timesBase(value);
    }
    return true;
  }

  private void timesBase(E x) {
    if (doubling) {
      ring.add(x, x, x);
    } else {
      ring.multiply(x, x, base);
    }
  }

  @Override
  boolean settle(Watch watch) {
    lookForRoot();
    if (position() % block != 0) {
      return true;
    }
    exponents = exponents.add(lastBits());
    boolean due = isDone() || (position() - goodPosition) / block >= blocks;
    if (due && !equationHolds(watch)) {
      return false;
    }
    if (due) {
      ring.set(good, value);
      ring.set(product, value);
      goodPosition = position();
      exponents = BigInteger.ZERO;
    } else {
      ring.multiply(product, product, value);
    }
    return true;
  }

  /** In the last s values of the strong round: -1, or 1 as the first of them. */
  private void lookForRoot() {
    long left = length() - position();
    boolean isFirst = left == tail - 1;
    if (left < tail && (ring.areEqual(value, minusOne) || (isFirst && ring.areEqual(value, one)))) {
      passedAt = position();
    }
  }

  /** The number c of the block that ends here. */
  private BigInteger lastBits() {
    BigInteger mask = BigInteger.ONE.shiftLeft(block).subtract(BigInteger.ONE);
    return exponent.shiftRight((int) (length() - position())).and(mask);
  }

  private boolean equationHolds(Watch watch) {
    ring.multiply(scratch, product, value);
    if (ring.isZero(scratch)) {
      return false;
    }
    // The bits of C above the L lowest first, then a step for each of those.
    ring.set(right, product);
    BigInteger top = exponents.shiftRight(block);
    multiplyByPower(right, top);
    for (int bit = block - 1; bit >= 0; bit--) {
      watch.check();
      ring.square(right, right);
      if (exponents.testBit(bit)) {
        timesBase(right);
      }
    }
    ring.multiply(right, right, good);
    return ring.areEqual(scratch, right);
  }

  /** x := x base^e, for an e up to the number of blocks. */
  private void multiplyByPower(E x, BigInteger e) {
    for (int i = e.intValueExact(); i > 0; i--) {
      timesBase(x);
    }
  }

  @Override
  long goBack() {
    ring.set(value, good);
    ring.set(product, good);
    exponents = BigInteger.ZERO;
    if (passedAt > goodPosition) {
      passedAt = 0;
    }
    return Math.max(goodPosition, length() - exponent.bitLength());
  }

  @Override
  boolean isSavable() {
    return position() % block == 0;
  }

  /** The state unchecked as it is, with all that the next check needs. */
  @Override
  long save(List<BigInteger> state) {
    state.add(ring.value(value));
    state.add(ring.value(product));
    state.add(ring.value(good));
    state.add(exponents);
    state.add(BigInteger.valueOf(goodPosition));
    state.add(BigInteger.valueOf(passedAt));
    return position();
  }

  @Override
  void restore(long at, List<BigInteger> state) {
    if (at % block != 0
        || state.get(4).compareTo(BigInteger.valueOf(at)) > 0
        || state.get(5).compareTo(BigInteger.valueOf(at)) > 0
        || state.get(3).bitLength() > block + Byte.SIZE) {
      throw new BadCheckpointException("a checkpoint with an impossible state");
    }
    ring.set(value, ring.element(state.get(0)));
    ring.set(product, ring.element(state.get(1)));
    ring.set(good, ring.element(state.get(2)));
    exponents = state.get(3);
    goodPosition = state.get(4).longValueExact();
    passedAt = state.get(5).longValueExact();
  }

  @Override
  void corrupt() {
    ring.add(value, value, one);
  }
}
