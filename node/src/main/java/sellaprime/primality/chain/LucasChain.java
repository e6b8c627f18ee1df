package sellaprime.primality.chain;

import java.math.BigInteger;
import java.util.List;
import sellaprime.primality.arith.Ring;
import sellaprime.primality.arith.Watch;

/**
 * V<sub>k</sub> of the Lucas sequence with parameters P and Q = 1, for a long k: the pair
 * V<sub>k</sub>, V<sub>k+1</sub>, doubled for each bit of k from the top by V<sub>2k</sub> =
 * V<sub>k</sub><sup>2</sup> - 2 and V<sub>2k+1</sub> = V<sub>k</sub>V<sub>k+1</sub> - P: two
 * products a step.
 *
 * <p><b>Check.</b> For every k, with D = P<sup>2</sup> - 4, I(v, w) = v<sup>2</sup> - Pvw +
 * w<sup>2</sup> + D is 0 for v = V<sub>k</sub>, w = V<sub>k+1</sub>. For given v its roots are w =
 * V<sub>k+1</sub> and w = V<sub>k-1</sub>, and the step takes both to roots again: w - root becomes
 * v (w - root). So after a step to 2k, I is v<sup>2</sup> times what it was, after one to 2k + 1
 * w<sup>2</sup> times: a fault that has made I other than 0 shows at any later time. Some products
 * every {@value #CHECK_EVERY} steps, less than 1%. Not seen: a fault in the choice of the step, as
 * the pair of another index is a right one too.
 *
 * @see "Crandall, Pomerance: Prime Numbers. 2nd ed., Springer 2005, section 3.6"
 * @param <E> an element of the ring
 */
public final class LucasChain<E> extends Chain<E> {

  private static final int CHECK_EVERY = 400;

  private final BigInteger index;
  private final long tail;
  private final E two;
  private final E p;
  private final E discriminant;
  private final E zero;

  /** V_k and V_(k+1), now and at the last good check. */
  private final E v;

  private final E w;
  private final E goodV;
  private final E goodW;
  private final E scratch;
  private final E other;
  private long goodPosition;
  private long passedAt;
  private boolean hasNews;

  private LucasChain(Ring<E> ring, int p, BigInteger index, int tail) {
    super(
        ring,
        Checkpoint.identity("Lucas V, P = " + p + ", tail " + tail, ring.modulus(), index),
        index.bitLength(),
        3);
    this.index = index;
    this.tail = tail;
    this.two = ring.element(BigInteger.TWO);
    this.p = ring.element(BigInteger.valueOf(p));
    this.discriminant = ring.element(BigInteger.valueOf((long) p * p - 4));
    this.zero = ring.element(BigInteger.ZERO);
    this.v = ring.copy(two);
    this.w = ring.copy(this.p);
    this.goodV = ring.copy(v);
    this.goodW = ring.copy(w);
    this.scratch = ring.copy(v);
    this.other = ring.copy(v);
  }

  /**
   * V of {@code index}.
   *
   * @param index at least 1
   * @throws IllegalArgumentException if it is not
   */
  public static <E> LucasChain<E> of(Ring<E> ring, int p, BigInteger index) {
    return of(ring, p, index, -1);
  }

  /**
   * The extra strong Lucas test, for n + 1 = d&middot;2<sup>s</sup> and (P<sup>2</sup>-4 / n) = -1:
   * the chain to d, and from there to d&middot;2<sup>s-2</sup> if s > 2. See {@link
   * #isExtraStrongProbablePrime}.
   */
  public static <E> LucasChain<E> extraStrong(Ring<E> ring, int p) {
    BigInteger plusOne = ring.modulus().add(BigInteger.ONE);
    int s = plusOne.getLowestSetBit();
    int tail = Math.max(0, s - 2);
    return of(ring, p, plusOne.shiftRight(s - tail), tail);
  }

