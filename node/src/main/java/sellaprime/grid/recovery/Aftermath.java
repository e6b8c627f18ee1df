package sellaprime.grid.recovery;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sellaprime.grid.balance.Membership;
import sellaprime.grid.balance.Primaries;
import sellaprime.grid.jobs.FinishOrder;
import sellaprime.grid.jobs.JobStore;
import sellaprime.grid.jobs.UnfinishedJobs;
import sellaprime.grid.jobs.UnfinishedJobs.Assignment;
import sellaprime.job.Job;
import sellaprime.job.JobEvent;
import sellaprime.job.JobEvent.Answered;
import sellaprime.job.JobEvent.Cancelled;
import sellaprime.job.JobEvent.Failed;
import sellaprime.job.JobEvent.Reaffirmed;
import sellaprime.job.JobEvent.Restored;
import sellaprime.job.Outcome;

/**
 * Makes copies equal that a dying primary left different, where no other copy has a reason to ask.
 *
 * <p>A primary that dies while it sends a change may have reached some nodes only, and one that it
 * did not reach may rule on the job from then on. Suppose that the change was the job's end, and
 * that the job's owner got it: the owner is through with the job, the new primary has it queued at
 * that owner, who lives; so it is no orphan, and waits for ever. Therefore, when a node is gone,
 * each node tells the ends it saw of late of the jobs which that node ruled on: an end counts if
 * the new primary does not know it. A little later the new primaries have the unfinished ones
 * written again, for a node that did not get a submission or a move.
 */
public final class Aftermath {
  /** Ends remembered; more in so short a time are those of a flood of tiny jobs. */
  private static final int MOST_ENDS = 200_000;

  /** For how long: well above the time in which a death is noticed. */
  private static final long REMEMBERED_MS = 20_000;

  private static final Logger log = LoggerFactory.getLogger(Aftermath.class);

  private final JobStore store;
  private final UnfinishedJobs unfinished;
  private final Primaries primaries;
  private final Membership membership;
  private final Clock clock;
  private final FinishOrder ends = new FinishOrder();
  private Map<Integer, String> before = Map.of();
  private final Set<Integer> toReaffirm = new HashSet<>();

  /** Takes note of ends from now on. */
  public Aftermath(
      JobStore store,
      UnfinishedJobs unfinished,
      Primaries primaries,
      Membership membership,
      Clock clock) {
    this.store = store;
    this.unfinished = unfinished;
    this.primaries = primaries;
    this.membership = membership;
    this.clock = clock;
    store.onChange(
        job -> {
          if (job.state().isFinal() && ends.size() < MOST_ENDS) {
            ends.add(job.id(), clock.millis());
          }
        });
  }

  /**
   * Tells the ends of jobs whose primary is gone. To be called at a steady pace, and when a node
   * has left; from one thread, as {@link #reaffirm}. Cost if none has: a pass over the partitions.
   */
  public void tellEnds() {
    ends.forgetBefore(clock.millis() - REMEMBERED_MS);
    Map<Integer, String> now = primaries.byPartition();
    Set<Integer> bereft = new HashSet<>();
    before.forEach(
        (partition, node) -> {
          if (!membership.isAlive(node)) {
            bereft.add(partition);
          }
        });
    before = now;
    if (bereft.isEmpty()) {
      return;
    }
    toReaffirm.addAll(bereft);
    int told = 0;
    for (String id : ends.all()) {
      Job job = bereft.contains(primaries.partition(id)) ? store.get(id) : null;
      if (job != null && job.state().isFinal()) {
        store.apply(id, end(job));
        told++;
      }
    }
    log.info(
        "A node that ruled on {} of the partitions is gone; {} ends told", bereft.size(), told);
  }

  /**
   * What brings the end of {@code job}, and the job with it if it is unknown: it was accepted. Not
   * so a part: it may be thrown away meanwhile, and nobody would do that again.
   */
  private static JobEvent end(Job job) {
    if (!job.question().isPart()) {
      return new Restored(job);
    }
    Outcome outcome = requireNonNull(job.outcome(), "of a job that is over");
    return switch (job.state()) {
      case DONE -> Answered.to(job, outcome);
      case FAILED -> new Failed(job.owner(), job.attempt(), outcome);
      default -> new Cancelled(outcome.finishedAt());
    };
  }

  /**
   * Has the unfinished jobs written again that this node rules on since another is gone. To be
   * called at a steady pace: what was gone at one call is seen to at the next, after the ends.
   */
  public void reaffirm() {
    if (toReaffirm.isEmpty()) {
      return;
    }
    Map<Integer, String> now = primaries.byPartition();
    for (Assignment job : unfinished.all()) {
      int partition = primaries.partition(job.id());
      if (toReaffirm.contains(partition) && membership.localId().equals(now.get(partition))) {
        store.apply(job.id(), new Reaffirmed(false));
      }
    }
    toReaffirm.clear();
  }
}
