package sellaprime.grid.batch.format;

import java.io.IOException;

/** Where the lines of a batch come from. Used by one thread. */
public interface LineSource {

  /**
   * Adds the next line to {@code line}, without a line feed; see {@link
   * sellaprime.grid.chunk.Lines}. Blocks until there is one.
   *
   * @return false if there is none any more; then nothing was added
   * @throws IOException if it cannot be known whether there is
   */
  boolean next(LineBuffer line) throws IOException;

  /** Whether the next line may have to be waited for. */
  boolean mayBlock() throws IOException;
}
