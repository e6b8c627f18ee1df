package sellaprime.grid.jobs;

import java.util.Collection;
import java.util.Collections;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import sellaprime.job.Job;

/**
 * This node's index of the jobs that are not over: who owns each, as of which attempt. Recovery reads it instead of
 * scanning a day's worth of outcomes.
 *
 * <p>It is a hint. Fed by change notes, it may be behind or ahead; whoever acts on an entry does so by
 * compare-and-set, and {@link #refresh} mends the entry if that fails.
 */
public final class UnfinishedJobs {

  /** One unfinished job: {@code owner} has to answer it, as of {@code attempt}. */
  public record Assignment(String id, String owner, int attempt, long expectedNanos) {
    static Assignment of(Job job) {
      return new Assignment(job.id(), job.owner(), job.attempt(), job.expectedNanos());
    }
  }

  private final JobStore store;
  private final ConcurrentMap<String, Assignment> byId = new ConcurrentHashMap<>();

  /** An index of {@code store} from now on; {@link #rescan} adds what was there before. */
  public UnfinishedJobs(JobStore store) {
    this.store = store;
    store.onChange(this::note);
  }

  private void note(Job job) {
    if (job.state().isFinal()) {
      byId.remove(job.id());
    } else {
      byId.merge(job.id(), Assignment.of(job), UnfinishedJobs::later);
    }
  }

  private static Assignment later(Assignment a, Assignment b) {
    return a.attempt() > b.attempt() ? a : b;
  }

  /** Adds the jobs that reached this node without a change note, as by rebalancing. */
  public void rescan() {
    store.forEachUnfinished(
        job -> {
          note(job);
          // The job may have ended between the scan and the note; then its own note came too early to count.
          refresh(job.id());
        });
  }

  /** Puts the entry of one job right. */
  public void refresh(String id) {
    Job job = store.get(id);
    if (job == null) {
      byId.remove(id);
    } else {
      note(job);
    }
  }

  /** All unfinished jobs, live and weakly consistent. */
  public Collection<Assignment> all() {
    return Collections.unmodifiableCollection(byId.values());
  }

  /** The assignment of {@code id}, or null if it is over or unknown. */
  public @Nullable Assignment get(String id) {
    return byId.get(id);
  }

  /** How many there are. */
  public int size() {
    return byId.size();
  }
}
