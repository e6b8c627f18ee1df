package sellaprime.primality.input;

/**
 * How large a number, and how long and deep a text, is accepted.
 *
 * @param maxDigits decimal digits of a value, 1 to 100,000,000. Intermediate results may pass it by
 *     about 20 digits, so that {@code 10^100000-1} is no special case
 * @param maxLength characters of a text, at least 1
 * @param maxDepth parentheses and exponents inside one another, 1 to 1000; this bounds the stack
 */
public record InputLimits(int maxDigits, int maxLength, int maxDepth) {

  /** The largest {@code maxDigits} there is. */
  public static final int MAX_DIGITS = 100_000_000;

  /** 100,000 digits, with room in the text for spaces and expressions. */
  public static final InputLimits DEFAULT = ofDigits(100_000);

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public InputLimits {
    require(maxDigits >= 1 && maxDigits <= MAX_DIGITS, "maxDigits", maxDigits);
    require(maxLength >= 1, "maxLength", maxLength);
    require(maxDepth >= 1 && maxDepth <= 1000, "maxDepth", maxDepth);
  }

  /** The limits for numbers of up to {@code maxDigits} digits, with the usual length and depth. */
  public static InputLimits ofDigits(int maxDigits) {
    return new InputLimits(maxDigits, 2 * maxDigits + 1000, 100);
  }

  private static void require(boolean condition, String name, int value) {
    if (!condition) {
      throw new IllegalArgumentException(name + " is out of range: " + value);
    }
  }
}
