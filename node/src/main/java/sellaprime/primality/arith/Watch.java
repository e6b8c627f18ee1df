package sellaprime.primality.arith;

import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whoever waits for a long computation: asked at every step whether it is still wanted, told how
 * far it is, and offered what is needed to go on after an interruption.
 *
 * <p>An implementation must be cheap (a volatile read, a plain write) and callable from any thread.
 * Once cancelled it stays cancelled.
 */
@FunctionalInterface
public interface Watch {

  /** For computations that nobody stops and nobody looks at. */
  Watch NONE = () -> false;

  /** Whether the result is not wanted any more; asked often. */
  boolean isCancelled();

  /**
   * Told now and then by the computing thread.
   *
   * @param done the fraction of the expected work that is done, from 0 to 1; it does not fall
   */
  default void progress(double done) {}

  /**
   * Offered by the computing thread, every second or so, while a computation runs that can be
   * resumed. Whoever wants to keep the state takes it within this call; who does not, pays nothing.
   *
   * @param state makes a record of where the computation is, complete and independent of what comes
   *     later; only good during this call
   */
  default void checkpoint(Supplier<byte[]> state) {}

  /**
   * A record that {@link #checkpoint} was once offered, from which to go on; asked at the start. A
   * record of another computation, or a damaged one, is passed over.
   *
   * @return null to start from the beginning
   */
  default byte @Nullable [] resumeFrom() {
    return null;
  }

  /**
   * Returns if the computation may go on.
   *
   * @throws CancellationException if it is not wanted any more
   */
  default void check() {
    if (isCancelled()) {
      throw new CancellationException("the computation was cancelled");
    }
  }

  /** The same watch, told nothing: for single steps of a work whose progress is not theirs. */
  default Watch silent() {
    Watch whole = this;
    return () -> whole.isCancelled();
  }

  /** The same watch for a part of the work: its progress runs from {@code from} to {@code to}. */
  default Watch part(double from, double to) {
    Watch whole = this;
    return new Watch() {
      @Override
      public boolean isCancelled() {
        return whole.isCancelled();
      }

      @Override
      public void progress(double done) {
        whole.progress(from + done * (to - from));
      }

      @Override
      public void checkpoint(Supplier<byte[]> state) {
        whole.checkpoint(state);
      }

      @Override
      public byte @Nullable [] resumeFrom() {
        return whole.resumeFrom();
      }
    };
  }
}
