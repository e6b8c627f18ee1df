package sellaprime.grid.compound;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sellaprime.grid.balance.Balancer;
import sellaprime.grid.balance.LiveTesters;
import sellaprime.grid.balance.NoTesterException;
import sellaprime.grid.jobs.JobStore;
import sellaprime.grid.jobs.TesterLoad;
import sellaprime.job.Job;
import sellaprime.job.JobEvent.Cancelled;
import sellaprime.job.JobEvent.Submitted;
import sellaprime.job.PartIds;
import sellaprime.job.Question;

/** The parts of one compound job, numbered from 0, in the job cache. */
public final class Parts {
  private static final Logger log = LoggerFactory.getLogger(Parts.class);

  /** What all the parts of all the jobs on this node share. */
  record Grid(JobStore store, Balancer balancer, LiveTesters live, Clock clock) {}

  private final String compound;
  private final Grid grid;

  Parts(String compound, Grid grid) {
    this.compound = compound;
    this.grid = grid;
  }

  /** Part {@code number} as it stands, or null if there is none. Cost: a read of a local copy. */
  public @Nullable Job get(int number) {
    return grid.store.get(PartIds.of(compound, number));
  }

  /**
   * Submits a part to the tester that would be through with it first. Returns at once. If no tester
   * takes work, or it cannot be stored, there is no such part: look again at the next step.
   */
  public void submit(int number, Question question, long expectedNanos) {
    String id = PartIds.of(compound, number);
    Job part;
    try {
      String owner = grid.balancer.pick(expectedNanos).tester();
      Job whole = grid.store.get(compound);
      part =
          Job.submitted(id, question, expectedNanos, owner, grid.clock.millis())
              .submittedBy(whole == null ? 0 : whole.caller());
    } catch (NoTesterException e) {
      log.info("No tester takes work; job {} waits", compound);
      return;
    }
    grid.store
        .apply(id, new Submitted(part))
        .whenComplete(
            (ruling, failure) -> {
              if (failure != null) {
                log.info("{} could not be stored; it is tried again", part, failure);
              }
            });
  }

  /** Cancels part {@code number} unless it is over, or there is none. Returns at once. */
  public void cancel(int number) {
    Job part = get(number);
    if (part != null && !part.state().isFinal()) {
      grid.store
          .apply(part.id(), new Cancelled(grid.clock.millis()))
          .whenComplete(
              (ruling, failure) -> {
                if (failure != null) {
                  log.info("{} could not be cancelled; its worker will see", part, failure);
                }
              });
    }
  }

  /** Cancels what is left of all the parts. Cost: reads them all. */
  void cancelRest() {
    for (int number = 0; get(number) != null; number++) {
      cancel(number);
    }
  }

  /** How many workers the grid has now. */
  public int workers() {
    return grid.live.open().stream().mapToInt(TesterLoad::workers).sum();
  }
}
