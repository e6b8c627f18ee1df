package sellaprime.primality.input;

import java.math.BigInteger;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a value before it is computed: an upper bound of log2 of its absolute value, and
 * the value itself if it fits in a word.
 *
 * <p>The bound may be infinite, never NaN. Rounding of doubles could make it fall short by a hair;
 * each operation adds {@link #PAD} of itself against that.
 *
 * @param log2 at least log2 |value|; 0 for values -1, 0 and 1
 * @param exact the value, null if it is not known
 */
record Size(double log2, @Nullable Long exact) {

  private static final double PAD = 1e-12;
  private static final double LOG2_E = 1 / Math.log(2);
  private static final double LOG2_10 = Math.log(10) * LOG2_E;

  /** Up to here the size of a primorial is summed exactly, which takes a few milliseconds. */
  private static final int SIEVED = 1 << 20;

  /** 20 factorial, the largest that fits in a word; 47# is the largest primorial that does. */
  private static final int LARGEST_EXACT_FACTORIAL = 20;

  private static final int LARGEST_EXACT_PRIMORIAL = 52;

  static Size ofExact(long value) {
    return new Size(Math.abs((double) value) < 2 ? 0 : log2(Math.abs((double) value)), value);
  }

  static Size ofLog2(double log2) {
    return new Size(log2 * (1 + PAD), null);
  }

  /**
   * Of an integer of this many decimal digits that starts with {@code lead}, all of {@code
   * leadDigits}.
   */
  static Size ofDecimal(long lead, int leadDigits, int digits) {
    return digits == leadDigits
        ? ofExact(lead)
        : ofLog2(log2(lead + 1.0) + (digits - leadDigits) * LOG2_10);
  }

  /** Of a sum or a difference: |a &plusmn; b| <= |a| + |b|. */
  Size plus(Size other, boolean subtract) {
    if (exact != null && other.exact != null) {
      long b = other.exact;
      long sum = subtract ? exact - b : exact + b;
      // The largest words overflow; then only the bound is kept.
      if (Math.abs((double) exact) + Math.abs((double) b) < Long.MAX_VALUE) {
        return ofExact(sum);
      }
    }
    double high = Math.max(log2, other.log2);
    double low = Math.min(log2, other.log2);
    return ofLog2(high == low ? high + 1 : high + log2(1 + Math.pow(2, low - high)));
  }

  Size times(Size other) {
    if (isExactly(0) || other.isExactly(0)) {
      return ofExact(0);
    }
    if (exact != null && other.exact != null && log2 + other.log2 < 62) {
      return ofExact(exact * other.exact);
    }
    return ofLog2(log2 + other.log2);
  }

  /** Of this to the power {@code exponent}, taken as not negative. */
  Size power(Size exponent) {
    if (log2 == 0) {
      // -1, 0 or 1: so is any power.
      return isExactly(1) ? this : new Size(0, null);
    }
    double bound = log2 * exponent.magnitude();
    if (exact != null && exponent.exact != null && bound < 62) {
      return ofExact(BigInteger.valueOf(exact).pow(exponent.exact.intValue()).longValueExact());
    }
    return ofLog2(bound);
  }

  /**
   * Of n!: below sqrt(2&pi;n) (n/e)<sup>n</sup> e<sup>1/12n</sup>.
   *
   * @see "Robbins: A remark on Stirling's formula. Amer. Math. Monthly 62 (1955), 26-29"
   */
  Size factorial() {
    double n = magnitude();
    if (exact != null && exact <= LARGEST_EXACT_FACTORIAL) {
      return ofExact(ProductTree.factorial(exact.intValue()).longValueExact());
    }
    return n < 2
        ? new Size(0, null)
        : ofLog2(n * (log2(n) - LOG2_E) + log2(2 * Math.PI * n) / 2 + LOG2_E / (12 * n));
  }

  /**
   * Of n#: the sum of log2 p; for large n below 1.01624 n log2 e.
   *
   * @see "Rosser, Schoenfeld: Approximate formulas for some functions of prime numbers. Illinois J.
   *     Math. 6 (1962), 64-94, theorem 9"
   */
  Size primorial() {
    double n = magnitude();
    if (exact != null && exact <= LARGEST_EXACT_PRIMORIAL) {
      return ofExact(ProductTree.primorial(exact.intValue()).longValueExact());
    }
    if (n > SIEVED) {
      return ofLog2(1.01624 * n * LOG2_E);
    }
    double sum = 0;
    for (int p : ProductTree.primesUpTo((int) n)) {
      sum += log2(p);
    }
    return ofLog2(sum);
  }

  boolean isExactly(long value) {
    return exact != null && exact == value;
  }

  boolean isKnownNegative() {
    return exact != null && exact < 0;
  }

  /** At least the bit length of the value, and 1; the largest int if the bound is beyond it. */
  int bits() {
    if (exact != null) {
      return Math.max(1, BigInteger.valueOf(exact).bitLength());
    }
    return (int) Math.min(Integer.MAX_VALUE, Math.floor(log2) + 1);
  }

  /** The number of decimal digits, for people. */
  String digitsInWords() {
    double digits = Math.floor(log2 / LOG2_10) + 1;
    if (digits < 1e15) {
      return String.format(Locale.ROOT, "about %.0f digits", digits);
    }
    return digits < 1e300
        ? String.format(Locale.ROOT, "about 10^%.0f digits", Math.log10(digits))
        : "more than 10^300 digits";
  }

  static double log2OfDigits(int digits) {
    return digits * LOG2_10;
  }

  /** At least |value|. */
  private double magnitude() {
    return exact != null ? Math.abs((double) exact) : Math.pow(2, log2) * (1 + PAD);
  }

  private static double log2(double x) {
    return Math.log(x) * LOG2_E;
  }
}
