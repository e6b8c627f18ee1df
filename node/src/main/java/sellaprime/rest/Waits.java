package sellaprime.rest;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.gateway.JobStatus;

/**
 * The callers that wait for the end of a job. They wait at most as long as they want to, and no
 * longer than the node takes work: then each gets its job as it stands, and asks another node.
 */
final class Waits {
  private final Backend backend;
  private final int most;
  private final Set<Waiting> all = ConcurrentHashMap.newKeySet();

  /** So many at most, about, as each holds a connection. */
  Waits(Backend backend, int most) {
    this.backend = backend;
    this.most = most;
  }

  /**
   * Completes with the job when it is over, or as it stands when {@code patience} ends; with null
   * if there is no such job. Completes in any thread. While as many wait as may, at once.
   */
  CompletableFuture<@Nullable JobStatus> forEnd(String id, Duration patience) {
    CompletableFuture<@Nullable JobStatus> end =
        backend.gateway().await(id, all.size() < most ? patience : Duration.ZERO);
    if (!end.isDone()) {
      Waiting waiting = new Waiting(id, end);
      all.add(waiting);
      end.whenComplete((status, failure) -> all.remove(waiting));
    }
    return end;
  }

  /** Completes with a job just submitted, when it is over or {@code wait} ends; null: at once. */
  CompletableFuture<JobStatus> forEndOf(
      CompletableFuture<JobStatus> submitted, @Nullable Duration wait) {
    return submitted.thenCompose(
        accepted ->
            forEnd(accepted.job().id(), wait == null ? Duration.ZERO : wait)
                .thenApply(status -> status == null ? accepted : status));
  }

  /** Ends all waits if the node is leaving. Called every now and then. */
  void tick() {
    if (backend.isLeaving()) {
      all.forEach(waiting -> waiting.end(backend));
    }
  }

  /** How many there are. */
  int size() {
    return all.size();
  }

  private static final class Waiting {
    private final String id;
    private final CompletableFuture<@Nullable JobStatus> end;

    Waiting(String id, CompletableFuture<@Nullable JobStatus> end) {
      this.id = id;
      this.end = end;
    }

    void end(Backend backend) {
      try {
        end.complete(backend.gateway().find(id));
      } catch (RuntimeException e) { // the node has left already
        end.completeExceptionally(e);
      }
    }
  }
}
