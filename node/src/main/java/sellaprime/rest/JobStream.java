package sellaprime.rest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.batch.BatchView;
import sellaprime.grid.gateway.JobStatus;
import sellaprime.job.Progress;

/** The event stream of one job or batch: how it stands, whenever that is not as it was. */
final class JobStream extends EventStream {
  /**
   * What there is to show.
   *
   * @param key differs when it has to be sent again
   * @param event the event's name
   * @param isLast whether nothing comes after it
   */
  record Snapshot(String key, String event, JsonAnswer answer, boolean isLast) {
    /** Of a job: its state, and what it went through. */
    static @Nullable Snapshot of(@Nullable JobStatus status) {
      if (status == null) {
        return null;
      }
      Progress progress = status.job().progress();
      String key =
          status.state()
              + ' '
              + status.job().attempt()
              + ' '
              + status.job().setbacks().size()
              + ' '
              + (progress == null ? "" : progress.at())
              + ' '
              + status.job().ledger().account();
      return new Snapshot(key, "state", JobAnswer.of(status), status.isOver());
    }

    /** Of a batch: how far it is. */
    static @Nullable Snapshot of(@Nullable BatchView view) {
      if (view == null) {
        return null;
      }
      BatchAnswer answer = BatchAnswer.of(view);
      return new Snapshot(answer.toString(), "progress", answer, view.status().isOver());
    }
  }

  private final Supplier<@Nullable Snapshot> source;
  private @Nullable String seen;

  /** Shows what {@code source} tells; says something at least every {@code heartbeat}. */
  JobStream(Supplier<@Nullable Snapshot> source, MemoryResponse response, Duration heartbeat) {
    super(response, heartbeat);
    this.source = source;
  }

  /** Ends after the last snapshot, or if there is none. */
  @Override
  byte @Nullable [] news() {
    Snapshot now = source.get();
    if (now == null) {
      isLast();
      return null;
    }
    if (now.key.equals(seen)) {
      return null;
    }
    seen = now.key;
    if (now.isLast) {
      isLast();
    }
    return event(now.event, now.answer).getBytes(StandardCharsets.UTF_8);
  }
}
