package sellaprime.grid.jobs;

import javax.cache.configuration.Factory;
import javax.cache.event.CacheEntryEvent;
import org.apache.ignite.cache.CacheEntryEventSerializableFilter;
import org.apache.ignite.cache.query.CacheQueryEntryEvent;
import org.apache.ignite.lang.IgniteBiPredicate;
import org.jspecify.annotations.Nullable;
import sellaprime.job.Job;

/**
 * Which jobs concern the testers of one node, for a node that keeps no jobs itself: runs at the
 * keepers, so that only those travel.
 *
 * <p>As a filter of changes it lets through the jobs that a tester of the node owns, in whatever
 * state, and those that were taken from it. As a filter of entries, the unfinished ones it owns.
 *
 * <p><b>Cost.</b> Each keeper asks the filters of all testers about each change, one after another
 * in one thread, and each time Ignite would read the job from its bytes anew, which is most of the
 * work. So what the first of them read is kept for the others. A change is known by its key and by
 * the number that its partition gave it. When a primary dies, its last number may be given again;
 * should that happen for the same key, with nothing between in this thread, a change is judged as
 * the one before it. A tester does not rely on being told: it asks now and then.
 */
public final class WorkOf
    implements CacheEntryEventSerializableFilter<String, StoredJob>,
        IgniteBiPredicate<String, StoredJob>,
        Factory<CacheEntryEventSerializableFilter<String, StoredJob>> {
  private static final long serialVersionUID = 1L;

  /** A change, and whose the job was before and after it; null for nobody's. */
  private record Change(
      String id, long number, @Nullable String ownerNow, @Nullable String ownerBefore) {}

  private static final ThreadLocal<Change> LAST =
      ThreadLocal.withInitial(() -> new Change("", -1, null, null));

  private final String prefix;

  /** Of the testers on the node {@code nodeId}: their ids begin with it. */
  public WorkOf(String nodeId) {
    this.prefix = nodeId + "#";
  }

  boolean owns(Job job) {
    return owns(job.owner());
  }

  @Override
  public boolean evaluate(CacheEntryEvent<? extends String, ? extends StoredJob> event) {
    Change change = change(event);
    return owns(change.ownerNow) || owns(change.ownerBefore);
  }

  private static Change change(CacheEntryEvent<? extends String, ? extends StoredJob> event) {
    String id = event.getKey();
    long number =
        event instanceof CacheQueryEntryEvent<?, ?> numbered
            ? numbered.getPartitionUpdateCounter()
            : -1;
    Change last = LAST.get();
    if (number >= 0 && last.number == number && last.id.equals(id)) {
      return last;
    }
    Change change = new Change(id, number, owner(event.getValue()), owner(event.getOldValue()));
    LAST.set(change);
    return change;
  }

  private static @Nullable String owner(@Nullable StoredJob stored) {
    return stored == null ? null : stored.job().owner();
  }

  private boolean owns(@Nullable String owner) {
    return owner != null && owner.startsWith(prefix);
  }

  @Override
  public boolean apply(String id, StoredJob stored) {
    return owns(stored.job()) && !stored.job().state().isFinal();
  }

  @Override
  public CacheEntryEventSerializableFilter<String, StoredJob> create() {
    return this;
  }
}
