package sellaprime.primality.chain;

/**
 * The checks of a computation fail again and again at one place: this machine does not compute
 * rightly. Nothing is known of the number; elsewhere the same test may succeed.
 */
public final class ComputationFaultException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  ComputationFaultException(String message) {
    super(message);
  }
}
