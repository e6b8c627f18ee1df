package sellaprime.grid.jobs;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.EventType;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.cache.query.ContinuousQuery;
import org.apache.ignite.cache.query.QueryCursor;
import org.apache.ignite.cache.query.ScanQuery;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's view of the load cache {@value #CACHE}: one row per tester.
 *
 * <p>Listeners get a row when it is written, and null when one is removed.
 */
public final class LoadTable implements Loads, AutoCloseable {
  /** Name of the load cache in {@code ignite-config/}. */
  public static final String CACHE = "load";

  private static final Logger log = LoggerFactory.getLogger(LoadTable.class);

  private final IgniteCache<String, TesterLoad> cache;
  private final ConcurrentMap<String, TesterLoad> rows = new ConcurrentHashMap<>();
  private final List<Consumer<@Nullable TesterLoad>> listeners = new CopyOnWriteArrayList<>();
  private final QueryCursor<?> changes;

  /** Starts to follow the cache of {@code ignite}. */
  public LoadTable(Ignite ignite) {
    this.cache = ignite.cache(CACHE);
    this.changes =
        cache.query(
            new ContinuousQuery<String, TesterLoad>().setLocal(true).setLocalListener(this::note));
    rescan();
  }

  private void note(Iterable<CacheEntryEvent<? extends String, ? extends TesterLoad>> events) {
    for (CacheEntryEvent<? extends String, ? extends TesterLoad> event : events) {
      try {
        TesterLoad row = event.getEventType() == EventType.REMOVED ? null : event.getValue();
        if (row == null) {
          rows.remove(event.getKey());
        } else {
          see(row);
        }
        listeners.forEach(listener -> listener.accept(row));
      } catch (Throwable e) {
        // Thrown on, it would fail the writer's update although the value is stored.
        log.error(
            "A listener failed on the row of {}; the next row makes up for it", event.getKey(), e);
      }
    }
  }

  private void see(TesterLoad row) {
    rows.merge(row.tester(), row, (old, fresh) -> old.beat() >= fresh.beat() ? old : fresh);
  }

  /** Adds the rows that reached this node without a change note, as by rebalancing. */
  public void rescan() {
    rows.keySet()
        .removeIf(
            tester -> !cache.containsKey(tester)); // whose removal was overtaken by a late note
    try (QueryCursor<javax.cache.Cache.Entry<String, TesterLoad>> cursor =
        cache.query(new ScanQuery<String, TesterLoad>().setLocal(true))) {
      cursor.forEach(entry -> see(entry.getValue()));
    }
  }

  @Override
  public Collection<TesterLoad> rows() {
    return rows.values();
  }

  @Override
  public @Nullable TesterLoad row(String tester) {
    return rows.get(tester);
  }

  @Override
  public void publish(TesterLoad row) {
    cache.put(row.tester(), row);
  }

  @Override
  public void remove(String tester) {
    cache.remove(tester);
    rows.remove(tester);
  }

  @Override
  public void onChange(Consumer<@Nullable TesterLoad> listener) {
    listeners.add(listener);
  }

  @Override
  public void close() {
    changes.close();
  }
}
