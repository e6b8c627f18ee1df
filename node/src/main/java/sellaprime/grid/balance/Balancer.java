package sellaprime.grid.balance;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAdder;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.jobs.CostClass;
import sellaprime.grid.jobs.Loads;
import sellaprime.grid.jobs.TesterLoad;

/**
 * Picks the tester that would finish a job first, by its row in the load table and by what this
 * node sent it since that row was written.
 *
 * <p>What other nodes sent in the same few milliseconds is not known; a tester's next row tells.
 * Thread-safe. Cost: one pass over the testers.
 */
public final class Balancer {
  private final LiveTesters live;
  private final Map<String, DoubleAdder[]> sentNanos = new ConcurrentHashMap<>();
  private final AtomicInteger turn = new AtomicInteger();

  /** Picks among the {@code live} testers; {@code table} tells when a row is new. */
  public Balancer(Loads table, LiveTesters live) {
    this.live = live;
    table.onChange(
        row -> {
          if (row != null) {
            sentNanos.remove(row.tester());
          }
        });
  }

  /**
   * Picks a tester for a job, and counts the job as sent to it.
   *
   * @param compound whether it is to be overseen: only a keeper of the job cache can do that
   * @throws NoTesterException if none takes work
   */
  public TesterLoad pick(long expectedNanos, boolean compound) {
    TesterLoad best = best(expectedNanos, compound, null);
    if (best == null) {
      throw new NoTesterException();
    }
    return best;
  }

  /** As {@link #pick}, but another tester than {@code avoided}; null if there is none. */
  public @Nullable TesterLoad pickOtherThan(String avoided, long expectedNanos, boolean compound) {
    return best(expectedNanos, compound, avoided);
  }

  private @Nullable TesterLoad best(
      long expectedNanos, boolean keepersOnly, @Nullable String avoided) {
    CostClass costClass = CostClass.of(expectedNanos);
    List<TesterLoad> open = live.open();
    // Equals take turns, or a burst of first jobs would all go to one.
    int first = open.isEmpty() ? 0 : Math.floorMod(turn.getAndIncrement(), open.size());
    TesterLoad best = null;
    double bestNanos = Double.POSITIVE_INFINITY;
    for (int i = 0; i < open.size(); i++) {
      TesterLoad row = open.get((first + i) % open.size());
      if (row.tester().equals(avoided) || (keepersOnly && !row.isKeeper())) {
        continue;
      }
      double nanos = row.nanosUntilDone(costClass, sent(row, costClass) + expectedNanos);
      if (nanos < bestNanos) {
        best = row;
        bestNanos = nanos;
      }
    }
    if (best != null) {
      sentNanos.computeIfAbsent(best.tester(), t -> adders())[costClass.index()].add(
          (double) expectedNanos);
    }
    return best;
  }

  private double sent(TesterLoad row, CostClass longest) {
    DoubleAdder[] sent = sentNanos.get(row.tester());
    double sum = 0;
    for (int i = 0; i <= longest.index() && sent != null; i++) {
      sum += sent[i].sum();
    }
    return sum;
  }

  private static DoubleAdder[] adders() {
    DoubleAdder[] adders = new DoubleAdder[CostClass.COUNT];
    Arrays.setAll(adders, i -> new DoubleAdder());
    return adders;
  }
}
