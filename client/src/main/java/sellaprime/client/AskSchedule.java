package sellaprime.client;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

/**
 * When to ask again. Pure functions; all times in nanoseconds.
 *
 * <p>A job is first asked for {@link #FIRST_ASK} after its acceptance. One that has waited t is
 * asked for again after t/4, so that an answer is known at most a quarter later than it was there,
 * and a job costs O(log t) questions, until the longest pause makes it linear.
 */
final class AskSchedule {
  static final long FIRST_ASK = MILLISECONDS.toNanos(1);
  static final long SHORTEST_ASK = MILLISECONDS.toNanos(2);
  static final long LONGEST_ASK = MILLISECONDS.toNanos(500);
  static final long SHORTEST_PAUSE = MILLISECONDS.toNanos(50);
  static final long LONGEST_PAUSE = SECONDS.toNanos(1);
  static final long SHORTEST_RETRY_AFTER = MILLISECONDS.toNanos(10);
  static final long LONGEST_RETRY_AFTER = SECONDS.toNanos(30);

  private AskSchedule() {}

  /** How long until the next question about a job that has waited for {@code waited}. */
  static long untilNextAsk(long waited) {
    return clamp(waited / 4, SHORTEST_ASK, LONGEST_ASK);
  }

  /** The pause after so many setbacks in a row, from 1: 50, 100, 200, ... ms, at most 1 s. */
  static long pauseAfter(int setbacks) {
    int doublings = Math.min(Math.max(setbacks, 1) - 1, 10);
    return Math.min(SHORTEST_PAUSE << doublings, LONGEST_PAUSE);
  }

  /**
   * When to knock again at an overloaded service: as it said, within 10 ms to 30 s; if it did not
   * say, {@link #pauseAfter}.
   */
  static long untilRetry(long retryAfterMs, int setbacks) {
    if (retryAfterMs <= 0) {
      return pauseAfter(setbacks);
    }
    return clamp(MILLISECONDS.toNanos(retryAfterMs), SHORTEST_RETRY_AFTER, LONGEST_RETRY_AFTER);
  }

  private static long clamp(long value, long least, long most) {
    return Math.max(least, Math.min(most, value));
  }
}
