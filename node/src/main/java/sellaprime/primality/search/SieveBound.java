package sellaprime.primality.search;

/**
 * How far to sieve: the bound that makes sieving and testing together cheapest. Pure arithmetic.
 *
 * <p>By Mertens, a number without factors below B is prime with probability e<sup>g</sup>&middot;ln
 * B/ln N, g being Euler's constant 0.5772. So e<sup>-g</sup>&middot;ln N/ln B tests are expected
 * for a prime, and the product of two such numbers for q and 2q + 1 both prime (the correlations of
 * the pair are the same in both densities, and cancel).
 */
final class SieveBound {

  private static final double E_TO_MINUS_EULER = 0.561459483566885;
  private static final double LN_2 = Math.log(2);

  /** The smallest bound worth its set-up, and the largest that fits in an int. */
  private static final double LOWEST_LOG2 = 8;

  private static final double HIGHEST_LOG2 = 30.5;
  private static final double STEP = 0.25;

  private SieveBound() {}

  /** Tests expected until a prime of {@code bits} bits is met, after sieving to {@code bound}. */
  static double expectedTests(int bits, double bound) {
    return Math.max(1, E_TO_MINUS_EULER * bits * LN_2 / Math.log(bound));
  }

  /** Tests of q expected until q and 2q + 1 of {@code bits} bits are both prime. */
  static double expectedSafeTests(int bits, double bound) {
    double one = expectedTests(bits, bound);
    return one * one;
  }

  /**
   * The best bound for a progression.
   *
   * @param bits of the prime that is looked for
   * @param safe whether both q and 2q + 1 have to be prime
   * @param nanosPerTest cost of one test
   * @param nanosPerPrime cost of one sieving prime
   * @param testsPerSieve after so many tests sieving starts anew; {@link Double#MAX_VALUE} for
   *     never
   */
  static int forProgression(
      int bits, boolean safe, double nanosPerTest, double nanosPerPrime, double testsPerSieve) {
    double best = Double.MAX_VALUE;
    int bestBound = 0;
    for (double log = LOWEST_LOG2; log <= HIGHEST_LOG2; log += STEP) {
      double bound = Math.pow(2, log);
      double tests = safe ? expectedSafeTests(bits, bound) : expectedTests(bits, bound);
      double sieves = Math.max(1, tests / testsPerSieve);
      double nanos = tests * nanosPerTest + sieves * primesBelow(bound) * nanosPerPrime;
      if (nanos < best) {
        best = nanos;
        bestBound = (int) bound;
      }
    }
    return bestBound;
  }

  /**
   * The best bound for dividing candidates one by one: a prime p drops one in p of them (two in p
   * for pairs) and so is worth 1/p of a test.
   */
  static int forTrialDivision(boolean safe, double nanosPerTest, double nanosPerPrime) {
    double bound = (safe ? 2 : 1) * nanosPerTest / nanosPerPrime;
    return (int) Math.min(Math.max(bound, 256), TrialFilter.MAX_BOUND);
  }

  /** Close enough: Legendre's x/(ln x - 1). */
  private static double primesBelow(double x) {
    return x / (Math.log(x) - 1);
  }
}
