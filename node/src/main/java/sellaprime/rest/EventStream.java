package sellaprime.rest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream of server-sent events. It is asked again and again for what is new; while a write is
 * on its way it sends nothing, so a slow client gets fewer events, and one that takes nothing for
 * long is dropped. It holds the bytes of one write. Thread-safe; nothing here blocks.
 */
abstract class EventStream {
  private static final Logger log = LoggerFactory.getLogger(EventStream.class);
  private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);
  private static final byte[] NOTHING = {};

  private final MemoryResponse response;
  private final Duration heartbeat;
  private final Duration patience;
  private long sentAt = System.nanoTime();
  private boolean writing;
  private boolean ending;
  private boolean over;

  /** Says something at least every {@code heartbeat}; a write may take three times that. */
  EventStream(MemoryResponse response, Duration heartbeat) {
    this.response = response;
    this.heartbeat = heartbeat;
    this.patience = heartbeat.multipliedBy(3);
    response.setStatus(200);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
    response.stream();
  }

  /** What to send now, or null for nothing. Called by one thread at a time. */
  abstract byte @Nullable [] news();

  /** To be called by {@link #news}: what it returns, if anything, is the last. */
  final void isLast() {
    ending = true;
  }

  /** Sends what is new; drops a client that does not take it. */
  final synchronized void show() {
    Duration silent = Duration.ofNanos(System.nanoTime() - sentAt);
    if (writing) {
      if (silent.compareTo(patience) > 0 && !over) {
        log.debug("An event stream is dropped: nothing was taken for {}", silent);
        over = true;
        ending = true;
        response.cutOff();
      }
      return;
    }
    if (ending) {
      return;
    }
    byte[] news = news();
    if (news != null) {
      write(news);
    } else if (ending) {
      write(NOTHING);
    } else if (silent.compareTo(heartbeat) >= 0) {
      write(HEARTBEAT);
    }
  }

  /** An event called {@code name}. */
  static String event(String name, JsonAnswer answer) {
    String json = new String(Json.bytes(answer), StandardCharsets.UTF_8);
    return "event: " + name + "\ndata: " + json + "\n\n";
  }

  /** Ends the stream, after what is being written. */
  final synchronized void end() {
    if (!ending) {
      ending = true;
      if (!writing) {
        write(NOTHING);
      }
    }
  }

  /** True when nothing more will be sent. */
  final synchronized boolean isOver() {
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
