package sellaprime.client;

import org.jspecify.annotations.Nullable;

/** The service has refused a job: nothing was accepted by this call. */
public class JobRefusedException extends PrimesClientException {
  private static final long serialVersionUID = 1L;

  private final Reply.Status status;
  private final @Nullable String detail;
  private final long retryAfterMs;

  /** The service's reply to the job {@code id}; never one with status OK. */
  public JobRefusedException(String id, Reply reply) {
    super(
        "Job " + id + " was refused: " + reply.status() + describe(reply.detail()),
        id,
        isRepeatable(reply.status()),
        null);
    this.status = reply.status();
    this.detail = reply.detail();
    this.retryAfterMs = reply.retryAfterMs();
  }

  private static String describe(@Nullable String detail) {
    return detail == null ? "" : " (" + detail + ")";
  }

  private static boolean isRepeatable(Reply.Status status) {
    return status == Reply.Status.OVERLOADED || status == Reply.Status.UNAVAILABLE;
  }

  /** Why, for programs. */
  public Reply.Status status() {
    return status;
  }

  /** Why, for people; null if the service gave no reason. */
  public @Nullable String detail() {
    return detail;
  }

  /** When to come again, in milliseconds; 0 if there is no telling. */
  public long retryAfterMs() {
    return retryAfterMs;
  }
}
