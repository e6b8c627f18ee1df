package sellaprime.rest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.batch.BatchView;
import sellaprime.grid.gateway.JobStatus;
import sellaprime.job.Progress;

/**
 * One event stream of one job or batch. It looks at it again and again, and sends what is new;
 * while a write is on its way it sends nothing, so a slow client gets fewer events, and the last
 * one always. Thread-safe; nothing here blocks.
 */
final class JobStream {
  private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);
  private static final byte[] NOTHING = {};

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

  private final String id;
  private final Supplier<@Nullable Snapshot> source;
  private final MemoryResponse response;
  private final Duration heartbeat;
  private @Nullable String seen;
  private long sentAt = System.nanoTime();
  private boolean writing;
  private boolean ending;
  private boolean over;

  /** Shows what {@code source} tells; says something at least every {@code heartbeat}. */
  JobStream(
      String id, Supplier<@Nullable Snapshot> source, MemoryResponse response, Duration heartbeat) {
    this.id = id;
    this.source = source;
    this.response = response;
    this.heartbeat = heartbeat;
    response.setStatus(200);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
    response.stream();
  }

  String id() {
    return id;
  }

  /** Sends what there is if it is not as it was; ends after the last, or if there is nothing. */
  synchronized void show() {
    if (writing || ending) {
      return;
    }
    Snapshot now = source.get();
    if (now == null) {
      end();
      return;
    }
    if (!now.key.equals(seen)) {
      seen = now.key;
      ending = now.isLast;
      write(event(now));
    } else if (System.nanoTime() - sentAt >= heartbeat.toNanos()) {
      write(HEARTBEAT);
    }
  }

  private static byte[] event(Snapshot snapshot) {
    String json = new String(Json.bytes(snapshot.answer), StandardCharsets.UTF_8);
    return ("event: " + snapshot.event + "\ndata: " + json + "\n\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Ends the stream, after what is being written. */
  synchronized void end() {
    if (!ending) {
      ending = true;
      if (!writing) {
        write(NOTHING);
      }
    }
  }

  /** True when nothing more will be sent. */
  synchronized boolean isOver() {
    return over;
  }

  private void write(byte[] bytes) {
    writing = true;
    sentAt = System.nanoTime();
    response.write(ending, ByteBuffer.wrap(bytes), Callback.from(this::written, this::broken));
  }

  private synchronized void written() {
    writing = false;
    if (ending && !over) {
      over = true;
      response.succeeded();
    }
  }

  private synchronized void broken(Throwable failure) {
    writing = false;
    ending = true;
    over = true;
    response.failed(failure);
  }
}
