package sellaprime.primality.search;

/**
 * What finding one prime is expected to cost, by the price list of the engine for one plain core.
 * How long it takes is exponentially distributed about that: nobody knows when a search ends.
 *
 * @param tests expected number of candidates to test
 * @param nanosPerTest what each costs; sieving comes on top, some tenths of that
 */
public record SearchCost(double tests, double nanosPerTest) {

  /** Expected nanoseconds for one prime. */
  public double nanos() {
    return tests * nanosPerTest;
  }
}
