package sellaprime.grid.balance;

/** No tester takes work at the moment. Repeating is safe, and helps once one has started. */
public final class NoTesterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says so. */
  public NoTesterException() {
    super("no tester takes work at the moment");
  }
}
