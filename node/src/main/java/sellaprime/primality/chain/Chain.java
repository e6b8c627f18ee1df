package sellaprime.primality.chain;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import sellaprime.primality.arith.Ring;
import sellaprime.primality.arith.Watch;

/**
 * A sequence of steps modulo n, with a check that shows faults of the machine, and a last good
 * state to return to when it does.
 *
 * <p>Mutable, for one thread, as its ring is. Moved by {@link ChainRunner}.
 *
 * @param <E> an element of the ring
 */
public abstract sealed class Chain<E> permits PowerChain, SquareLessTwoChain, LucasChain {

  final Ring<E> ring;
  private final String identity;
  private final long length;
  private final int values;
  private long position;
  private final Set<Long> faults = new HashSet<>();

  Chain(Ring<E> ring, String identity, long length, int values) {
    this.ring = ring;
    this.identity = identity;
    this.length = length;
    this.values = values;
  }

  /** The arithmetic in use. */
  public final Ring<E> ring() {
    return ring;
  }

  /** Steps in all. */
  public final long length() {
    return length;
  }

  /** Steps done. */
  public final long position() {
    return position;
  }

  /** Whether every step is done. */
  public final boolean isDone() {
    return position >= length;
  }

  /** Whether a fault of the machine would be seen. */
  public abstract boolean isChecked();

  /**
   * Goes on from a record.
   *
   * @throws BadCheckpointException if it is of another computation, or its state cannot be
   */
  public final void resume(Checkpoint checkpoint) {
    if (!checkpoint.identity().equals(identity)) {
      throw new BadCheckpointException("a checkpoint of another computation");
    }
    boolean fits =
        checkpoint.values().size() == values
            && checkpoint.position() >= 0
            && checkpoint.position() <= length;
    for (BigInteger value : checkpoint.values()) {
      fits &= value.signum() >= 0;
    }
    if (!fits) {
      throw new BadCheckpointException("a checkpoint with an impossible state");
    }
    restore(checkpoint.position(), checkpoint.values());
    position = checkpoint.position();
  }

  /** Whether {@code bytes} are a checkpoint of this computation. */
  public final boolean owns(byte[] bytes) {
    try {
      return Checkpoint.fromBytes(bytes).identity().equals(identity);
    } catch (BadCheckpointException foreign) {
      return false;
    }
  }

  /** A record of a state at or shortly before the present one. */
  public final Checkpoint checkpoint() {
    List<BigInteger> state = new ArrayList<>();
    long at = save(state);
    return new Checkpoint(identity, at, state);
  }

  /**
   * One step, and the check if one is due.
   *
   * @return false if a check failed; then the chain is back at its last good state
   * @throws java.util.concurrent.CancellationException in a long check, once {@code watch} says so;
   *     the chain is of no further use then
   */
  final boolean advance(Watch watch) {
    boolean holds = step();
    position++;
    if (!faults.isEmpty() && faults.remove(position)) {
      corrupt();
    }
    if (holds && settle(watch)) {
      return true;
    }
    position = goBack();
    return false;
  }

  /** For tests: once, a wrong value after the step that leads to {@code position}. */
  final void injectFault(long position) {
    faults.add(position);
  }

  /** Sets the position before the first step. */
  final void startAt(long start) {
    position = start;
  }

  /** From {@link #position} to the next; false if a fault was seen at once. */
  abstract boolean step();

  /** After a step: makes the check if it is due; false if it failed. */
  abstract boolean settle(Watch watch);

  /**
   * Takes up the last good state.
   *
   * @return its position
   */
  abstract long goBack();

  /** Whether a checkpoint can be made now, and would hold something new. */
  abstract boolean isSavable();

  /**
   * Adds the state to {@code state}.
   *
   * @return its position
   */
  abstract long save(List<BigInteger> state);

  /** Takes up what {@link #save} has saved. */
  abstract void restore(long at, List<BigInteger> state);

  /** For tests: spoils the present value. */
  abstract void corrupt();
}
