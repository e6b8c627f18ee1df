package sellaprime.grid;

import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/** A gauge that is read at most twenty times a second, however often it is asked. Thread-safe. */
final class SlowGauge implements DoubleSupplier {
  private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private record Reading(double value, long at) {}

  private final DoubleSupplier gauge;
  private volatile Reading last;

  SlowGauge(DoubleSupplier gauge) {
    this.gauge = gauge;
    this.last = new Reading(gauge.getAsDouble(), System.nanoTime());
  }

  @Override
  public double getAsDouble() {
    Reading reading = last;
    long now = System.nanoTime();
    if (now - reading.at > FRESH_NANOS) {
      reading = new Reading(gauge.getAsDouble(), now);
      last = reading;
    }
    return reading.value;
  }
}
