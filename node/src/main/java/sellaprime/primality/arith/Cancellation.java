package sellaprime.primality.arith;

import java.util.concurrent.CancellationException;

/**
 * Asked by every long computation, at every step, whether it is still wanted.
 *
 * <p>An implementation must be cheap (a volatile read) and callable from any thread. Once true it
 * stays true.
 */
@FunctionalInterface
public interface Cancellation {

  /** For computations that nobody stops. */
  Cancellation NEVER = () -> false;

  boolean isCancelled();

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
}
