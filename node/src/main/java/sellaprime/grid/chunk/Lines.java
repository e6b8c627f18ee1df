package sellaprime.grid.chunk;

/**
 * What a line of a batch can be. It is empty if there was no number on it; it is a number or an
 * expression; or, if it could not be understood, {@link #BAD}, the line as it was sent, another
 * {@link #BAD}, and why. {@link PackedLines} holds many.
 */
public final class Lines {
  /** Begins a bad line, and separates its halves. No number contains it. */
  public static final char BAD = 1;

  private Lines() {}

  /** A line that cannot be understood. */
  public static String bad(String line, String why) {
    return BAD + line.replace(BAD, ' ') + BAD + why;
  }
}
