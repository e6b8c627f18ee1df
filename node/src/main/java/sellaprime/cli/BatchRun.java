package sellaprime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import sellaprime.job.BatchQuestion;

/**
 * One batch on its way through a command: its lines go in while its results come out, each in a
 * thread of its own. Results that are certain to be where they belong are let go of, twice a
 * second.
 */
final class BatchRun {
  private static final long TAKE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long LEAVE_SECONDS = 3;

  /** A tenth of a second each; whoever counts the results may have died, and be replaced. */
  private static final int SETTLE_TRIES = 600;

  /** Where results go, and become certain now and then. */
  interface Target {
    /** Whole lines of results, up to that of line {@code through} of the batch. */
    void write(long through, byte[] results) throws IOException;

    /** Makes certain what was written. */
    void mark() throws IOException;
  }

  private final BatchGrid grid;
  private final String id;
  private final Target target;
  private final ReentrantLock writing = new ReentrantLock();
  private volatile boolean fed;
  private boolean left; // these are guarded by the lock
  private long writtenThrough;
  private long takenThrough;
  private long takenAt = System.nanoTime();

  /** Of batch {@code id}, whose results up to line {@code through} are there already. */
  BatchRun(BatchGrid grid, String id, long through, Target target) {
    this.grid = grid;
    this.id = id;
    this.writtenThrough = through;
    this.takenThrough = through;
    this.target = target;
  }

  /**
   * Feeds and reads until all is read, or one of the two cannot go on.
   *
   * @param in the lines of {@code batch} from the first on, or null if there is nothing to feed
   * @throws IOException if nobody can be reached any more, or the results cannot be written
   */
  void run(BatchQuestion batch, @Nullable InputStream in, boolean json) throws IOException {
    CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
    if (in != null) {
      start("sellaprime-feed", over, () -> feed(batch, in), false);
    } else {
      fed = true;
    }
    start("sellaprime-results", over, () -> read(json), true);
    try {
      over.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UsageException usage) {
        throw usage;
      }
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      throw new IOException(cause.getMessage(), cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private interface Half {
    void run() throws IOException;
  }

  private static void start(
      String name, CompletableFuture<@Nullable Void> over, Half half, boolean isLast) {
    Thread thread =
        new Thread(
            () -> {
              try {
                half.run();
                if (isLast) {
                  over.complete(null);
                }
              } catch (IOException | RuntimeException | Error e) {
                over.completeExceptionally(e);
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  private void feed(BatchQuestion batch, InputStream in) throws IOException {
    grid.feed(id, batch, in);
    fed = true;
  }

  /** Whether the grid has all lines, or needs no more. */
  boolean isFed() {
    return fed;
  }

  private void read(boolean json) throws IOException {
    grid.read(id, writtenThrough + 1, json, this::take);
    writing.lock();
    try {
      certify();
    } finally {
      writing.unlock();
    }
  }

  private void take(long through, byte[] results) throws IOException {
    writing.lock();
    try {
      if (left) {
        throw new IOException("this command has left the batch");
      }
      target.write(through, results);
      writtenThrough = Math.max(writtenThrough, through);
      if (System.nanoTime() - takenAt > TAKE_NANOS) {
        certify();
      }
    } finally {
      writing.unlock();
    }
  }

  /** Returns when those that keep the results will know. */
  private CompletableFuture<?> certify() throws IOException {
    target.mark();
    takenAt = System.nanoTime();
    if (writtenThrough == takenThrough) {
      return CompletableFuture.completedFuture(null);
    }
    takenThrough = writtenThrough;
    return grid.taken(id, takenThrough);
  }

  /**
   * Leaves it, from another thread: nothing is written any more. What was written is made certain
   * and let go of, so that whoever comes back gets the rest; unless that takes more than moments.
   */
  void leave() {
    try {
      if (writing.tryLock(LEAVE_SECONDS, TimeUnit.SECONDS)) { // a reader of ours may be slow
        CompletableFuture<?> told;
        try {
          left = true;
          told = certify();
        } finally {
          writing.unlock();
        }
        told.get(LEAVE_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | ExecutionException | TimeoutException e) {
      // Then some results come twice.
    }
  }

  /** The batch when it is called over, which is a moment after its last results are there. */
  JsonNode settled() throws IOException {
    JsonNode batch = grid.progress(id);
    for (int i = 0; i < SETTLE_TRIES && batch.path("state").asText().equals("running"); i++) {
      try {
        Thread.sleep(100); // the state is asked for; a stream for this moment would be too much
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return batch;
      }
      batch = grid.progress(id);
    }
    return batch;
  }

  /** Whether {@code batch}, as {@code GET /v1/batches/{id}} answers, has come to its proper end. */
  static boolean isDone(JsonNode batch) {
    return batch.path("state").asText().equals("done");
  }

  /** How {@code batch} stands, and why, in words. */
  static String standing(JsonNode batch) {
    String reason = batch.path("reason").asText("");
    return "the batch is " + batch.path("state").asText() + (reason.isEmpty() ? "" : ": " + reason);
  }
}
