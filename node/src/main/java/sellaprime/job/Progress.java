package sellaprime.job;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How far a long test has come, as its tester tells now and then. Immutable. */
public final class Progress {
  private final double done;
  private final byte @Nullable [] checkpoint;
  private final int attempt;
  private final long at;

  /**
   * A record of where the test stands.
   *
   * @param done the fraction of the expected work that is done, from 0 to 1
   * @param checkpoint what the next tester needs to go on from here, or null if there is nothing of
   *     the kind; not to be changed any more
   * @param attempt the attempt that came so far
   * @param at milliseconds since the epoch
   */
  public Progress(double done, byte @Nullable [] checkpoint, int attempt, long at) {
    this.done = done;
    this.checkpoint = checkpoint;
    this.attempt = attempt;
    this.at = at;
  }

  /** The fraction of the expected work that is done, from 0 to 1. */
  public double done() {
    return done;
  }

  /** What the next tester needs to go on, or null; not to be changed. */
  public byte @Nullable [] checkpoint() {
    return checkpoint;
  }

  /** The attempt that came so far. */
  public int attempt() {
    return attempt;
  }

  /** Milliseconds since the epoch. */
  public long at() {
    return at;
  }

  /** Returns true if {@code other} says nothing that this does not. */
  boolean includes(Progress other) {
    return attempt == other.attempt
        && done >= other.done
        && (other.checkpoint == null || Arrays.equals(checkpoint, other.checkpoint));
  }

  /** This, with the checkpoint of {@code former} if it has none itself. */
  Progress after(@Nullable Progress former) {
    return checkpoint != null || former == null || former.checkpoint == null
        ? this
        : new Progress(done, former.checkpoint, attempt, at);
  }
}
