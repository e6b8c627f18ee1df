package sellaprime.grid.jobs;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds the outcomes that are kept, in number and by the memory they take: the oldest go first.
 * Unfinished jobs are never touched, and for want of memory no outcome of the last ten minutes: who
 * waits for one has it by then, and new work is refused before memory is full. {@link Relief} tells
 * whether it helps.
 *
 * <p>Every node notes who finished when; the oldest node of the cluster removes, by an update like
 * any other, so all nodes keep the same. When that node dies the next oldest goes on. It may not
 * know what ended before it joined; what it misses goes when its time is over, as without this.
 *
 * <p>A thread of its own, so that recovery does not wait for it. {@link #close()} may be repeated.
 */
public final class OutcomeLimit implements AutoCloseable {
  /** Of the outcomes, in one look, if memory is crowded. */
  private static final double CROWDED_STEP = 0.05;

  /** Younger ones stay, however crowded it is. */
  private static final Duration FRESH = Duration.ofMinutes(10);

  private static final long LOOK_MS = 500;
  private static final int BATCH = 512;
  private static final Logger log = LoggerFactory.getLogger(OutcomeLimit.class);

  /** What is bounded. */
  interface Outcomes {
    /** How many there are. */
    long count();

    /** Removes the outcomes of {@code ids}, on every node; what is not over stays. */
    void forget(List<String> ids);
  }

  private final Outcomes outcomes;
  private final FinishOrder order;
  private final long most;
  private final Duration keep;
  private final BooleanSupplier isOldest;
  private final DoubleSupplier memoryUsed;
  private final Clock clock;
  private final Relief relief = new Relief();
  private boolean failing; // used by the thread alone
  private boolean toldFutile;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread limiter = new Thread(task, "sellaprime-outcome-limit");
            limiter.setDaemon(true);
            return limiter;
          });

  OutcomeLimit(
      Outcomes outcomes,
      FinishOrder order,
      long most,
      Duration keep,
      BooleanSupplier isOldest,
      DoubleSupplier memoryUsed,
      Clock clock) {
    this.outcomes = outcomes;
    this.order = order;
    this.most = most;
    this.keep = keep;
    this.isOldest = isOldest;
    this.memoryUsed = memoryUsed;
    this.clock = clock;
  }

  void start() {
    thread.scheduleWithFixedDelay(this::tryLook, LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
  }

  private void tryLook() {
    try {
      look();
      failing = false;
    } catch (RuntimeException | Error e) {
      if (!failing && !thread.isShutdown()) {
        log.warn("Old outcomes could not be removed; each next look tries again", e);
      }
      failing = true; // of a node whose Ignite has stopped one line is enough
    }
  }

  /** Looks once, and removes what is too much. Blocks until it is gone from every node. */
  void look() {
    order.forgetBefore(clock.millis() - keep.toMillis());
    if (!isOldest.getAsBoolean()) {
      order.trim(most); // what is older, the oldest node has removed
      return;
    }
    remove(outcomes.count() - most, Long.MAX_VALUE);
    double used = memoryUsed.getAsDouble();
    if (relief.isDue(used)) {
      relieve(used);
    } else if (used <= Relief.CROWDED) {
      toldFutile = false;
    }
  }

  private void relieve(double used) {
    long count = outcomes.count();
    long gone = remove((long) Math.ceil(count * CROWDED_STEP), clock.millis() - FRESH.toMillis());
    if (gone == 0) {
      return; // all are fresh
    }
    double left = memoryUsed.getAsDouble();
    if (!relief.hasHelped(used, left, (double) gone / count) && !toldFutile) {
      toldFutile = true;
      log.warn(
          "The memory for jobs is {} % full, and not of old outcomes: to forget the oldest {} made"
              + " no room. The others stay",
          Math.round(left * 100), gone);
    }
  }

  /** Removes the oldest {@code most}, as far as they ended before {@code endedBefore}. */
  private long remove(long most, long endedBefore) {
    long gone = 0;
    while (gone < most && !thread.isShutdown()) {
      List<String> going = order.takeOldest((int) Math.min(most - gone, BATCH), endedBefore);
      if (going.isEmpty()) {
        break;
      }
      outcomes.forget(going);
      gone += going.size();
    }
    return gone;
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
        log.info("The removal of old outcomes is still busy; leaving without it");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
