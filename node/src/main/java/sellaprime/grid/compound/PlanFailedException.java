package sellaprime.grid.compound;

/** A compound job can never be done; the message tells its caller why. */
public final class PlanFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a message for the caller. */
  public PlanFailedException(String message) {
    super(message);
  }
}
