package sellaprime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Shows on a terminal how far a batch is: one line, written again and again. */
final class ProgressBar implements AutoCloseable {
  private static final int WIDTH = 24;
  private static final long EVERY_MS = 500;
  private static final String WIPE = "\r\033[K";

  private final PrintWriter err;
  private final Callable<JsonNode> progress;
  private final ScheduledThreadPoolExecutor ticker;

  /** Asks {@code progress} twice a second. */
  ProgressBar(PrintWriter err, Callable<JsonNode> progress) {
    this.err = err;
    this.progress = progress;
    this.ticker =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "sellaprime-progress");
              thread.setDaemon(true);
              return thread;
            });
    var unused =
        ticker.scheduleWithFixedDelay(this::show, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
  }

  private void show() {
    try {
      print(line(progress.call()));
    } catch (IOException | RuntimeException e) {
      print("nobody answers at the moment");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized void print(String line) {
    if (!ticker.isShutdown()) {
      err.print(WIPE + line);
      err.flush();
    }
  }

  /** Of what {@code GET /v1/batches/{id}} answers. */
  static String line(JsonNode batch) {
    long done = batch.path("done").asLong();
    long left = batch.path("left").asLong();
    StringBuilder line = new StringBuilder();
    if (batch.path("complete").asBoolean() && done + left > 0) {
      int filled = (int) (WIDTH * done / (done + left));
      line.append('[')
          .append("#".repeat(filled))
          .append(".".repeat(WIDTH - filled))
          .append(String.format(Locale.ROOT, "] %d%%, ", 100 * done / (done + left)));
    }
    line.append(String.format(Locale.ROOT, "%,d done, %,d left", done, left));
    if (batch.has("linesPerSecond")) {
      line.append(String.format(Locale.ROOT, ", %,d/s", batch.path("linesPerSecond").asLong()));
    }
    if (batch.path("complete").asBoolean() && batch.has("secondsLeft")) {
      long seconds = batch.path("secondsLeft").asLong();
      line.append(
          String.format(
              Locale.ROOT, ", %d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60));
    }
    return line.toString();
  }

  /** Wipes it away. */
  @Override
  public synchronized void close() {
    ticker.shutdownNow();
    err.print(WIPE);
    err.flush();
  }
}
