package sellaprime.grid.jobs;

/** A change could not be stored, or it is unknown whether it was. Repeating it is safe. */
public final class StoreUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Tells what was tried and why it failed. */
  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
