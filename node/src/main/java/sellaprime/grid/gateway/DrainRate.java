package sellaprime.grid.gateway;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many jobs end in a second, measured over the last samples in which there was work all the
 * time. By a clock that nobody sets. Thread-safe.
 */
final class DrainRate {
  private static final int SAMPLES = 5;

  private record Sample(long nanos, long ended, boolean busy) {}

  private final Deque<Sample> samples = new ArrayDeque<>();

  /**
   * To be called every few seconds, at {@code nanos} by {@code System.nanoTime()}: {@code ended}
   * jobs in all by now, and whether some wait.
   */
  synchronized void sample(long nanos, long ended, boolean busy) {
    samples.addLast(new Sample(nanos, ended, busy));
    if (samples.size() > SAMPLES + 1) {
      samples.removeFirst();
    }
  }

  /** Jobs a second, or 0 if none ended or not enough was seen. */
  synchronized double perSecond() {
    long nanos = 0;
    long jobs = 0;
    Sample before = null;
    for (Sample sample : samples) {
      if (before != null && before.busy && sample.busy) {
        nanos += sample.nanos - before.nanos;
        jobs += sample.ended - before.ended;
      }
      before = sample;
    }
    return nanos <= 0 ? 0 : jobs * 1e9 / nanos;
  }
}
