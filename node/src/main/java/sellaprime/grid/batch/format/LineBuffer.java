package sellaprime.grid.batch.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that lines are added to. */
public final class LineBuffer {
  private byte[] bytes = new byte[1 << 16];
  private int size;

  /** Adds some bytes. */
  public void add(byte[] from, int start, int end) {
    int length = end - start;
    makeRoom(length);
    System.arraycopy(from, start, bytes, size, length);
    size += length;
  }

  /** Adds a text as UTF-8. */
  public void add(String text) {
    byte[] all = text.getBytes(StandardCharsets.UTF_8);
    add(all, 0, all.length);
  }

  /** Ends a line. */
  public void endLine() {
    makeRoom(1);
    bytes[size++] = '\n';
  }

  private void makeRoom(int length) {
    if (bytes.length - size < length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(size, length)));
    }
  }

  /** How many bytes there are. */
  public int size() {
    return size;
  }

  /** The byte at {@code index}. */
  public byte at(int index) {
    return bytes[index];
  }

  /** Forgets what comes after the first {@code length} bytes. */
  public void cut(int length) {
    size = length;
  }

  /** A copy of all bytes. */
  public byte[] bytes() {
    return Arrays.copyOf(bytes, size);
  }

  /** The bytes from {@code start} to before {@code end}, as text. */
  public String text(int start, int end) {
    return new String(bytes, start, end - start, StandardCharsets.UTF_8);
  }
}
