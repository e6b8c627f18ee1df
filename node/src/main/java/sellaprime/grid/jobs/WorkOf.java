package sellaprime.grid.jobs;

import javax.cache.configuration.Factory;
import javax.cache.event.CacheEntryEvent;
import org.apache.ignite.cache.CacheEntryEventSerializableFilter;
import org.apache.ignite.lang.IgniteBiPredicate;
import org.jspecify.annotations.Nullable;
import sellaprime.job.Job;

/**
 * Which jobs concern the testers of one node, for a node that keeps no jobs itself: runs at the
 * keepers, so that only those travel.
 *
 * <p>As a filter of changes it lets through the jobs that a tester of the node owns, in whatever
 * state, and those that were taken from it. As a filter of entries, the unfinished ones it owns.
 */
final class WorkOf
    implements CacheEntryEventSerializableFilter<String, StoredJob>,
        IgniteBiPredicate<String, StoredJob>,
        Factory<CacheEntryEventSerializableFilter<String, StoredJob>> {
  private static final long serialVersionUID = 1L;

  private final String prefix;

  /** Of the testers on the node {@code nodeId}: their ids begin with it. */
  WorkOf(String nodeId) {
    this.prefix = nodeId + "#";
  }

  boolean owns(Job job) {
    return job.owner().startsWith(prefix);
  }

  @Override
  public boolean evaluate(CacheEntryEvent<? extends String, ? extends StoredJob> event) {
    return concerns(event.getValue()) || concerns(event.getOldValue());
  }

  private boolean concerns(@Nullable StoredJob stored) {
    return stored != null && owns(stored.job());
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
