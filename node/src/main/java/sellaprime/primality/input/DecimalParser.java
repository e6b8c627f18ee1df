package sellaprime.primality.input;

import java.math.BigInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Decimal digits to a number, by halves: high &middot; 10<sup>k</sup> + low.
 *
 * <p>Cost: O(M(n) log n) for n digits, with M(n) the cost of a product, where {@link
 * BigInteger#BigInteger(String)} takes O(n<sup>2</sup>); 100,000 digits in a few milliseconds. The
 * powers 10<sup>64&middot;2^i</sup> are kept for the life of the process, less than one byte for
 * each digit of the longest number seen. Thread-safe.
 */
final class DecimalParser {

  /** Pieces up to this many digits go to the JDK: below, its quadratic method is the faster one. */
  private static final int SMALL_DIGITS = 64;

  /** At i: 10 to SMALL_DIGITS * 2^i. A race computes the same value twice, at worst. */
  private static final AtomicReferenceArray<BigInteger> POWERS = new AtomicReferenceArray<>(26);

  private DecimalParser() {}

  /**
   * Parses the characters from {@code start} to {@code end}, all of which must be ASCII digits;
   * leading zeros are allowed.
   */
  static BigInteger parse(String text, int start, int end) {
    int length = end - start;
    if (length <= SMALL_DIGITS) {
      return new BigInteger(text.substring(start, end));
    }
    // The largest i with SMALL_DIGITS * 2^i < length: the low part is never shorter than the high
    // one.
    int i = 31 - Integer.numberOfLeadingZeros((length - 1) / SMALL_DIGITS);
    int middle = end - (SMALL_DIGITS << i);
    return parse(text, start, middle).multiply(power(i)).add(parse(text, middle, end));
  }

  private static BigInteger power(int i) {
    BigInteger power = POWERS.get(i);
    if (power == null) {
      power = i == 0 ? BigInteger.TEN.pow(SMALL_DIGITS) : power(i - 1).multiply(power(i - 1));
      POWERS.set(i, power);
    }
    return power;
  }
}
