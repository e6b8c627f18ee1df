package sellaprime.primality.input;

/** The size of a literal, from its length and its first digits. Leading zeros do not count. */
final class Literals {

  /** So many digits always fit in a word. */
  private static final int WORD_DECIMALS = 18;

  private static final int WORD_HEX_DIGITS = 15;

  private Literals() {}

  /**
   * Bounds the literal {@code token} of {@code text}.
   *
   * @throws BadNumberException if it has more decimal digits than the limit
   */
  static Size sizeOf(String text, Token token, InputLimits limits) {
    int start = token.start();
    while (start < token.end() - 1 && text.charAt(start) == '0') {
      start++;
    }
    int digits = token.end() - start;
    boolean hex = token.kind() == Token.Kind.HEX;
    if (hex) {
      return sizeOfHex(text, token, start, digits, limits);
    }
    if (digits > limits.maxDigits()) {
      throw tooLong(token.start(), digits, limits);
    }
    int leadDigits = Math.min(digits, WORD_DECIMALS);
    long lead = Long.parseLong(text, start, start + leadDigits, 10);
    return Size.ofDecimal(lead, leadDigits, digits);
  }

  static BadNumberException tooLong(int position, int digits, InputLimits limits) {
    return BadNumberException.tooLarge(
        position, "the number has " + digits + " digits; the limit is " + limits.maxDigits() + ".");
  }

  private static Size sizeOfHex(
      String text, Token token, int start, int digits, InputLimits limits) {
    if (digits <= WORD_HEX_DIGITS) {
      return Size.ofExact(Long.parseLong(text, start, token.end(), 16));
    }
    int leadBits =
        Integer.SIZE - Integer.numberOfLeadingZeros(HexParser.valueOf(text.charAt(start)));
    double bits = leadBits + 4.0 * (digits - 1);
    Size size = Size.ofLog2(bits);
    // From 2^(bits - 1) on: one bit less is still too many.
    if (bits - 1 > Size.log2OfDigits(limits.maxDigits())) {
      throw BadNumberException.tooLarge(
          token.start(),
          "the number has " + size.digitsInWords() + "; the limit is " + limits.maxDigits() + ".");
    }
    return size;
  }
}
