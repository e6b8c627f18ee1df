package sellaprime.grid.tester;

/** How slow this machine is: measured over expected time of what it tested lately. Thread-safe. */
final class SpeedGauge {
  private static final double KEPT = 0.9;
  private static final double MIN = 0.02;
  private static final double MAX = 50;

  /** A start in favour of "as expected", worth 10 ms of work. */
  private double measured = 1e7;

  private double expected = 1e7;

  synchronized void record(long measuredNanos, long expectedNanos) {
    // Work of a millisecond makes the past count a tenth less; shorter work in proportion.
    double kept = Math.pow(KEPT, Math.min(1, expectedNanos / 1e6));
    measured = kept * measured + measuredNanos;
    expected = kept * expected + expectedNanos;
  }

  synchronized double slowness() {
    return Math.min(MAX, Math.max(MIN, measured / expected));
  }
}
