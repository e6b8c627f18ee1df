package sellaprime.grid.data;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sellaprime.grid.jobs.FormerCaches;
import sellaprime.grid.jobs.JobStore;
import sellaprime.grid.jobs.Loads;
import sellaprime.grid.jobs.StoreUnavailableException;
import sellaprime.job.Job;
import sellaprime.job.JobEvent.Restored;
import sellaprime.job.Ruling;

/**
 * Brings jobs that a node has from elsewhere into the cluster that it is in now: from its former
 * store, or from the half of a split that it comes from.
 *
 * <p><b>Guarantees.</b> After normal return the cluster knows every job that was brought, except
 * those that ended longer ago than outcomes are kept. Of a job that is known to both the cluster's
 * outcome stands, else the one that is brought. Repeating it, or another node's bringing the same
 * jobs, changes nothing.
 *
 * <p><b>Rows.</b> The load rows of the dead testers come first: from them recovery knows which jobs
 * were in hand, so that one which kills all nodes again and again is set aside in the end. Those
 * jobs come next, before the many others: rows without jobs do not stand for long.
 *
 * <p><b>Cost.</b> A local read for each job, and for each one that is not known a change, in
 * batches.
 */
public final class Restore {
  private static final Logger log = LoggerFactory.getLogger(Restore.class);

  /** Changes under way at a time: what fills the batches of group commit, and bounds the heap. */
  private static final int MAX_UNDER_WAY = 4096;

  private final JobStore store;
  private final Loads loads;
  private final Duration keep;
  private final Clock clock;
  private final Semaphore slots = new Semaphore(MAX_UNDER_WAY);
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final AtomicLong brought = new AtomicLong();
  private long seen;

  /** Into {@code store}, where outcomes are kept for {@code keep}. */
  public Restore(JobStore store, Loads loads, Duration keep, Clock clock) {
    this.store = store;
    this.loads = loads;
    this.keep = keep;
    this.clock = clock;
  }

  /**
   * Brings all that {@code former} holds.
   *
   * @throws StoreUnavailableException if a job could not be stored; repeating is safe
   */
  void bring(FormerCaches former) {
    former.forEachRow(
        row -> {
          if (loads.row(row.tester()) == null) {
            loads.publish(row);
          }
          for (String id : row.running()) {
            Job inHand = former.job(id);
            if (inHand != null) {
              bring(inHand);
            }
          }
        });
    bring(former::forEachJob);
  }

  /**
   * Brings all jobs that {@code jobs} shows.
   *
   * @throws StoreUnavailableException if one could not be stored; repeating is safe
   */
  public void bring(Consumer<Consumer<Job>> jobs) {
    jobs.accept(this::bring);
    slots.acquireUninterruptibly(MAX_UNDER_WAY); // all are through
    slots.release(MAX_UNDER_WAY);
    Throwable cause = failure.get();
    if (cause != null) {
      throw new StoreUnavailableException(
          "the jobs that this node brings could not be stored", cause);
    }
    log.info("This node brought {} jobs, {} of them news to the cluster", seen, brought);
    seen = 0;
    brought.set(0);
  }

  private void bring(Job job) {
    seen++;
    if (isExpired(job) || isKnown(job) || failure.get() != null) {
      return;
    }
    slots.acquireUninterruptibly();
    store
        .apply(job.id(), new Restored(job))
        .whenComplete(
            (ruling, e) -> {
              slots.release();
              if (e != null) {
                failure.compareAndSet(null, e);
              } else if (ruling.isApplied()) {
                brought.incrementAndGet();
              } else if (ruling.kind() == Ruling.Kind.CONFLICT) {
                log.warn(
                    "{} is another number in this cluster; the one that was brought is dropped",
                    job);
              }
            });
  }

  private boolean isExpired(Job job) {
    return job.outcome() != null && job.outcome().finishedAt() < clock.millis() - keep.toMillis();
  }

  private boolean isKnown(Job job) {
    Job standing = store.get(job.id());
    return standing != null
        && standing.question().isSameAs(job.question())
        && (standing.state().isFinal() || !job.state().isFinal());
  }
}
