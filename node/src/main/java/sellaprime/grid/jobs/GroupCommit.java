package sellaprime.grid.jobs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.observe.GridObserver;
import sellaprime.grid.observe.GridObserver.Lane;
import sellaprime.job.JobEvent;
import sellaprime.job.Ruling;

/**
 * Turns concurrent changes of single jobs into batches: what arrives while one batch is being
 * written makes up the next. A lone change is written at once; under load a batch costs little more
 * than a single change did.
 *
 * <p>Two changes of one job never share a batch, so each is ruled on by itself and in the order of
 * arrival. A batch is sorted by key: two writers that lock entries in the same order cannot
 * deadlock.
 *
 * <p>One start/stop contract: {@link #close()} writes what is waiting, refuses what comes later,
 * and may be repeated.
 */
final class GroupCommit implements AutoCloseable {
  /** Large enough to spread the cost of a round trip, small enough to keep it short. */
  static final int MAX_BATCH = 512;

  /** Writes a batch; the result lacks the keys that could not be written. */
  interface Writer {
    Map<String, Ruling> write(SortedMap<String, JobEvent> batch);
  }

  private record Change(String id, JobEvent event, CompletableFuture<Ruling> done) {}

  private final Writer writer;
  private final Lane lane;
  private final GridObserver observer;
  private final Queue<Change> waiting = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile boolean parked;
  private volatile boolean closed;
  private volatile boolean finished;

  GroupCommit(Lane lane, GridObserver observer, Writer writer) {
    this.lane = lane;
    this.observer = observer;
    this.writer = writer;
    this.thread = new Thread(this::run, "sellaprime-" + lane.name().toLowerCase(Locale.ROOT));
    this.thread.setDaemon(true);
    this.thread.start();
  }

  CompletableFuture<Ruling> submit(String id, JobEvent event) {
    Change change = new Change(id, event, new CompletableFuture<>());
    if (closed) {
      change.done.completeExceptionally(stopped());
      return change.done;
    }
    waiting.add(change);
    if (parked) {
      LockSupport.unpark(thread);
    }
    if (finished) {
      failAll(); // the thread has looked for the last time, perhaps before this change came
    }
    return change.done;
  }

  private void run() {
    Queue<Change> postponed = new ArrayDeque<>();
    while (true) {
      Map<String, Change> batch = nextBatch(postponed);
      if (!batch.isEmpty()) {
        commit(batch);
      } else if (closed) {
        finished = true; // before the last look: who comes after it sees this
        failAll();
        return;
      } else {
        parked = true;
        if (waiting.isEmpty() && !closed) {
          LockSupport.park(this);
        }
        parked = false;
      }
    }
  }

  private Map<String, Change> nextBatch(Queue<Change> postponed) {
    Map<String, Change> batch = new TreeMap<>();
    List<Change> again = new ArrayList<>();
    while (batch.size() < MAX_BATCH) {
      Change change = postponed.isEmpty() ? waiting.poll() : postponed.poll();
      if (change == null) {
        break;
      }
      if (batch.putIfAbsent(change.id, change) != null) {
        again.add(change);
      }
    }
    again.addAll(postponed);
    postponed.clear();
    postponed.addAll(again);
    return batch;
  }

  private void commit(Map<String, Change> batch) {
    Map<String, Ruling> rulings = Map.of();
    @Nullable Throwable failure = null;
    try {
      rulings = write(batch);
    } catch (Throwable e) { // whatever it was, each change gets its own second try
      failure = e;
    }
    for (Change change : batch.values()) {
      Ruling ruling = rulings.get(change.id);
      if (ruling != null) {
        change.done.complete(ruling);
      } else {
        commitAlone(change, failure);
      }
    }
  }

  private void commitAlone(Change change, @Nullable Throwable batchFailure) {
    try {
      Ruling ruling = write(Map.of(change.id, change)).get(change.id);
      if (ruling != null) {
        change.done.complete(ruling);
        return;
      }
      change.done.completeExceptionally(unavailable(change, batchFailure));
    } catch (Throwable e) {
      change.done.completeExceptionally(unavailable(change, e));
    }
  }

  private Map<String, Ruling> write(Map<String, Change> batch) {
    SortedMap<String, JobEvent> events = new TreeMap<>();
    batch.forEach((id, change) -> events.put(id, change.event));
    long start = System.nanoTime();
    try {
      return writer.write(events);
    } finally {
      observer.committed(lane, events.size(), System.nanoTime() - start);
    }
  }

  private void failAll() {
    for (Change change = waiting.poll(); change != null; change = waiting.poll()) {
      change.done.completeExceptionally(stopped());
    }
  }

  private static StoreUnavailableException stopped() {
    return new StoreUnavailableException(
        "this node is stopping", new IllegalStateException("the job store is closed"));
  }

  private static StoreUnavailableException unavailable(Change change, @Nullable Throwable cause) {
    return new StoreUnavailableException(
        "job " + change.id + " could not be stored",
        cause != null ? cause : new IllegalStateException("no reply for this key"));
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
