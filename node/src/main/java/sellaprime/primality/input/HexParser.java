package sellaprime.primality.input;

import java.math.BigInteger;

/** Hexadecimal digits to a number in linear time, through its bytes. */
final class HexParser {

  private HexParser() {}

  /**
   * Parses the characters from {@code start} to {@code end}, all of which must be hexadecimal
   * digits.
   */
  static BigInteger parse(String text, int start, int end) {
    byte[] magnitude = new byte[(end - start + 1) / 2];
    int target = magnitude.length;
    for (int i = end; i > start; i -= 2) {
      int low = valueOf(text.charAt(i - 1));
      int high = i - 2 >= start ? valueOf(text.charAt(i - 2)) : 0;
      magnitude[--target] = (byte) (high << 4 | low);
    }
    return new BigInteger(1, magnitude);
  }

  static boolean isHexDigit(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  /** The value of an ASCII hexadecimal digit. */
  static int valueOf(char digit) {
    return digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
  }
}
