package sellaprime.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import sellaprime.grid.sale.Wanted;

/** A progress bar on a terminal, and nothing elsewhere. Drawn at most a few times a second. */
final class ScreenProgress {
  private static final int WIDTH = 30;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  private final PrintWriter err;
  private final boolean isShown = Boolean.getBoolean("sellaprime.terminal");
  private long first;
  private long total;
  private long accepted;
  private long startedAt;
  private long drawnAt;

  ScreenProgress(PrintWriter err) {
    this.err = err;
  }

  void start(long done, long all) {
    first = done;
    total = all;
    startedAt = System.nanoTime();
    drawnAt = startedAt;
  }

  void settled(long done, boolean isAccepted) {
    if (isAccepted) {
      accepted++;
    }
    long now = System.nanoTime();
    if (isShown && now - drawnAt >= PAUSE_NANOS) {
      drawnAt = now;
      double left = (double) (total - done) * (now - startedAt) / 1e9 / (done - first);
      draw(done, ", " + Wanted.inWords(left) + " left");
    }
  }

  void end() {
    if (isShown) {
      draw(total, "");
      err.println();
    }
  }

  private void draw(long done, String rest) {
    int filled = (int) (total == 0 ? WIDTH : WIDTH * done / total);
    err.printf(
        Locale.ROOT,
        "\r[%s%s] %d of %d lines, %d safe primes%s   ",
        "#".repeat(filled),
        " ".repeat(WIDTH - filled),
        done,
        total,
        accepted,
        rest);
    err.flush();
  }
}
