package sellaprime.grid;

import org.apache.ignite.Ignite;
import org.apache.ignite.internal.IgniteEx;
import org.apache.ignite.internal.processors.timeout.GridTimeoutObject;
import org.apache.ignite.lang.IgniteUuid;

/**
 * Ignite's timer, which a wall clock that is set back and right again puts to sleep.
 *
 * <p>Its thread sleeps until the first of its tasks is due by the wall clock, and is woken early
 * only by a task that is due before that one. Set the clock back by an hour: it goes to sleep for
 * an hour. Set it right: the first task is long due, so no new one comes before it, and none runs
 * until the hour is over. With a data directory, for one, no node can join all that time (Ignite
 * 2.17, {@code GridTimeoutProcessor}).
 */
final class IgniteTimer {
  /** A task that comes before all others and does nothing. */
  private static final class Nudge implements GridTimeoutObject {
    private final IgniteUuid id = IgniteUuid.randomUuid();

    @Override
    public IgniteUuid timeoutId() {
      return id;
    }

    @Override
    public long endTime() {
      return 1; // the epoch; zero and less mean never
    }

    @Override
    public void onTimeout() {
      // that the thread has woken is all
    }
  }

  private IgniteTimer() {}

  /** Has the timer look at the clock anew. Cost: microseconds. */
  static void nudge(Ignite ignite) {
    ((IgniteEx) ignite).context().timeout().addTimeoutObject(new Nudge());
  }
}
