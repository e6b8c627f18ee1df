package sellaprime.rest;

/** Ends a request with a problem. */
final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final int retryAfterSeconds;

  /** {@code detail} tells the caller what is wrong and what to do. */
  ProblemException(int status, String detail) {
    this(status, detail, 0);
  }

  /** {@code retryAfterSeconds} is 0 if repeating does not help. */
  ProblemException(int status, String detail, int retryAfterSeconds) {
    super(detail);
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  static ProblemException noJob(String id) {
    return new ProblemException(404, "there is no job " + id);
  }

  int status() {
    return status;
  }

  int retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
