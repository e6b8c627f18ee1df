package sellaprime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import sellaprime.job.Ask;

/** Shows on a terminal how far something is: one line, written again and again. */
final class ProgressBar implements AutoCloseable {
  private static final int WIDTH = 24;
  private static final long EVERY_MS = 500;
  private static final String WIPE = "\r\033[K";

  private final PrintWriter err;
  private final Callable<String> line;
  private final ScheduledThreadPoolExecutor ticker;

  /** A bar if standard error is a terminal, else null; asks for its line twice a second. */
  static @Nullable ProgressBar onTerminal(PrintWriter err, Callable<String> line) {
    return Boolean.getBoolean("sellaprime.terminal") ? new ProgressBar(err, line) : null;
  }

  /**
   * The same for a batch.
   *
   * @param progress what {@code GET /v1/batches/{id}} answers
   * @param total how many lines there will be; 0 if that is known only when the batch is complete
   */
  static @Nullable ProgressBar onTerminal(
      PrintWriter err, Callable<JsonNode> progress, long total) {
    return onTerminal(err, () -> line(progress.call(), total));
  }

  private ProgressBar(PrintWriter err, Callable<String> line) {
    this.err = err;
    this.line = line;
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
      print(line.call());
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

  /** A bar, and how much that is. */
  static String bar(long done, long all) {
    int filled = (int) (WIDTH * done / all);
    return "[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] " + 100 * done / all + "%";
  }

  /** Of what {@code GET /v1/batches/{id}} answers; {@code total} as above. */
  static String line(JsonNode batch, long total) {
    long done = batch.path("done").asLong();
    long left = Math.max(batch.path("left").asLong(), total - done);
    boolean isAll = total > 0 || batch.path("complete").asBoolean();
    long rate = batch.path("linesPerSecond").asLong();
    StringBuilder line = new StringBuilder();
    if (isAll && done + left > 0) {
      line.append(bar(done, done + left)).append(", ");
    }
    line.append(String.format(Locale.ROOT, "%,d done, %,d left", done, left));
    if (batch.path("ask").asText().equals(Ask.SAFE_PRIME.text())) {
      long found = batch.path("primes").asLong() + batch.path("probablePrimes").asLong();
      line.append(String.format(Locale.ROOT, ", %,d safe primes", found));
    }
    if (rate > 0) {
      line.append(String.format(Locale.ROOT, ", %,d/s", rate));
    }
    if (isAll && rate > 0) {
      long seconds = (left + rate - 1) / rate;
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
