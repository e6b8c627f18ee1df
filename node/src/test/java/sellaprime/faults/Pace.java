package sellaprime.faults;

import java.util.concurrent.TimeUnit;

/** So many calls a second among all callers. Who was held up may catch up a little. Thread-safe. */
final class Pace {
  private static final long CATCH_UP_NANOS = TimeUnit.SECONDS.toNanos(8);

  private final long nanosEach;
  private long next = System.nanoTime();

  Pace(int perSecond) {
    this.nanosEach = TimeUnit.SECONDS.toNanos(1) / perSecond;
  }

  /** Waits until {@code count} more calls are in order. */
  void take(int count) throws InterruptedException {
    long wait;
    synchronized (this) {
      long now = System.nanoTime();
      next = Math.max(next, now - CATCH_UP_NANOS) + count * nanosEach;
      wait = next - now;
    }
    if (wait > 0) {
      TimeUnit.NANOSECONDS.sleep(wait);
    }
  }
}
