package sellaprime.grid.jobs;

import java.util.concurrent.TimeUnit;

/**
 * How long a job is expected to take, in three steps. Whoever waits for a short one must not wait
 * for the long ones, so queues, workers and bounds tell them apart by this.
 */
public enum CostClass {
  /** Less than a second. */
  SHORT(TimeUnit.SECONDS.toNanos(1)),
  /** Less than a minute. */
  MEDIUM(TimeUnit.MINUTES.toNanos(1)),
  /** All others: minutes, or hours. */
  LONG(Long.MAX_VALUE);

  /** How many there are. */
  public static final int COUNT = 3;

  private final long belowNanos;

  CostClass(long belowNanos) {
    this.belowNanos = belowNanos;
  }

  /** The class of a job that is expected to cost so much on one core of a plain machine. */
  public static CostClass of(long expectedNanos) {
    return expectedNanos < SHORT.belowNanos
        ? SHORT
        : expectedNanos < MEDIUM.belowNanos ? MEDIUM : LONG;
  }

  /** Its place in an array of one value per class: 0 for the shortest. */
  @SuppressWarnings("EnumOrdinal") // an index, never stored by itself
  public int index() {
    return ordinal();
  }

  /** True for this class and the shorter ones. */
  public boolean includes(CostClass other) {
    return other.compareTo(this) <= 0;
  }
}
