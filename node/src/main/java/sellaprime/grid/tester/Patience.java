package sellaprime.grid.tester;

import java.util.concurrent.TimeUnit;
import sellaprime.job.Job;

/**
 * How long a test may give no sign of life before it is taken for hung: twenty times what it is
 * expected to take on this machine, at least a minute, at most an hour.
 *
 * <p>The engine shows life at every step of its loops. What it cannot interrupt, reading a long
 * number and one square root, is a small part of a test. So a minute is long for a test of a
 * second; and for one of hours an hour is long for a part of it.
 */
final class Patience {
  static final long LEAST_NANOS = TimeUnit.MINUTES.toNanos(1);
  static final long MOST_NANOS = TimeUnit.HOURS.toNanos(1);
  private static final double FACTOR = 20;

  private Patience() {}

  static long nanos(Job job, double slowness) {
    double fair = FACTOR * (double) job.expectedNanos() * slowness;
    return (long) Math.min((double) MOST_NANOS, Math.max((double) LEAST_NANOS, fair));
  }
}
