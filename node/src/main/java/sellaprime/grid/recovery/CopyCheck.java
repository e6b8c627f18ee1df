package sellaprime.grid.recovery;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sellaprime.grid.jobs.JobStore;
import sellaprime.grid.jobs.UnfinishedJobs;
import sellaprime.grid.jobs.UnfinishedJobs.Assignment;
import sellaprime.job.Job;
import sellaprime.job.JobEvent.Compared;
import sellaprime.job.JobEvent.Restored;
import sellaprime.job.Ruling;

/**
 * Compares what this node takes for unfinished with the primary copies, and has the copies mended
 * that differ.
 *
 * <p>A node that dies, or is cut off, while it sends a change to the others may have reached some
 * of them only. Suppose that it was an outcome, and that the job's owner got it: to the owner the
 * job is over, to a node that did not get it the job is queued at a tester that lives. Neither sees
 * anything wrong, and callers there would wait for ever.
 *
 * <p><b>Not guaranteed.</b> That a copy which wrongly says "over" is found: then the primary's job
 * is still worked at, and its end is written to every node.
 */
public final class CopyCheck {
  /** Jobs compared at each look; the next look goes on from there. */
  static final int MAX_AT_ONCE = 5_000;

  private static final Logger log = LoggerFactory.getLogger(CopyCheck.class);

  private final JobStore store;
  private final UnfinishedJobs unfinished;
  private Iterator<Assignment> round = List.<Assignment>of().iterator();
  private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

  /** Compares the jobs that {@code unfinished} shows. */
  public CopyCheck(JobStore store, UnfinishedJobs unfinished) {
    this.store = store;
    this.unfinished = unfinished;
  }

  /**
   * Begins to compare the next {@value #MAX_AT_ONCE} jobs, unless the look before is still under
   * way. Does not wait for the replies. Cost: one message per 512 jobs, and no write. From one
   * thread.
   */
  public void look() {
    if (!last.isDone()) {
      return;
    }
    if (!round.hasNext()) {
      round = unfinished.all().iterator();
    }
    for (int i = 0; i < MAX_AT_ONCE && round.hasNext(); i++) {
      Assignment here = round.next();
      last =
          store
              .apply(here.id(), new Compared(here.owner(), here.attempt()))
              .thenAccept(ruling -> mend(here, ruling))
              .exceptionally(
                  failure -> {
                    log.debug("{} could not be compared", here.id(), failure);
                    return null;
                  });
    }
  }

  private void mend(Assignment here, Ruling ruling) {
    if (ruling.kind() == Ruling.Kind.ALREADY_SO) {
      return;
    }
    unfinished.refresh(here.id()); // as a rule it was the index, or the job went on meanwhile
    Assignment now = unfinished.get(here.id());
    if (now == null || !now.equals(here)) {
      return;
    }
    log.atInfo()
        .addKeyValue("job", here.id())
        .log("This node's copy of job {} was behind, and is mended", here.id());
    Job standing = ruling.job();
    if (standing != null) {
      store.mendCopies(standing);
    } else {
      bringBack(here.id());
    }
  }

  /**
   * What the primary does not know of was never accepted; but who has a copy may be asked. Not a
   * part: it may be on its way out, and its compound job makes a new one if it is needed.
   */
  private void bringBack(String id) {
    Job job = store.get(id);
    if (job != null && !job.state().isFinal() && !job.question().isPart()) {
      store.apply(id, new Restored(job));
    }
  }
}
