package sellaprime.primality.chain;

import java.math.BigInteger;
import java.util.List;
import sellaprime.primality.arith.CheckedRing;
import sellaprime.primality.arith.Ring;
import sellaprime.primality.arith.Watch;

/**
 * s := s<sup>2</sup> - 2, again and again: Lucas-Lehmer, and Riesel's generalisation of it.
 *
 * <p><b>Check.</b> These values have no law by which a fault would show later; each product is
 * looked at as it is made, if the ring is a {@link CheckedRing}. Other rings compute unchecked.
 *
 * @param <E> an element of the ring
 */
public final class SquareLessTwoChain<E> extends Chain<E> {

  /** Steps from copy to copy of the good state. */
  private static final int COPY_EVERY = 1000;

  private final boolean checked;
  private final E two;
  private E value;
  private E next;
  private final E good;
  private long goodPosition;

  private SquareLessTwoChain(Ring<E> ring, BigInteger start, long steps) {
    super(
        ring,
        Checkpoint.identity("square less 2, " + steps + " steps", ring.modulus(), start),
        steps,
        1);
    this.checked = ring instanceof CheckedRing;
    this.two = ring.element(BigInteger.TWO);
    this.value = ring.element(start);
    this.next = ring.copy(value);
    this.good = ring.copy(value);
  }

  /** {@code steps} steps from {@code start}. */
  public static <E> SquareLessTwoChain<E> of(Ring<E> ring, BigInteger start, long steps) {
    return new SquareLessTwoChain<>(ring, start, steps);
  }

  /** Lucas-Lehmer: for an odd prime p, 2^p - 1, the modulus, is prime if the chain ends in 0. */
  public static <E> SquareLessTwoChain<E> lucasLehmer(Ring<E> ring) {
    int p = ring.modulus().bitLength();
    if (p < 3 || ring.modulus().bitCount() != p) {
      throw new IllegalArgumentException("Lucas-Lehmer is for 2^p - 1 with p > 2");
    }
    return of(ring, BigInteger.valueOf(4), p - 2L);
  }

  /** The value now. */
  public E value() {
    return value;
  }

  /** Whether the value is 0; at the end. */
  public boolean isZero() {
    return ring.isZero(value);
  }

  @Override
  public boolean isChecked() {
    return checked;
  }

  @Override
  boolean step() {
    boolean holds = true;
    if (checked) {
      holds = ((CheckedRing<E>) ring).squareLessTwoChecked(next, value);
    } else {
      ring.square(next, value);
      ring.subtract(next, next, two);
    }
    if (holds && position() - goodPosition >= COPY_EVERY) {
      // The check has just seen that the value before is as it was made.
      ring.set(good, value);
      goodPosition = position();
    }
    E before = value;
    value = next;
    next = before;
    return holds;
  }

  @Override
  boolean settle(Watch watch) {
    return true;
  }

  @Override
  long goBack() {
    ring.set(value, good);
    return goodPosition;
  }

  @Override
  boolean isSavable() {
    return true;
  }

  @Override
  long save(List<BigInteger> state) {
    state.add(ring.value(value));
    return position();
  }

  @Override
  void restore(long at, List<BigInteger> state) {
    value = ring.element(state.get(0));
    ring.set(good, value);
    goodPosition = at;
  }

  @Override
  void corrupt() {
    throw new UnsupportedOperationException("faults of these products are the ring's to see");
  }
}
