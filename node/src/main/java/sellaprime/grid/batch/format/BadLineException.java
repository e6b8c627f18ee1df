package sellaprime.grid.batch.format;

/** A line that cannot be understood; the message tells a person why. */
final class BadLineException extends Exception {
  private static final long serialVersionUID = 1L;

  BadLineException(String message) {
    super(message);
  }
}
