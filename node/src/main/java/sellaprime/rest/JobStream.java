package sellaprime.rest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.gateway.JobStatus;
import sellaprime.job.Progress;

/**
 * One event stream of one job. It is shown the job again and again, and sends what is new; while a
 * write is on its way it sends nothing, so a slow client gets fewer events, and the last one
 * always. Thread-safe; nothing here blocks.
 */
final class JobStream {
  private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);
  private static final byte[] NOTHING = {};

  private final String id;
  private final MemoryResponse response;
  private final Duration heartbeat;
  private @Nullable String seen;
  private long sentAt = System.nanoTime();
  private boolean writing;
  private boolean ending;
  private boolean over;

  /** Says something at least every {@code heartbeat}. */
  JobStream(String id, MemoryResponse response, Duration heartbeat) {
    this.id = id;
    this.response = response;
    this.heartbeat = heartbeat;
    response.setStatus(200);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
    response.stream();
  }

  String id() {
    return id;
  }

  /** Sends the job if it is not as it was; ends after the final state, or if there is no job. */
  synchronized void show(@Nullable JobStatus status) {
    if (writing || ending) {
      return;
    }
    if (status == null) {
      end();
      return;
    }
    Progress progress = status.job().progress();
    String now =
        status.state()
            + ' '
            + status.job().attempt()
            + ' '
            + status.job().setbacks().size()
            + ' '
            + (progress == null ? "" : progress.at());
    if (!now.equals(seen)) {
      seen = now;
      ending = status.isOver();
      write(event(status));
    } else if (System.nanoTime() - sentAt >= heartbeat.toNanos()) {
      write(HEARTBEAT);
    }
  }

  private static byte[] event(JobStatus status) {
    String json = new String(Json.bytes(JobAnswer.of(status)), StandardCharsets.UTF_8);
    return ("event: state\ndata: " + json + "\n\n").getBytes(StandardCharsets.UTF_8);
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
