package sellaprime.grid.balance;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import sellaprime.grid.jobs.Loads;
import sellaprime.grid.jobs.TesterLoad;

/**
 * Which testers are alive: those with a row in the load table, whose node is in the cluster, and
 * whose row changes.
 *
 * <p>A tester writes its row at least twice a second. One that writes nothing through {@value
 * #MAX_MISSED} ticks of this node's sweep is taken for dead although its node lives. Ticks, not
 * time: a node that was frozen must not, on waking, take everyone else for dead.
 */
public final class LiveTesters {
  /**
   * Ticks without a new row before a tester is taken for dead; well above the failure detection
   * time.
   */
  static final int MAX_MISSED = 5;

  private record Pulse(long beat, int missed) {}

  private final Loads table;
  private final Predicate<String> isNodeAlive;
  private final Map<String, Pulse> pulses = new HashMap<>(); // used by tick() alone
  private final Set<String> silent = ConcurrentHashMap.newKeySet();

  /** Reads {@code table}; {@code isNodeAlive} tells of a node id whether it is in the cluster. */
  public LiveTesters(Loads table, Predicate<String> isNodeAlive) {
    this.table = table;
    this.isNodeAlive = isNodeAlive;
  }

  /**
   * Looks once at every row; to be called at a steady pace of about two seconds, from one thread.
   */
  public synchronized void tick() {
    for (TesterLoad row : table.rows()) {
      Pulse last = pulses.get(row.tester());
      int missed = last == null || last.beat != row.beat() ? 0 : last.missed + 1;
      pulses.put(row.tester(), new Pulse(row.beat(), missed));
      if (missed >= MAX_MISSED) {
        silent.add(row.tester());
      } else {
        silent.remove(row.tester());
      }
    }
    pulses.keySet().removeIf(tester -> table.row(tester) == null);
    silent.retainAll(pulses.keySet());
  }

  /** Returns true if {@code tester} is alive, be it leaving or not. */
  public boolean isLive(String tester) {
    TesterLoad row = table.row(tester);
    return row != null && isLive(row);
  }

  private boolean isLive(TesterLoad row) {
    return isNodeAlive.test(row.nodeId()) && !silent.contains(row.tester());
  }

  /** The rows of the testers that take work. */
  public List<TesterLoad> open() {
    return table.rows().stream().filter(row -> !row.isLeaving() && isLive(row)).toList();
  }
}
