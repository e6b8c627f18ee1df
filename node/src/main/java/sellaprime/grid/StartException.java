package sellaprime.grid;

import org.jspecify.annotations.Nullable;

/**
 * A node could not start. The message says why, and what to do, in terms of what the user typed.
 */
public final class StartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
