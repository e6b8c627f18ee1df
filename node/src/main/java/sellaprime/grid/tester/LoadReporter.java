package sellaprime.grid.tester;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sellaprime.grid.jobs.TesterLoad;

/**
 * Writes a tester's load row: at once when a worker announces its hand, soon when the queue
 * changed, and twice a second as a sign of life. Announcements that come together share one row.
 */
final class LoadReporter {
  private static final Logger log = LoggerFactory.getLogger(LoadReporter.class);
  private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long HEARTBEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long RETRY_MS = 100;

  /** Longer than the cluster takes to notice a dead node, which holds up every write. */
  private static final long FLUSH_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** Builds the row from what the tester holds now and what is in its workers' hands. */
  interface RowBuilder {
    TesterLoad build(List<String> running, long beat);
  }

  private final RowBuilder builder;
  private final Consumer<TesterLoad> publisher;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition asked = lock.newCondition();
  private final Condition told = lock.newCondition();
  private final List<List<String>> hands = new ArrayList<>();
  private long askedVersion;
  private long toldVersion;
  private volatile boolean dirty;
  private volatile boolean shown;
  private long beat;
  private boolean begun;
  private boolean closed;

  LoadReporter(int workers, RowBuilder builder, Consumer<TesterLoad> publisher) {
    this.builder = builder;
    this.publisher = publisher;
    for (int i = 0; i < workers; i++) {
      hands.add(List.of());
    }
  }

  /** Returns when every node knows that {@code worker} has {@code ids} in hand. */
  void announce(int worker, List<String> ids) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      hands.set(worker, ids);
      long mine = ++askedVersion;
      asked.signal();
      while (toldVersion < mine && !closed) {
        told.await();
      }
      if (toldVersion < mine) {
        throw new CancellationException("the tester is closed");
      }
    } finally {
      lock.unlock();
    }
  }

  /** Has a worker's hand emptied in the next row. */
  void release(int worker) {
    lock.lock();
    try {
      hands.set(worker, List.of());
    } finally {
      lock.unlock();
    }
    dirty = true;
  }

  /** Has a new row written soon. Never blocks: change notes call it under an entry's lock. */
  void changed() {
    dirty = true;
  }

  /**
   * Writes a row now and returns when every node has it, or when that takes too long. Returns at
   * once if {@link #run} has not begun: its first row will tell.
   */
  void flush() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long mine = ++askedVersion;
      asked.signal();
      long rest = FLUSH_NANOS;
      while (begun && toldVersion < mine && !closed && rest > 0) {
        rest = told.awaitNanos(rest);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether every node has a row of this tester. */
  boolean isShown() {
    return shown;
  }

  /** Writes rows until closed; the first one at once. */
  void run() throws InterruptedException {
    begin();
    long lastNanos = System.nanoTime() - HEARTBEAT_NANOS;
    while (true) {
      List<String> running = new ArrayList<>();
      long version;
      lock.lockInterruptibly();
      try {
        for (long rest = 1; askedVersion == toldVersion && rest > 0 && !closed; ) {
          long due = lastNanos + (dirty ? SOON_NANOS : HEARTBEAT_NANOS);
          rest = due - System.nanoTime();
          if (rest > 0) {
            asked.awaitNanos(Math.min(rest, SOON_NANOS));
          }
        }
        if (closed) {
          return;
        }
        version = askedVersion;
        dirty = false; // before the look at the hands: what changes after it makes for another row
        hands.forEach(running::addAll);
      } finally {
        lock.unlock();
      }
      lastNanos = System.nanoTime();
      if (publish(running)) {
        tell(version);
      }
    }
  }

  private void begin() {
    lock.lock();
    try {
      begun = true;
    } finally {
      lock.unlock();
    }
  }

  private boolean publish(List<String> running) throws InterruptedException {
    try {
      publisher.accept(builder.build(running, ++beat));
      return true;
    } catch (RuntimeException e) {
      log.warn("The load row could not be written; trying again in {} ms", RETRY_MS, e);
      Thread.sleep(
          RETRY_MS); // as long as the cluster is in trouble there is nothing to wait for but time
      return false;
    }
  }

  private void tell(long version) {
    shown = true;
    lock.lock();
    try {
      toldVersion = version;
      told.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      asked.signalAll();
      told.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
