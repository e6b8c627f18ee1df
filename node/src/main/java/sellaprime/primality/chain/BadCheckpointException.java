package sellaprime.primality.chain;

/** A record that is not a checkpoint, a damaged one, or one of another computation. */
public final class BadCheckpointException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  BadCheckpointException(String message) {
    super(message);
  }
}
