package sellaprime.job;

import org.jspecify.annotations.Nullable;

/**
 * What {@link JobTransitions} makes of an event: the job as it now stands, whether it changed, and
 * if not, why not.
 */
public final class Ruling {
  /** The kinds of ruling. */
  public enum Kind {
    /** The event counts; the job changed. */
    APPLIED,
    /** It was already so: the same submission again, or cancelled before. Repeating is harmless. */
    ALREADY_SO,
    /** The id is taken by a job with another number. */
    CONFLICT,
    /** The event speaks of an attempt that is no longer the current one. */
    STALE,
    /** The job is over; its outcome stands. */
    OVER,
    /** There is no such job. */
    UNKNOWN
  }

  private final Kind kind;
  private final @Nullable Job job;

  private Ruling(Kind kind, @Nullable Job job) {
    this.kind = kind;
    this.job = job;
  }

  static Ruling applied(Job next) {
    return new Ruling(Kind.APPLIED, next);
  }

  /** The event counted, at another node, which does not send the changed job back. */
  public static Ruling appliedElsewhere() {
    return new Ruling(Kind.APPLIED, null);
  }

  /** The event did not count, for the reason {@code why}. */
  public static Ruling unchanged(Kind why, @Nullable Job standing) {
    return new Ruling(why, standing);
  }

  /** What became of the event. */
  public Kind kind() {
    return kind;
  }

  /** Returns true if the job changed. */
  public boolean isApplied() {
    return kind == Kind.APPLIED;
  }

  /**
   * The job as it stands after the event; null if there is none, if it changed at another node, or
   * if the sender has it as it is.
   */
  public @Nullable Job job() {
    return job;
  }
}
