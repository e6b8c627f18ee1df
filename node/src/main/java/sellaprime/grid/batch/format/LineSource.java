package sellaprime.grid.batch.format;

import java.io.IOException;
import sellaprime.grid.chunk.PackedLines;

/** Where the lines of a batch come from. Used by one thread. */
public interface LineSource {

  /**
   * Adds the next line to {@code lines}; see {@link sellaprime.grid.chunk.Lines}. Blocks until
   * there is one.
   *
   * @return false if there is none any more; then nothing was added
   * @throws IOException if it cannot be known whether there is
   */
  boolean next(PackedLines lines) throws IOException;

  /** Whether the next line may have to be waited for. */
  boolean mayBlock() throws IOException;
}
