package sellaprime.job;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How far a long test has come, as its tester tells now and then. Immutable. */
public final class Progress {
  private final double done;
  private final byte @Nullable [] checkpoint;
  private final int attempt;
  private final long at;
  private final double former;

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
    this(done, checkpoint, attempt, at, 0);
  }

  /**
   * As above.
   *
   * @param former the farthest point from which a tester could have gone on, of all attempts before
   */
  public Progress(double done, byte @Nullable [] checkpoint, int attempt, long at, double former) {
    this.former = former;
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

  /** The farthest point from which a tester could have gone on, of all attempts before this. */
  public double former() {
    return former;
  }

  /**
   * Returns true if the next tester can go on from farther than any could before this attempt. What
   * has no checkpoint begins anew each time, however far it came.
   */
  boolean isFartherThanBefore() {
    return checkpoint != null && done > former;
  }

  /** This, as it follows on {@code last}: with its checkpoint if there is none of its own. */
  Progress after(@Nullable Progress last) {
    if (last == null) {
      return this;
    }
    double before = last.former;
    if (attempt != last.attempt && last.checkpoint != null) {
      before = Math.max(before, last.done);
    }
    return new Progress(
        done, checkpoint != null ? checkpoint : last.checkpoint, attempt, at, before);
  }
}
