package sellaprime.grid.chunk;

import java.nio.charset.StandardCharsets;
import sellaprime.job.Bytes;

/** Goes through {@link PackedLines}, line by line, without making an object for a line. */
public final class LineCursor {
  /** What a text has before its characters. */
  public static final int HEAD = 1 + Integer.BYTES;

  private static final byte[] NOTHING = {};

  private byte[] source = NOTHING;
  private int end;
  private int begin;
  private int next;
  private byte kind;
  private long word;

  /** At no line; {@link #restart} says where to go. */
  public LineCursor() {}

  /** Before the first of {@code lines}. */
  public LineCursor(Bytes lines) {
    restart(lines.array(), 0, lines.size());
  }

  /** Goes before the line that begins at {@code from}; the last one ends before {@code to}. */
  public LineCursor restart(byte[] packed, int from, int to) {
    source = packed;
    begin = from;
    next = from;
    end = to;
    return this;
  }

  /**
   * Goes to the next line; returns false if there is none, or not all of it.
   *
   * @throws IllegalArgumentException if these are no packed lines
   */
  public boolean next() {
    if (!hasNext()) {
      return false;
    }
    kind = source[next];
    begin = next;
    next += nextSize();
    if (isWord()) {
      word = readWord(begin + 1, kind);
    }
    return true;
  }

  /** Whether there is one more line, to its end. */
  public boolean hasNext() {
    return next < end && nextSize() <= end - next;
  }

  /**
   * How many bytes the next line has, as far as its beginning is there; {@link #HEAD} at least if
   * it is a text and its length is not.
   */
  public int nextSize() {
    byte first = source[next];
    if (first < 0 || first > PackedLines.TEXT) {
      throw new IllegalArgumentException("a packed line begins with " + first);
    }
    if (first != PackedLines.TEXT) {
      return 1 + first;
    }
    if (end - next < HEAD) {
      return HEAD;
    }
    int length = (int) PackedLines.INT.get(source, next + 1);
    if (length < 0 || length > Integer.MAX_VALUE - HEAD) {
      throw new IllegalArgumentException("a packed line of " + length + " bytes");
    }
    return HEAD + length;
  }

  private long readWord(int from, int length) {
    if (from + Long.BYTES <= source.length) { // what comes after it is shifted out
      int foreign = Long.SIZE - length * Byte.SIZE;
      return (long) PackedLines.LONG.get(source, from) << foreign >>> foreign;
    }
    long value = 0;
    for (int i = length - 1; i >= 0; i--) {
      value = (value << Byte.SIZE) | (source[from + i] & 0xff);
    }
    return value;
  }

  /** Whether there is no number on the line. */
  public boolean isEmpty() {
    return kind == 0;
  }

  /** Whether the line is a plain decimal below 2<sup>64</sup>: {@link #word}. */
  public boolean isWord() {
    return kind != 0 && kind != PackedLines.TEXT;
  }

  /** The value of a plain decimal. */
  public long word() {
    return word;
  }

  /** Whether it could not be understood; see {@link Lines}. */
  public boolean isBad() {
    return kind == PackedLines.TEXT && textLength() > 0 && source[textFrom()] == Lines.BAD;
  }

  /** The line as a string. */
  public String text() {
    if (isWord()) {
      return Long.toUnsignedString(word);
    }
    return isEmpty() ? "" : new String(source, textFrom(), textLength(), StandardCharsets.UTF_8);
  }

  /** Where the text of a line that is neither empty nor a plain decimal begins in its source. */
  public int textFrom() {
    return begin + HEAD;
  }

  /** Its length in bytes. */
  public int textLength() {
    return next - textFrom();
  }

  /** What it reads from. */
  public byte[] source() {
    return source;
  }

  int packedFrom() {
    return begin;
  }

  int packedSize() {
    return next - begin;
  }

  /** Where the next line begins. */
  public int rest() {
    return next;
  }
}
