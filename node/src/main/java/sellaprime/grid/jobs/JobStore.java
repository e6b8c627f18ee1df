package sellaprime.grid.jobs;

import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import sellaprime.job.Job;
import sellaprime.job.JobEvent;
import sellaprime.job.JobEvent.Reaffirmed;
import sellaprime.job.Ruling;

/** Where jobs are kept. Thread-safe. */
public interface JobStore {

  /**
   * Applies {@code event} to the job {@code id} on every node.
   *
   * @return completes with the ruling once every live node has stored it; exceptionally with {@link
   *     StoreUnavailableException}. Completed in the thread that writes, so dependents must be
   *     brief.
   */
  CompletableFuture<Ruling> apply(String id, JobEvent event);

  /** The job as this node has it, or null if it knows none. Cost: one local read. */
  @Nullable Job get(String id);

  /** Whether this node has the job {@code id}: cheaper than to read it. */
  default boolean has(String id) {
    return get(id) != null;
  }

  /**
   * Removes jobs from every node, in whatever state; one that is not there is no matter. Only for
   * parts that nobody will ask for again. Does not block.
   *
   * @return completes when they are gone; exceptionally with {@link StoreUnavailableException}
   */
  CompletableFuture<@Nullable Void> discard(SortedSet<String> ids);

  /**
   * Finished jobs that are not parts, the newest first to within ten seconds: at most {@code most}
   * before {@code place}, or of all if that is null. Some may be gone meanwhile. A store that keeps
   * no order of them shows none. Cost: that of the ids in the ten seconds of {@code place}.
   */
  default FinishedIds finished(FinishedIds.@Nullable Place place, int most) {
    return FinishedIds.NONE;
  }

  /** Shows every unfinished job that this node has. Cost: one pass over all jobs. */
  void forEachUnfinished(Consumer<Job> action);

  /**
   * Has {@code standing} written again on every node if this node's copy differs. The copies of a
   * job can differ when a node died while it sent a change to the others; a ruling shows what the
   * primary copy is.
   */
  default void mendCopies(Job standing) {
    Job here = get(standing.id());
    if (here == null || !here.isSameStateAs(standing)) {
      apply(standing.id(), new Reaffirmed(standing.state().isFinal()))
          .whenComplete((ruling, failure) -> unfinished().refresh(standing.id()));
    }
  }

  /** The index of the jobs that are not over. */
  UnfinishedJobs unfinished();

  /**
   * Calls {@code listener} with the id of every job that is removed from now on, over or not, by
   * whichever node. As with {@link #onChange} it may only take a note.
   */
  void onRemoval(Consumer<String> listener);

  /**
   * Calls {@code listener} with every job that changes from now on, whichever node changed it; for
   * one job in order. The listener runs under the entry's lock: it may only take a note, and must
   * not throw.
   */
  void onChange(Consumer<Job> listener);
}
