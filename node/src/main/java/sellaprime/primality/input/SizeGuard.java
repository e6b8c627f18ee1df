package sellaprime.primality.input;

/**
 * Refuses what would be too large, or too much work, before it is computed.
 *
 * <p>An intermediate result may pass the limit by {@link #SLACK_BITS}; the exact check of the final
 * value comes after evaluation. All intermediate results together may take {@link #WORK_FACTOR}
 * times the limit: a text of 200,000 characters has room for {@code 9^99999-9^99999+...}, some
 * 20,000 times over.
 */
final class SizeGuard {

  /** An addition against a product, near the limit; generous. */
  static final double ADDITION = 1 / 64.0;

  private static final double SLACK_BITS = 64;
  private static final double WORK_FACTOR = 64;

  private final InputLimits limits;
  private final double maxLog2;
  private final double maxWork;
  private double work;

  SizeGuard(InputLimits limits) {
    this.limits = limits;
    this.maxLog2 = Size.log2OfDigits(limits.maxDigits()) + SLACK_BITS;
    this.maxWork = WORK_FACTOR * (maxLog2 + 10_000);
  }

  /**
   * Returns {@code size} if a value of it may be computed.
   *
   * @param start where the text of the value begins
   */
  Size check(Size size, int start) {
    if (size.log2() > maxLog2) {
      throw BadNumberException.tooLarge(
          start,
          "the value that begins here would have "
              + size.digitsInWords()
              + "; the limit is "
              + limits.maxDigits()
              + ".");
    }
    return size;
  }

  /** The same for a value that takes {@code weight} products of its own size to compute. */
  Size charge(Size size, int start, double weight) {
    check(size, start);
    work += size.exact() == null ? size.log2() * weight : 0;
    if (work > maxWork) {
      throw BadNumberException.tooLarge(
          start,
          "up to here the expression takes too much work to evaluate. Write it with fewer large"
              + " powers, factorials and primorials.");
    }
    return size;
  }
}
