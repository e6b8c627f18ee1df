package sellaprime.grid.jobs;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.cache.Cache;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.cache.query.ScanQuery;
import org.jspecify.annotations.Nullable;

/**
 * The load rows for a node that does not keep them: it writes its own, and fetches the others when
 * it needs them, which is when a test threw or when it leaves. So a thousand testers do not tell
 * each other twice a second how they are.
 */
public final class RemoteLoads implements Loads {
  private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final IgniteCache<String, TesterLoad> cache;
  private final List<Consumer<@Nullable TesterLoad>> listeners = new CopyOnWriteArrayList<>();
  private Collection<TesterLoad> fetched = List.of(); // guarded by this
  private long fetchedAt = System.nanoTime() - FRESH_NANOS; // guarded by this

  /** The rows that the keepers of {@code ignite}'s cluster have. */
  public RemoteLoads(Ignite ignite) {
    this.cache = ignite.cache(LoadTable.CACHE);
  }

  /** As of half a second ago at most. Cost: a message to a keeper, if they are older. */
  @Override
  public synchronized Collection<TesterLoad> rows() {
    if (System.nanoTime() - fetchedAt >= FRESH_NANOS) {
      fetched =
          cache.query(new ScanQuery<String, TesterLoad>()).getAll().stream()
              .map(Cache.Entry::getValue)
              .toList();
      fetchedAt = System.nanoTime();
      fetched.forEach(row -> listeners.forEach(listener -> listener.accept(row)));
    }
    return fetched;
  }

  @Override
  public @Nullable TesterLoad row(String tester) {
    return cache.get(tester);
  }

  @Override
  public void publish(TesterLoad row) {
    cache.put(row.tester(), row);
  }

  @Override
  public void remove(String tester) {
    cache.remove(tester);
  }

  /** The listener is called with the rows that are fetched, and never told of one removed. */
  @Override
  public void onChange(Consumer<@Nullable TesterLoad> listener) {
    listeners.add(listener);
  }
}
