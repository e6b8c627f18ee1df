package sellaprime.primality.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sellaprime.primality.arith.Watch;

/**
 * A watch that takes every checkpoint, can start from one, and cancels after a number of polls.
 * With {@link #hasty} for a clock each one is offered.
 */
final class Recorder implements Watch {

  private final byte @Nullable [] start;
  private final long cancelAfter;
  private long polls;
  private double done;
  final List<byte[]> taken = new ArrayList<>();

  Recorder(byte @Nullable [] start, long cancelAfter) {
    this.start = start;
    this.cancelAfter = cancelAfter;
  }

  static Recorder undisturbed() {
    return new Recorder(null, Long.MAX_VALUE);
  }

  /** A clock on which every look is a minute later. */
  static LongSupplier hasty() {
    long[] now = {0};
    return () -> now[0] += 60_000_000_000L;
  }

  long polls() {
    return polls;
  }

  byte @Nullable [] last() {
    return taken.isEmpty() ? start : taken.get(taken.size() - 1);
  }

  @Override
  public boolean isCancelled() {
    return polls++ >= cancelAfter;
  }

  @Override
  public void progress(double now) {
    assertThat(now).isBetween(done, 1.0);
    done = now;
  }

  @Override
  public void checkpoint(Supplier<byte[]> state) {
    taken.add(state.get());
  }

  @Override
  public byte @Nullable [] resumeFrom() {
    return start;
  }
}
