package sellaprime.grid.data;

import org.jspecify.annotations.Nullable;

/** A data directory cannot be used. The message is for the user; nothing in it was changed. */
public final class DataDirectoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DataDirectoryException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
