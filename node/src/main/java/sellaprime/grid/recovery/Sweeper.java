package sellaprime.grid.recovery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node's safety net: runs a list of repairs at a steady pace, and the urgent ones early when
 * woken.
 *
 * <p>A repair that throws is logged and runs again next time; it does not keep the others from
 * running. {@link #close()} may be called twice.
 */
public final class Sweeper implements AutoCloseable {
  /** Time between two sweeps, in milliseconds. */
  public static final long SWEEP_MS = 2_000;

  private static final Logger log = LoggerFactory.getLogger(Sweeper.class);

  private record Repair(String name, boolean urgent, Runnable action) {}

  private final List<Repair> repairs = new ArrayList<>();
  private final AtomicBoolean woken = new AtomicBoolean();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread sweeper = new Thread(task, "sellaprime-sweeper");
            sweeper.setDaemon(true);
            return sweeper;
          });

  /**
   * Adds a repair that runs at each sweep; an urgent one also when woken. Only before {@link
   * #start}.
   */
  public Sweeper add(String name, boolean urgent, Runnable action) {
    repairs.add(new Repair(name, urgent, action));
    return this;
  }

  /** Begins to sweep. */
  public void start() {
    thread.scheduleWithFixedDelay(
        () -> runRepairs(false), SWEEP_MS, SWEEP_MS, TimeUnit.MILLISECONDS);
  }

  /**
   * Has the urgent repairs run at once, in the sweeper's thread. Returns immediately; never throws.
   */
  public void wake() {
    if (!woken.getAndSet(true)) {
      try {
        thread.execute(
            () -> {
              woken.set(false); // before the look, so that what happens during it wakes us again
              runRepairs(true);
            });
      } catch (RejectedExecutionException e) {
        log.debug("Closed already");
      }
    }
  }

  private void runRepairs(boolean onlyUrgent) {
    for (Repair repair : repairs) {
      if (repair.urgent || !onlyUrgent) {
        try {
          repair.action.run();
        } catch (RuntimeException | Error e) {
          log.warn("'{}' failed; the next sweep tries again", repair.name, e);
        }
      }
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
        log.warn("The sweeper is still busy; leaving without it");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
