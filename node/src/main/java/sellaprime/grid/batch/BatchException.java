package sellaprime.grid.batch;

/** Why a batch cannot be fed, or read. What was fed before stands. */
public final class BatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The kinds. */
  public enum Reason {
    /** There is no such batch. */
    UNKNOWN,
    /** The results asked for have been thrown away. */
    GONE,
    /** It is over, or somebody else feeds it, or lines are missing before those that came. */
    CONFLICT,
    /** The room for jobs is too full to feed more. Repeat later: results have to go first. */
    FULL,
    /** Too many batches are fed or read on this node. Repeat later, or at another node. */
    BUSY,
    /** This node stops. Go on at another one. */
    STOPPING
  }

  private final Reason reason;

  BatchException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** The kind. */
  public Reason reason() {
    return reason;
  }
}
