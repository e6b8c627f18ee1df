package sellaprime.grid.gateway;

import sellaprime.grid.observe.GridObserver.Refusal;

/** Why a gateway refused a request. Nothing was accepted, and nothing else was disturbed. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The kinds of refusal. */
  public enum Reason {
    /** The id is not of the accepted form. Repeating does not help. */
    BAD_ID,
    /** The id belongs to a job with another number. Repeating does not help. */
    CONFLICT,
    /** There is too much unfinished work. Repeat later. */
    OVERLOADED,
    /** This node is starting, draining, or sees no tester. Repeat, best at another node. */
    UNAVAILABLE
  }

  private final Refusal why;
  private final int retryAfterSeconds;

  RefusedException(Refusal why, String message, int retryAfterSeconds) {
    super(message);
    this.why = why;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** The kind of refusal. */
  public Reason reason() {
    return switch (why) {
      case BAD_ID -> Reason.BAD_ID;
      case CONFLICT -> Reason.CONFLICT;
      case JOBS, CHARACTERS, WORK, SHARE, ROOM -> Reason.OVERLOADED;
      case NO_TESTER, LEAVING -> Reason.UNAVAILABLE;
    };
  }

  /** What exactly stood against it. */
  public Refusal why() {
    return why;
  }

  /** When to come again; 0 if repeating does not help. */
  public int retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
