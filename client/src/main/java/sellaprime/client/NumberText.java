package sellaprime.client;

import java.math.BigInteger;

/** How a number is written for the service. */
final class NumberText {
  /**
   * Decimal is for people; its conversion takes more than linear time, so long numbers go as
   * hexadecimals.
   */
  static final int MAX_DECIMAL_BITS = 4096;

  private NumberText() {}

  /**
   * {@code n} in decimal, or above {@value #MAX_DECIMAL_BITS} bits in hexadecimal.
   *
   * @throws IllegalArgumentException if n is negative
   */
  static String of(BigInteger n) {
    if (n.signum() < 0) {
      throw new IllegalArgumentException("A negative number is neither prime nor composite");
    }
    return n.bitLength() <= MAX_DECIMAL_BITS ? n.toString() : "0x" + n.toString(16);
  }
}
