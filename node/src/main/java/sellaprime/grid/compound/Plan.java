package sellaprime.grid.compound;

import org.jspecify.annotations.Nullable;
import sellaprime.job.Finding;

/**
 * How a compound job of one kind gets done. Made anew when a job changes hands, so it may remember
 * only what it can find out again. Called by one thread.
 */
public interface Plan {

  /**
   * Looks at the parts and does what is next, without waiting. Called whenever a part has changed,
   * and every now and then.
   *
   * @return the finding, once the whole is done; else null
   * @throws PlanFailedException if it can never be done
   */
  @Nullable Finding step(Parts parts);

  /**
   * The parts before this one are not needed any more; of the others, those that are there are.
   * Asked for after a step, until the whole is over: see {@link Renewal}.
   */
  default int firstNeeded() {
    return 0;
  }

  /**
   * Called once the whole is over, in whatever way, and no part is unfinished: throws away the
   * parts that nobody needs any more.
   */
  default void cleanUp(Parts parts) {}
}
