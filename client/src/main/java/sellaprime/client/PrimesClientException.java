package sellaprime.client;

import org.jspecify.annotations.Nullable;

/**
 * A question to the cluster that got no answer. Says what is known: which job, why, and whether the
 * same call may be made again.
 */
public class PrimesClientException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final @Nullable String id;
  private final boolean repeatable;

  /** What went wrong, with which job (if any), and whether the same call can succeed later. */
  public PrimesClientException(
      String message, @Nullable String id, boolean repeatable, @Nullable Throwable cause) {
    super(message, cause);
    this.id = id;
    this.repeatable = repeatable;
  }

  /** The job's id, or null if no single job is meant. */
  public @Nullable String id() {
    return id;
  }

  /**
   * Returns true if the same call, with the same id, may succeed when it is made again. Making it
   * again is harmless in any case, since a known id with the same number is the same job; false
   * means that it would fail the same way.
   */
  public boolean isRepeatable() {
    return repeatable;
  }
}
