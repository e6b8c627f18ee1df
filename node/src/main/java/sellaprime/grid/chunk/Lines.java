package sellaprime.grid.chunk;

import java.nio.charset.StandardCharsets;

/**
 * The lines of a chunk, as bytes of UTF-8. A line is empty if there was no number on it; it is a
 * number or an expression; or, if it could not be understood, {@link #BAD}, the line as it was
 * sent, another {@link #BAD}, and why.
 */
public final class Lines {
  /** Begins a bad line, and separates its halves. No number contains it. */
  public static final char BAD = 1;

  private Lines() {}

  /** A line that cannot be understood. */
  public static String bad(String line, String why) {
    return BAD + line.replace(BAD, ' ') + BAD + why;
  }

  /** The number of the line feed that ends the line from {@code from}, or the end of all. */
  static int end(byte[] text, int from) {
    int i = from;
    while (i < text.length && text[i] != '\n') {
      i++;
    }
    return i;
  }

  /** As a string. */
  static String string(byte[] text, int from, int to) {
    return new String(text, from, to - from, StandardCharsets.UTF_8);
  }
}
