package sellaprime.rest;

/** The server cannot listen where it was told to. The message is a sentence for the user. */
public final class CannotListenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CannotListenException(String message, Throwable cause) {
    super(message, cause);
  }
}
