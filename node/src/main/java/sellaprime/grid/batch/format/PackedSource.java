package sellaprime.grid.batch.format;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import sellaprime.grid.chunk.LineCursor;
import sellaprime.grid.chunk.PackedLines;

/** Reads lines that are packed already. Holds one line. */
final class PackedSource implements LineSource {
  private final InputStream in;
  private final int mostBytes;
  private final int mostSize;
  private byte[] buffer = new byte[1 << 16];
  private int filled;
  private final LineCursor line = new LineCursor();

  /** Lines of at most {@code mostBytes}; longer ones are told as such. */
  PackedSource(InputStream in, int mostBytes) {
    this.in = in;
    this.mostBytes = mostBytes;
    this.mostSize = LineCursor.HEAD + mostBytes;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IOException if these are no packed lines, or the last one is cut off
   */
  @Override
  public boolean next(PackedLines lines) throws IOException {
    while (!hasNext()) {
      if (line.rest() < filled && line.nextSize() > mostSize) {
        skip(line.nextSize());
        lines.add(Formats.tooLong(mostBytes));
        return true;
      }
      if (!fill()) {
        return false;
      }
    }
    boolean isTooLong = line.nextSize() > mostSize;
    line.next();
    if (isTooLong) {
      lines.add(Formats.tooLong(mostBytes));
    } else {
      lines.add(line);
    }
    return true;
  }

  private boolean hasNext() throws IOException {
    try {
      return line.hasNext();
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Reads more behind what is left; returns false at the end. */
  private boolean fill() throws IOException {
    int rest = line.rest();
    System.arraycopy(buffer, rest, buffer, 0, filled - rest);
    filled -= rest;
    line.restart(buffer, 0, filled);
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int read = in.read(buffer, filled, buffer.length - filled);
    if (read < 0 && filled > 0) {
      throw new EOFException("the last line is cut off");
    }
    filled += Math.max(0, read);
    line.restart(buffer, 0, filled);
    return read >= 0;
  }

  /** Goes behind the next line, of {@code size} bytes, of which not all are there. */
  private void skip(int size) throws IOException {
    int left = size - (filled - line.rest());
    while (left > 0) {
      int read = in.read(buffer, 0, Math.min(left, buffer.length));
      if (read < 0) {
        throw new EOFException("the last line is cut off");
      }
      left -= read;
    }
    filled = 0;
    line.restart(buffer, 0, 0);
  }

  @Override
  public boolean mayBlock() throws IOException {
    return !hasNext() && in.available() == 0;
  }
}
