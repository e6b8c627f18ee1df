package sellaprime.grid.tester;

/**
 * How slow this machine is: measured over expected time of what it tested lately. Thread-safe.
 *
 * <p>The price list is for primes, and a composite may be told at a glance: a record that is
 * cheaper than any machine could explain says something of its number, and nothing of this machine.
 * No single record weighs more than some others together, or one long test that was priced wrongly
 * would be remembered for hundreds of short ones.
 */
final class SpeedGauge {
  private static final double KEPT = 0.9;
  private static final double MIN = 0.02;
  private static final double MAX = 50;

  /** A record of more work counts as one of so much, which took in proportion. */
  private static final double MAX_WEIGHT_NANOS = 1e7;

  /** A start in favour of "as expected", worth 10 ms of work. */
  private double measured = 1e7;

  private double expected = 1e7;

  synchronized void record(long measuredNanos, long expectedNanos) {
    if (measuredNanos < MIN * expectedNanos) {
      return;
    }
    // Work of a millisecond makes the past count a tenth less; shorter work in proportion.
    double kept = Math.pow(KEPT, Math.min(1, expectedNanos / 1e6));
    double weight = Math.min(1, MAX_WEIGHT_NANOS / expectedNanos);
    measured = kept * measured + weight * measuredNanos;
    expected = kept * expected + weight * expectedNanos;
  }

  synchronized double slowness() {
    return Math.min(MAX, Math.max(MIN, measured / expected));
  }
}
