package sellaprime.primality.proof;

/**
 * How much may be spent on factoring n - 1 and n + 1, in multiples of the price of a probable-prime
 * test of n (taken as four modular products a bit).
 */
public enum Effort {
  /** Only the hints and the primes below 1000: next to nothing. */
  HINTS(0, 1_000),
  /** Half a probable-prime test, and trial division to match. */
  LIGHT(0.5, 10_000),
  /** Fifty probable-prime tests. */
  NORMAL(50, 200_000),
  /** A few thousand probable-prime tests. */
  HIGH(4_000, 1_000_000);

  private final double tests;
  private final int trialLimit;

  Effort(double tests, int trialLimit) {
    this.tests = tests;
    this.trialLimit = trialLimit;
  }

  /** Primes up to here are divided out of n - 1 and n + 1. */
  int trialLimit() {
    return trialLimit;
  }

  /** Modular products of the size of n that factoring may cost. */
  long products(int bitLength) {
    return (long) (tests * 4 * bitLength);
  }
}
