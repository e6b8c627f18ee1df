package sellaprime.grid.jobs;

import java.util.HashMap;
import java.util.Map;

/**
 * What is unfinished, in all and for each caller. Thread-safe. Each change is a step of constant
 * cost; memory goes with the callers that have something unfinished, never with those that had.
 */
public final class Backlog {
  private final Map<Long, Held> byCaller = new HashMap<>();
  private Held total = Held.NOTHING;
  private long ended;

  /** Counts a job in. */
  public synchronized void add(long caller, long expectedNanos, int length) {
    total = total.plus(1, expectedNanos, length);
    byCaller.merge(
        caller,
        Held.NOTHING.plus(1, expectedNanos, length),
        (held, more) -> held.plus(1, expectedNanos, length));
  }

  /** Counts a job out that was counted in. */
  public synchronized void remove(long caller, long expectedNanos, int length) {
    takeBack(caller, expectedNanos, length);
    ended++;
  }

  /** Undoes an {@link #add}: the job has not ended, it is to be counted as another. */
  synchronized void takeBack(long caller, long expectedNanos, int length) {
    total = total.plus(-1, expectedNanos, length);
    byCaller.computeIfPresent(
        caller,
        (key, held) -> {
          Held rest = held.plus(-1, expectedNanos, length);
          return rest.jobs() == 0 ? null : rest;
        });
  }

  /** All that is unfinished. */
  public synchronized Held total() {
    return total;
  }

  /** What is unfinished of {@code caller}'s. */
  public synchronized Held of(long caller) {
    return byCaller.getOrDefault(caller, Held.NOTHING);
  }

  /** Callers with unfinished jobs. */
  public synchronized int callers() {
    return byCaller.size();
  }

  /** Jobs that were counted out since the start. */
  public synchronized long ended() {
    return ended;
  }
}
