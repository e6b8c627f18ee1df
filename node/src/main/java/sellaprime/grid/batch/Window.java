package sellaprime.grid.batch;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.chunk.ChunkResult;
import sellaprime.grid.gateway.Gateway;
import sellaprime.job.ChunkQuestion;
import sellaprime.job.Job;
import sellaprime.job.Outcome;

/**
 * The chunks of one feeder that are not over. Learns from those that are how long such work takes.
 */
final class Window implements AutoCloseable {
  /** Expected work that may wait for one worker. */
  private static final double MOST_NANOS_PER_WORKER = 1e9;

  private static final int FEWEST = 4;
  private static final int FEW_PER_WORKER = 2;
  private static final int MOST = 64;

  /** Notes of ends may be lost when a node dies; so one looks for oneself now and then. */
  private static final long LOOK_NANOS = Feeder.nanos(1000);

  /** A start: of ordinary numbers most are composite. */
  private static final double FIRST_SLOWNESS = 0.3;

  private static final double LEAST_SLOWNESS = 0.01;
  private static final double MOST_SLOWNESS = 10;

  /** Submits one chunk. */
  interface Submit {
    CompletableFuture<?> submit(int number, ChunkQuestion chunk, long expectedNanos);
  }

  private record Open(String id, double nanos, CompletableFuture<Job> end) {}

  private final Gateway gateway;
  private final Chunks chunks;
  private final Map<Integer, Open> open = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private double nanosOpen;
  private volatile double slowness = FIRST_SLOWNESS; // written under the lock
  private int unstored;
  private long changes;
  private @Nullable Throwable failure;
  private long lookedAt = System.nanoTime();
  private final int workers;

  Window(Gateway gateway, Chunks chunks) {
    this.gateway = gateway;
    this.chunks = chunks;
    this.workers = Math.max(1, gateway.workers());
  }

  boolean isEmpty() {
    return open.isEmpty();
  }

  /** Whether one more chunk may go. */
  boolean hasRoom() {
    lock.lock();
    try {
      int count = open.size();
      return count < Chunks.MOST_OPEN
          && (count < FEWEST + FEW_PER_WORKER * workers
              || (count < Math.max(MOST, 4 * workers)
                  && nanosOpen * slowness < workers * MOST_NANOS_PER_WORKER));
    } finally {
      lock.unlock();
    }
  }

  /** Measured time over guessed time. */
  double slowness() {
    return slowness; // asked for each line
  }

  /** Submits a chunk of {@code nanos} guessed. */
  void add(int number, ChunkQuestion chunk, double nanos, long expectedNanos, Submit submit) {
    String id = chunks.id(number);
    Open one = new Open(id, nanos, gateway.end(id)); // watched first, not to miss a quick end
    open.put(number, one);
    lock.lock();
    try {
      nanosOpen += nanos;
      unstored++;
    } finally {
      lock.unlock();
    }
    CompletableFuture<?> stored = submit.submit(number, chunk, expectedNanos);
    var unused = stored.whenComplete((status, thrown) -> stored(thrown));
    var unusedToo = one.end.thenAccept(job -> over(number, job));
  }

  private void stored(@Nullable Throwable thrown) {
    lock.lock();
    try {
      unstored--;
      if (thrown != null && failure == null) {
        failure = thrown;
      }
      changes++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void over(int number, @Nullable Job job) {
    Open one = open.remove(number);
    if (one == null) {
      return;
    }
    gateway.forget(one.id, one.end);
    lock.lock();
    try {
      nanosOpen -= one.nanos;
      Outcome outcome = job == null ? null : job.outcome();
      String result = outcome == null ? null : outcome.result();
      if (result != null && one.nanos > 0) {
        double measured = ChunkResult.nanos(result) / one.nanos;
        slowness =
            Math.min(MOST_SLOWNESS, Math.max(LEAST_SLOWNESS, 0.75 * slowness + 0.25 * measured));
      }
      changes++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Why a chunk could not be submitted, or null. */
  @Nullable Throwable failure() {
    lock.lock();
    try {
      return failure;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until something has changed, at most {@code millis}. */
  void await(long millis) {
    look();
    lock.lock();
    try {
      long seen = changes;
      long rest = Feeder.nanos(millis);
      while (changes == seen && rest > 0) {
        rest = changed.awaitNanos(rest);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BatchException(BatchException.Reason.STOPPING, "this node is stopping");
    } finally {
      lock.unlock();
    }
  }

  private void look() {
    if (System.nanoTime() - lookedAt > LOOK_NANOS) {
      lookedAt = System.nanoTime();
      boolean allStored = isAllStored();
      for (Integer number : open.keySet()) {
        Job job = chunks.get(number);
        if ((job == null && allStored) || (job != null && job.state().isFinal())) {
          over(number, job);
        }
      }
    }
  }

  private boolean isAllStored() {
    lock.lock();
    try {
      return unstored == 0;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until all that was submitted is stored on every node. */
  void awaitStored(Runnable check) {
    check.run();
    while (!isAllStored()) {
      await(100);
      check.run();
    }
  }

  /** Watches no more; what was submitted goes on. */
  @Override
  public void close() {
    open.values().forEach(one -> gateway.forget(one.id, one.end));
    open.clear();
  }
}
