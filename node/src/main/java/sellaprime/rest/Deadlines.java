package sellaprime.rest;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections that take too long over a request. Jetty's idle time begins anew with each
 * byte, so whoever sends one every few seconds could keep a connection for ever. Here a connection
 * has a fixed time from its start, or from the end of its last answer, to have sent one whole
 * request: TLS handshake, head and body. While a request is being answered there is no limit.
 */
final class Deadlines implements Connection.Listener {
  private static final Logger log = LoggerFactory.getLogger(Deadlines.class);

  private final long limitNanos;
  private final Map<EndPoint, Long> deadlines = new ConcurrentHashMap<>();

  Deadlines(Duration limit) {
    this.limitNanos = limit.toNanos();
  }

  @Override
  public void onOpened(Connection connection) {
    EndPoint socket = socket(connection.getEndPoint());
    if (socket == connection.getEndPoint()) { // and not a connection within one, as HTTP in TLS
      deadlines.put(socket, System.nanoTime() + limitNanos);
    }
  }

  @Override
  public void onClosed(Connection connection) {
    EndPoint socket = socket(connection.getEndPoint());
    if (socket == connection.getEndPoint()) {
      deadlines.remove(socket);
    }
  }

  /** The request is here in full. */
  void met(Request request) {
    deadlines.remove(socket(request));
  }

  /** Its answer is through; the next one may come. */
  void renew(Request request) {
    EndPoint socket = socket(request);
    deadlines.put(socket, System.nanoTime() + limitNanos);
    if (!socket.isOpen()) { // closed meanwhile, and heard of here before
      deadlines.remove(socket);
    }
  }

  /** Closes whoever is late. */
  void tick() {
    long now = System.nanoTime();
    deadlines.forEach(
        (socket, deadline) -> {
          if (now - deadline > 0 && deadlines.remove(socket, deadline)) {
            log.debug("{} did not send its request in time", socket.getRemoteSocketAddress());
            socket.close();
          }
        });
  }

  private static EndPoint socket(Request request) {
    return socket(request.getConnectionMetaData().getConnection().getEndPoint());
  }

  private static EndPoint socket(EndPoint endPoint) {
    EndPoint socket = endPoint;
    while (socket instanceof EndPoint.Wrapper wrapper) {
      socket = wrapper.unwrap();
    }
    return socket;
  }
}
