package sellaprime.primality.arith;

import java.util.concurrent.CancellationException;

/**
 * Whoever waits for a long computation: asked at every step whether it is still wanted, and told
 * how far it is.
 *
 * <p>An implementation must be cheap (a volatile read, a plain write) and callable from any thread.
 * Once cancelled it stays cancelled.
 */
@FunctionalInterface
public interface Watch {

  /** For computations that nobody stops and nobody looks at. */
  Watch NONE = () -> false;

  boolean isCancelled();

  /**
   * Told now and then by the computing thread.
   *
   * @param done the fraction of the expected work that is done, from 0 to 1; it does not fall
   */
  default void progress(double done) {}

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
    };
  }
}
