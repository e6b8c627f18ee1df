package sellaprime.primality.proof;

/** Ends an attempt at a proof: the number turned out to be composite. Stays in this package. */
final class CompositeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param reason a short text for people
   */
  CompositeException(String reason) {
    super(reason, null, false, false);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
