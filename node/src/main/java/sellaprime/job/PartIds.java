package sellaprime.job;

/** Ids of the parts of a compound job: its own, a tilde, and their number from 0. */
public final class PartIds {
  private static final char SEPARATOR = '~';

  private PartIds() {}

  /** The id of part {@code number}. */
  public static String of(String compound, int number) {
    return compound + SEPARATOR + number;
  }

  /** Returns true if {@code id} is that of a part: it ends in a tilde and a number. */
  public static boolean isPart(String id) {
    int digits = id.length();
    while (digits > 0 && Character.isDigit(id.charAt(digits - 1))) {
      digits--;
    }
    return digits < id.length() && digits > 1 && id.charAt(digits - 1) == SEPARATOR;
  }

  /**
   * The job that {@code part} is a part of.
   *
   * @throws IllegalArgumentException if it does not look like a part's id
   */
  public static String compoundOf(String part) {
    int end = part.lastIndexOf(SEPARATOR);
    if (end <= 0) {
      throw new IllegalArgumentException("not the id of a part: " + part);
    }
    return part.substring(0, end);
  }
}
