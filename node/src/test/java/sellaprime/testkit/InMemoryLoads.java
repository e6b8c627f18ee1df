package sellaprime.testkit;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.jobs.Loads;
import sellaprime.grid.jobs.TesterLoad;

/** Load rows in a map. */
public final class InMemoryLoads implements Loads {
  private final ConcurrentMap<String, TesterLoad> rows = new ConcurrentHashMap<>();
  private final List<Consumer<@Nullable TesterLoad>> listeners = new CopyOnWriteArrayList<>();

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
    rows.put(row.tester(), row);
    listeners.forEach(listener -> listener.accept(row));
  }

  @Override
  public void remove(String tester) {
    if (rows.remove(tester) != null) {
      listeners.forEach(listener -> listener.accept(null));
    }
  }

  @Override
  public void onChange(Consumer<@Nullable TesterLoad> listener) {
    listeners.add(listener);
  }
}
