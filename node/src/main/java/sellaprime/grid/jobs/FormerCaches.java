package sellaprime.grid.jobs;

import java.util.function.Consumer;
import javax.cache.Cache;
import org.apache.ignite.Ignite;
import org.apache.ignite.cache.query.QueryCursor;
import org.apache.ignite.cache.query.ScanQuery;
import org.jspecify.annotations.Nullable;
import sellaprime.job.Job;

/**
 * What the two caches held when a node stopped, read from its Ignite alone, without any cluster.
 */
public final class FormerCaches {
  private final Ignite ignite;

  /** The caches of {@code ignite}, which is active and takes part in no cluster. */
  public FormerCaches(Ignite ignite) {
    this.ignite = ignite;
  }

  /** Shows every job, over or not, once. */
  public void forEachJob(Consumer<Job> action) {
    this.<StoredJob>forEach(IgniteJobStore.CACHE, stored -> action.accept(stored.job()));
  }

  /** One job, or null. */
  public @Nullable Job job(String id) {
    StoredJob stored = ignite.<String, StoredJob>cache(IgniteJobStore.CACHE).get(id);
    return stored == null ? null : stored.job();
  }

  /** Shows every tester's row. */
  public void forEachRow(Consumer<TesterLoad> action) {
    this.<TesterLoad>forEach(LoadTable.CACHE, action);
  }

  private <V> void forEach(String cache, Consumer<V> action) {
    try (QueryCursor<Cache.Entry<String, V>> cursor =
        ignite.<String, V>cache(cache).query(new ScanQuery<String, V>().setLocal(true))) {
      cursor.forEach(entry -> action.accept(entry.getValue()));
    }
  }
}
