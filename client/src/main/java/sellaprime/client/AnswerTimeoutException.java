package sellaprime.client;

import java.time.Duration;

/** The caller's time is up, not the job's: it goes on, and {@link #id} is the way to its answer. */
public final class AnswerTimeoutException extends PrimesClientException {
  private static final long serialVersionUID = 1L;

  AnswerTimeoutException(String id, Duration timeout) {
    super(
        "No answer within "
            + timeout.toMillis() / 1000.0
            + " s. The job goes on if it was accepted: ask later with await(\""
            + id
            + "\")",
        id,
        true,
        null);
  }
}
