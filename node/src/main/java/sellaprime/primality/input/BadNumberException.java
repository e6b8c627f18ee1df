package sellaprime.primality.input;

/**
 * A text that is refused as a number. The message tells a person what is wrong, where (characters
 * are counted from 1), and what to do. Repeating with the same text and limits fails again.
 */
public final class BadNumberException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The position when no single character is to blame. */
  public static final int UNKNOWN = -1;

  /** Why the text is refused. */
  public enum Reason {
    /** It is not a number or an expression. */
    SYNTAX,
    /** It, or a part that must not be, is negative. */
    NEGATIVE,
    /** It, or an intermediate result, is over the limit; or the text itself is too long. */
    TOO_LARGE
  }

  private final Reason reason;
  private final int position;

  /** Not about any character in particular. */
  public BadNumberException(Reason reason, String problem) {
    this(reason, UNKNOWN, problem);
  }

  BadNumberException(Reason reason, int position, String problem) {
    super(position == UNKNOWN ? problem : "at character " + (position + 1) + ": " + problem);
    this.reason = reason;
    this.position = position;
  }

  static BadNumberException syntax(int position, String problem) {
    return new BadNumberException(Reason.SYNTAX, position, problem);
  }

  static BadNumberException negative(int position, String problem) {
    return new BadNumberException(Reason.NEGATIVE, position, problem);
  }

  static BadNumberException tooLarge(int position, String problem) {
    return new BadNumberException(Reason.TOO_LARGE, position, problem);
  }

  /** Why the text is refused. */
  public Reason reason() {
    return reason;
  }

  /**
   * The offending character in the text as given, counted from 0; {@link #UNKNOWN} if there is
   * none.
   */
  public int position() {
    return position;
  }
}
