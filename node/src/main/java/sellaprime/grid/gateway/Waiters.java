package sellaprime.grid.gateway;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sellaprime.grid.jobs.JobStore;
import sellaprime.job.Job;

/**
 * The callers on this node that wait for a job to end.
 *
 * <p>Change notes arrive under an entry's lock, so they only enqueue; one notifier thread completes
 * the futures. A note that never came is made up for by {@link #reconcile}, at each sweep.
 */
final class Waiters implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Waiters.class);

  private final JobStore store;
  private final ConcurrentMap<String, List<CompletableFuture<Job>>> byId =
      new ConcurrentHashMap<>();
  private final BlockingQueue<Job> ended = new LinkedBlockingQueue<>();
  private final Thread notifier = new Thread(this::notifyWaiters, "sellaprime-notifier");

  Waiters(JobStore store) {
    this.store = store;
    store.onChange(this::note);
    notifier.setDaemon(true);
    notifier.start();
  }

  /**
   * A future of the job when it is over. Registered before the job is submitted or read, it misses
   * nothing. Give it up with {@link #forget}.
   */
  CompletableFuture<Job> register(String id) {
    CompletableFuture<Job> future = new CompletableFuture<>();
    byId.compute(
        id,
        (key, others) -> {
          List<CompletableFuture<Job>> all = others == null ? new CopyOnWriteArrayList<>() : others;
          all.add(future);
          return all;
        });
    return future;
  }

  void forget(String id, CompletableFuture<Job> future) {
    byId.computeIfPresent(
        id,
        (key, all) -> {
          all.removeIf(other -> other == future);
          return all.isEmpty() ? null : all;
        });
  }

  /** Tells the waiters of {@code job} that it is over, soon. Does not block. */
  void note(Job job) {
    if (job.state().isFinal() && byId.containsKey(job.id())) {
      ended.add(job);
    }
  }

  /** Looks up every job that is waited for. */
  void reconcile() {
    for (String id : byId.keySet()) {
      Job job = store.get(id);
      if (job != null) {
        note(job);
      }
    }
  }

  private void notifyWaiters() {
    try {
      while (true) {
        Job job = ended.take();
        List<CompletableFuture<Job>> waiting = byId.remove(job.id());
        if (waiting != null) {
          waiting.forEach(future -> future.complete(job));
        }
      }
    } catch (InterruptedException e) {
      log.debug("The notifier stops");
    }
  }

  @Override
  public void close() {
    notifier.interrupt();
  }
}
