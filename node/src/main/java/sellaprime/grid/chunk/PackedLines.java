package sellaprime.grid.chunk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import sellaprime.job.Bytes;

/**
 * Lines, as they travel and are kept; {@link LineCursor} reads them.
 *
 * <p><b>Form.</b> Each line begins with a byte. 0: the line is empty. 1 to 8: so many bytes follow,
 * the lowest first, of a number below 2<sup>64</sup>. {@link #TEXT}: the length of the line in four
 * bytes, the lowest first, and its characters in UTF-8. A plain decimal below 2<sup>64</sup> is
 * always packed as such, so equal lines are equal bytes; one with a sign or needless zeros is text,
 * since it is to be told as it was sent.
 *
 * <p>So a random number of 64 bits takes 9 bytes instead of 21, and its digits are read once.
 */
public final class PackedLines {
  /** Begins a line that is no plain decimal below 2<sup>64</sup>. */
  static final byte TEXT = 9;

  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[1 << 12];
  private int size;
  private int lines;

  /** Adds a line without a number. */
  public void addEmpty() {
    makeRoom(1);
    bytes[size++] = 0;
    lines++;
  }

  /** Adds a plain decimal. */
  public void addWord(long word) {
    makeRoom(1 + Long.BYTES);
    int length = bytesOf(word);
    bytes[size] = (byte) length;
    LONG.set(bytes, size + 1, word);
    size += 1 + length;
    lines++;
  }

  /** From 1: zero takes a byte as well, since a line of none is empty. */
  private static int bytesOf(long word) {
    return Long.BYTES - Long.numberOfLeadingZeros(word | 1) / Byte.SIZE;
  }

  /** Adds a line, which is in {@code text} from {@code from} to before {@code to}, in UTF-8. */
  public void add(byte[] text, int from, int to) {
    if (from == to) {
      addEmpty();
    } else if (Decimals.isWord(text, from, to)) {
      addWord(Decimals.word(text, from, to));
    } else {
      int length = to - from;
      makeRoom(1 + Integer.BYTES + length);
      bytes[size] = TEXT;
      INT.set(bytes, size + 1, length);
      System.arraycopy(text, from, bytes, size + 1 + Integer.BYTES, length);
      size += 1 + Integer.BYTES + length;
      lines++;
    }
  }

  /** Adds a line. */
  public void add(String line) {
    byte[] text = line.getBytes(StandardCharsets.UTF_8);
    add(text, 0, text.length);
  }

  /** Adds {@code line} as it is packed already. */
  public void add(LineCursor line) {
    makeRoom(line.packedSize());
    System.arraycopy(line.source(), line.packedFrom(), bytes, size, line.packedSize());
    size += line.packedSize();
    lines++;
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

  /** How many lines there are. */
  public int lines() {
    return lines;
  }

  /** A copy of all bytes. */
  public Bytes packed() {
    return Bytes.of(Arrays.copyOf(bytes, size));
  }

  /** Puts {@code cursor} on the last line that was added, which begins at {@code from}. */
  public boolean read(int from, LineCursor cursor) {
    return cursor.restart(bytes, from, size).next();
  }

  /** Forgets all lines. */
  public void clear() {
    size = 0;
    lines = 0;
  }
}
