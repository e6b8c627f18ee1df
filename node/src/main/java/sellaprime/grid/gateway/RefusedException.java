package sellaprime.grid.gateway;

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

  private final Reason reason;
  private final int retryAfterSeconds;

  RefusedException(Reason reason, String message, int retryAfterSeconds) {
    super(message);
    this.reason = reason;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** The kind of refusal. */
  public Reason reason() {
    return reason;
  }

  /** When to come again; 0 if repeating does not help. */
  public int retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
