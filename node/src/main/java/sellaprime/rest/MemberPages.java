package sellaprime.rest;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sellaprime.grid.gateway.ClusterView;

/**
 * Lets the web page of one node ask another (CORS), so that it outlives the node it came from. A
 * page may if its origin is the URL of a node that is in the cluster, or was since this node
 * started: the page of a node that died is the one that needs it. Of the latter the {@value
 * #MOST_KNOWN} seen last count. No cookies and no certificates go with such a request; what it may
 * do is up to its API key, as for any other.
 *
 * <p>Thread-safe.
 */
final class MemberPages {
  static final int MOST_KNOWN = 64;

  private static final Logger log = LoggerFactory.getLogger(MemberPages.class);
  private static final long EVERY_NANOS = Duration.ofSeconds(1).toNanos();

  private final Backend backend;

  /** URLs of nodes, those seen last at the end; guarded by itself. */
  private final Map<String, Boolean> known = new LinkedHashMap<>(16, 0.75f, true);

  private long lookedAt = System.nanoTime() - EVERY_NANOS; // used by the thread that ticks alone

  MemberPages(Backend backend) {
    this.backend = backend;
  }

  /** To be called about every second or more often. */
  void tick() {
    long now = System.nanoTime();
    if (now - lookedAt >= EVERY_NANOS && backend.isOpen()) {
      lookedAt = now;
      members().forEach(this::know);
    }
  }

  /** URLs of the nodes that are in the cluster now; none while that is not known. */
  List<String> members() {
    if (!backend.isOpen()) {
      return List.of();
    }
    try {
      return backend.cluster().nodes().stream()
          .map(ClusterView.Node::http)
          .filter(Objects::nonNull)
          .map(Objects::requireNonNull)
          .toList();
    } catch (RuntimeException e) { // its Ignite has stopped, and another may take its place
      log.debug("The nodes are not known now", e);
      return List.of();
    }
  }

  private void know(String url) {
    synchronized (known) {
      known.put(url, true);
      if (known.size() > MOST_KNOWN) {
        known.remove(known.keySet().iterator().next());
      }
    }
  }

  /** The origin of the member's page that sends {@code request}, or null if none does. */
  @Nullable String sender(Request request) {
    String origin = request.getHeaders().get(HttpHeader.ORIGIN);
    if (origin == null) {
      return null;
    }
    synchronized (known) {
      if (known.get(origin) != null) { // and so it is the one seen last
        return origin;
      }
    }
    return members().contains(origin) ? origin : null;
  }

  /** Whether a browser asks if it may send a request of this kind. */
  static boolean isPreflight(Request request) {
    return HttpMethod.OPTIONS.is(request.getMethod())
        && request.getHeaders().contains(HttpHeader.ACCESS_CONTROL_REQUEST_METHOD);
  }

  /** Says what a page may send. */
  static void answerPreflight(MemoryResponse answer) {
    HttpFields.Mutable headers = answer.getHeaders();
    headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, DELETE");
    headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_HEADERS, "Authorization, Content-Type, Prefer");
    headers.put(HttpHeader.ACCESS_CONTROL_MAX_AGE, "600");
    answer.setStatus(204);
    answer.succeeded();
  }

  /** Lets the page of origin {@code page} read an answer. */
  static void allow(String page, HttpFields.Mutable headers) {
    headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, page);
    headers.put(HttpHeader.ACCESS_CONTROL_EXPOSE_HEADERS, "Retry-After");
    headers.add(HttpHeader.VARY, "Origin");
  }
}