  private static <E> LucasChain<E> of(Ring<E> ring, int p, BigInteger index, int tail) {
    if (index.signum() <= 0) {
      throw new IllegalArgumentException("an index of at least 1");
    }
    return new LucasChain<>(ring, p, index, tail);
  }

  /** V of the index; at the end. */
  public E value() {
    return v;
  }

  /** V of the index + 1; at the end. */
  public E nextValue() {
    return w;
  }

  /**
   * Whether n passes, at the end of {@link #extraStrong}: U<sub>d</sub> = 0 and V<sub>d</sub> =
   * &plusmn;2, or V<sub>d&middot;2^r</sub> = 0 for some 0 <= r < s - 1.
   *
   * @see "Grantham: Frobenius pseudoprimes. Math. Comp. 70 (2001), 873-891, section 2"
   */
  public boolean isExtraStrongProbablePrime() {
    return passedAt > 0;
  }

  @Override
  public boolean isChecked() {
    return true;
  }

  @Override
  boolean step() {
    ring.multiply(scratch, v, w);
    ring.subtract(scratch, scratch, p);
    if (index.testBit((int) (length() - 1 - position()))) {
      ring.square(w, w);
      ring.subtract(w, w, two);
      ring.set(v, scratch);
    } else {
      ring.square(v, v);
      ring.subtract(v, v, two);
      ring.set(w, scratch);
    }
    return true;
  }

  @Override
  boolean settle(Watch watch) {
    hasNews = false;
    lookForZero();
    if (position() % CHECK_EVERY != 0 && !isDone()) {
      return true;
    }
    if (!invariantHolds()) {
      return false;
    }
    ring.set(goodV, v);
    ring.set(goodW, w);
    goodPosition = position();
    hasNews = true;
    return true;
  }

  private void lookForZero() {
    long left = length() - position();
    if (left == tail && isPlusOrMinusTwoWithZeroU()) {
      passedAt = position();
    }
    // V_d itself counts only if s > 1, that is if n + 1 is a multiple of 4.
    if (left <= tail && ring.modulus().testBit(1) && ring.isZero(v)) {
      passedAt = position();
    }
  }

  /** D U_k = 2 V_(k+1) - P V_k, and D is prime to n. */
  private boolean isPlusOrMinusTwoWithZeroU() {
    ring.subtract(scratch, zero, two);
    if (!ring.areEqual(v, two) && !ring.areEqual(v, scratch)) {
      return false;
    }
    ring.multiply(scratch, p, v);
    ring.add(other, w, w);
    return ring.areEqual(scratch, other);
  }

  private boolean invariantHolds() {
    ring.square(scratch, v);
    ring.square(other, w);
    ring.add(scratch, scratch, other);
    ring.add(scratch, scratch, discriminant);
    ring.multiply(other, v, w);
    ring.multiply(other, other, p);
    return ring.areEqual(scratch, other);
  }

  @Override
  long goBack() {
    ring.set(v, goodV);
    ring.set(w, goodW);
    if (passedAt > goodPosition) {
      passedAt = 0;
    }
    return goodPosition;
  }

  @Override
  boolean isSavable() {
    return hasNews;
  }

  @Override
  long save(List<BigInteger> state) {
    state.add(ring.value(goodV));
    state.add(ring.value(goodW));
    state.add(BigInteger.valueOf(passedAt <= goodPosition ? passedAt : 0));
    return goodPosition;
  }

  @Override
  void restore(long at, List<BigInteger> state) {
    if (state.get(2).compareTo(BigInteger.valueOf(at)) > 0) {
      throw new BadCheckpointException("a checkpoint with an impossible state");
    }
    ring.set(v, ring.element(state.get(0)));
    ring.set(w, ring.element(state.get(1)));
    if (!invariantHolds()) {
      throw new BadCheckpointException("a checkpoint with an impossible state");
    }
    ring.set(goodV, v);
    ring.set(goodW, w);
    goodPosition = at;
    passedAt = state.get(2).longValueExact();
  }

  @Override
  void corrupt() {
    ring.add(v, v, two);
  }
}
