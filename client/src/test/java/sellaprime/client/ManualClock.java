package sellaprime.client;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.function.LongSupplier;

/** A clock that goes when told to. Nanoseconds from 0. */
final class ManualClock implements LongSupplier {
  private long now;

  @Override
  public long getAsLong() {
    return now;
  }

  void advanceTo(long nanos) {
    now = Math.max(now, nanos);
  }

  void advanceMs(long ms) {
    now += MILLISECONDS.toNanos(ms);
  }

  double nowMs() {
    return now / 1e6;
  }
}
