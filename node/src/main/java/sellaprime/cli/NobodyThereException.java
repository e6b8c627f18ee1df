package sellaprime.cli;

import org.jspecify.annotations.Nullable;

/** No node answers where the user said. */
final class NobodyThereException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NobodyThereException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
