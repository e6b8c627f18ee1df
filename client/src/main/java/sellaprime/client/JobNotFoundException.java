package sellaprime.client;

/**
 * No node knows the job: it was never accepted, its answer has expired, or every node that kept it
 * is gone. To have it answered, submit its number again with the same id.
 */
public final class JobNotFoundException extends JobRefusedException {
  private static final long serialVersionUID = 1L;

  /** The service's NOT_FOUND for the job {@code id}. */
  public JobNotFoundException(String id, Reply reply) {
    super(id, reply);
  }
}
