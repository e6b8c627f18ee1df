package sellaprime.rest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;

/**
 * Whoever reads an answer that may take hours to go on. Jetty does not look at a connection while
 * it answers a request there, so it does not see that the other side has closed it; and a format
 * without comments has no room for signs of life, which would find that out.
 *
 * <p>So this reads from the connection, once a second, when it is asked. Nearly no caller sends
 * anything before it has the answer. If one does, what it sent is lost, and the connection has to
 * be closed behind the answer; then it will send that again. One side that is shut, as opposed to
 * the whole connection, counts as closed: few callers shut the side on which they send and go on
 * reading.
 *
 * <p><b>Thread.</b> The one that writes the answer.
 */
final class Peer {
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int BUFFER_BYTES = 512;

  private final EndPoint connection;
  private final ByteBuffer unwanted = BufferUtil.allocate(BUFFER_BYTES);
  private long lookedAt = System.nanoTime();
  private boolean gone;
  private boolean hasSentMore;

  private Peer(EndPoint connection) {
    this.connection = connection;
  }

  /** The one that gets {@code response}. */
  static Peer of(MemoryResponse response) {
    return new Peer(response.getRequest().getConnectionMetaData().getConnection().getEndPoint());
  }

  /** Whether it has closed the connection, as far as is known. Cheap; does not block. */
  boolean isGone() {
    long now = System.nanoTime();
    if (!gone && now - lookedAt >= LOOK_NANOS) {
      lookedAt = now;
      gone = isClosed();
    }
    return gone;
  }

  /** Whether it has sent something that is lost. */
  boolean hasSentMore() {
    return hasSentMore;
  }

  private boolean isClosed() {
    try {
      int read;
      do {
        BufferUtil.clear(unwanted);
        read = connection.fill(unwanted);
        hasSentMore |= read > 0;
      } while (read > 0);
      return read < 0;
    } catch (IOException e) {
      return true;
    }
  }
}
