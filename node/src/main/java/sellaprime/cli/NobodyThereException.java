package sellaprime.cli;

/** No node answers where the user said. */
final class NobodyThereException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NobodyThereException(String message, Throwable cause) {
    super(message, cause);
  }
}
