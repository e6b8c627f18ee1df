package sellaprime.primality.input;

import java.math.BigInteger;
import java.util.Set;
import java.util.TreeSet;

/**
 * A number as a person writes it: decimal, {@code 0x} hexadecimal, or an expression of {@code + - *
 * ^ ! #} and parentheses.
 *
 * <p>From the tightest: postfix {@code n!} (factorial) and {@code n#} (product of the primes up to
 * n), {@code ^} (from the right: 2^3^2 = 512), {@code *}, then {@code +} and {@code -}. {@code 3!!}
 * is (3!)!, as in PARI/GP, not the double factorial. There is no sign; 0^0 is 1. White space may
 * stand between tokens, digits are ASCII.
 *
 * <p><b>Shape.</b> {@link #parse} reads the text once, in linear time, and bounds every
 * intermediate result without computing any: what it accepts can be evaluated. {@link #evaluate}
 * costs O(M(n) log n) for n digits of limit, times at most a constant of 64 for the worst
 * expressions that pass: some milliseconds for a decimal number of 100,000 digits, below a few
 * seconds for anything. Immutable, thread-safe; the value is not kept.
 */
public final class NumberExpression {

  private final String text;
  private final InputLimits limits;
  private final Parser.Parsed parsed;

  private NumberExpression(String text, InputLimits limits, Parser.Parsed parsed) {
    this.text = text;
    this.limits = limits;
    this.parsed = parsed;
  }

  /**
   * Reads {@code text} and bounds its size; computes nothing.
   *
   * @throws BadNumberException SYNTAX if it is no number, NEGATIVE if it has a negative part where
   *     none may be, TOO_LARGE if it or a part of it would be clearly over the limit
   */
  public static NumberExpression parse(String text, InputLimits limits) {
    if (text.length() > limits.maxLength()) {
      throw tooLong(text, limits);
    }
    return new NumberExpression(stripped(text), limits, new Parser(text, limits).parse());
  }

  /**
   * Computes the number.
   *
   * @return at least 0, with at most {@link InputLimits#maxDigits} digits
   * @throws BadNumberException NEGATIVE if it is negative; TOO_LARGE if it is over the limit after
   *     all, by a few digits
   */
  public BigInteger evaluate() {
    BigInteger value = parsed.node().evaluate();
    if (value.signum() < 0) {
      throw BadNumberException.negative(
          BadNumberException.UNKNOWN,
          "the value of the expression is negative; negative numbers are not tested.");
    }
    if (isOverLimit(value)) {
      throw BadNumberException.tooLarge(
          BadNumberException.UNKNOWN,
          "the number has more than " + limits.maxDigits() + " digits, which is the limit.");
    }
    return value;
  }

  /**
   * Numbers above 1 that are likely to share factors with the value minus 1 or plus 1, as the text
   * shows them: bases and coefficients, the primes of factorials and primorials. {@code 12*10^50+1}
   * has 10 and 12, {@code 5!-1} has 2, 3 and 5; plain digits have none. They cost at most as much
   * as {@link #evaluate}.
   *
   * @throws BadNumberException as {@link #evaluate} does
   */
  public Set<BigInteger> factorHints() {
    Set<BigInteger> hints = new TreeSet<>();
    if (parsed.node() instanceof Node.Sum sum) {
      sum.addFactorsOfTerms(hints);
    } else if (!(parsed.node() instanceof Node.Literal)) {
      parsed.node().addFactors(hints);
    }
    hints.removeIf(hint -> hint.compareTo(BigInteger.ONE) <= 0);
    return hints;
  }

  /** At least the bit length of the value, known without computing it; at least 1. */
  public int estimatedBits() {
    return parsed.size().bits();
  }

  /** The text as given, without the white space around it. */
  public String text() {
    return text;
  }

  @Override
  public String toString() {
    return text;
  }

  private boolean isOverLimit(BigInteger value) {
    double limitLog2 = Size.log2OfDigits(limits.maxDigits());
    // A value of k bits lies in [2^(k-1), 2^k); only near the limit must it be compared in full.
    if (value.bitLength() <= limitLog2 - 1) {
      return false;
    }
    return value.compareTo(BigInteger.TEN.pow(limits.maxDigits())) >= 0;
  }

  /**
   * A long row of digits deserves to be told its number of digits; else the length of the text
   * counts.
   */
  private static BadNumberException tooLong(String text, InputLimits limits) {
    String digits = stripped(text);
    if (digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      int leadingZeros = (int) digits.chars().takeWhile(c -> c == '0').count();
      if (digits.length() - leadingZeros > limits.maxDigits()) {
        return Literals.tooLong(0, digits.length() - leadingZeros, limits);
      }
    }
    return BadNumberException.tooLarge(
        BadNumberException.UNKNOWN,
        "the text has " + text.length() + " characters; the limit is " + limits.maxLength() + ".");
  }

  private static String stripped(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && Tokenizer.isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && Tokenizer.isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }
}
