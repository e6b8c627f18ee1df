package sellaprime.rest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections that owe us a request, the longest first. Jetty's idle time begins anew with each
 * byte, so whoever sends one every few seconds could keep a connection for ever. Here a connection
 * has a fixed time from its start, or from the end of its last answer, to have sent one whole
 * request: TLS handshake, head and body. And there is room for so many of them only: a new one
 * takes the place of the one that has been silent for longest, so that idle ones keep nobody out.
 * While a request is being answered there is no limit.
 */
final class Deadlines implements Connection.Listener {
  private static final Logger log = LoggerFactory.getLogger(Deadlines.class);

  private final long limitNanos;
  private final int room;

  /** Deadlines in the order in which they come, as all have the same time. */
  private final Map<EndPoint, Long> deadlines = new LinkedHashMap<>();

  Deadlines(Duration limit, int room) {
    this.limitNanos = limit.toNanos();
    this.room = room;
  }

  @Override
  public void onOpened(Connection connection) {
    EndPoint socket = socket(connection.getEndPoint());
    if (socket == connection.getEndPoint()) { // and not a connection within one, as HTTP in TLS
      await(socket);
    }
  }

  @Override
  public void onClosed(Connection connection) {
    EndPoint socket = socket(connection.getEndPoint());
    if (socket == connection.getEndPoint()) {
      forget(socket);
    }
  }

  /** The request is here in full. */
  void met(Request request) {
    forget(socket(request));
  }

  /** Its answer is through; the next one may come. */
  void renew(Request request) {
    EndPoint socket = socket(request);
    await(socket);
    if (!socket.isOpen()) { // closed meanwhile, and heard of here before
      forget(socket);
    }
  }

  private void await(EndPoint socket) {
    EndPoint evicted = null;
    synchronized (deadlines) {
      deadlines.remove(socket); // so that it goes to the end
      if (deadlines.size() >= room) {
        Iterator<EndPoint> longest = deadlines.keySet().iterator();
        evicted = longest.next();
        longest.remove();
      }
      deadlines.put(socket, System.nanoTime() + limitNanos);
    }
    if (evicted != null) {
      log.debug("{} was idle, and made room", evicted.getRemoteSocketAddress());
      evicted.close();
    }
  }

  private void forget(EndPoint socket) {
    synchronized (deadlines) {
      deadlines.remove(socket);
    }
  }

  /** Closes whoever is late. */
  void tick() {
    long now = System.nanoTime();
    List<EndPoint> late = new ArrayList<>();
    synchronized (deadlines) {
      Iterator<Map.Entry<EndPoint, Long>> all = deadlines.entrySet().iterator();
      while (all.hasNext()) {
        Map.Entry<EndPoint, Long> next = all.next();
        if (now - next.getValue() < 0) {
          break; // and so are those behind it
        }
        late.add(next.getKey());
        all.remove();
      }
    }
    for (EndPoint socket : late) {
      log.debug("{} did not send its request in time", socket.getRemoteSocketAddress());
      socket.close();
    }
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
