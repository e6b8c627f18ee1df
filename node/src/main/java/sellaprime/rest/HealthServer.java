package sellaprime.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sellaprime.metrics.HttpMeters;
import sellaprime.metrics.NodeMetrics;

/**
 * The HTTP port of a node that serves no callers: {@code /livez} and {@code /readyz}, for whoever
 * restarts nodes, and {@code /metrics}, for whoever watches them. The first two tell no secret, and
 * so ask for no key, as on every node; the figures do, if the doors are guarded. {@link #close} may
 * be called twice.
 */
public final class HealthServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HealthServer.class);
  private static final int MAX_THREADS = 8;
  private static final int MAX_CONNECTIONS = 100;
  private static final Duration IDLE = Duration.ofSeconds(10);

  private final Server server;
  private final String url;

  /**
   * Listens on {@code host} at {@code port}; 0 is any free one.
   *
   * @param ready whether the node takes work
   * @throws CannotListenException if that is not possible, with a sentence for the user
   */
  public static HealthServer start(
      String host, int port, Doors doors, NodeMetrics metrics, BooleanSupplier ready) {
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 1);
    threads.setName("sellaprime-http");
    threads.setDaemon(true);
    Server server = new Server(threads);
    ServerConnector connector = new ServerConnector(server, 1, 1, RestServer.protocols(doors));
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE.toMillis());
    server.addConnector(connector);
    server.setHandler(new Health(new Doorkeeper(doors), metrics, ready));
    server.setErrorHandler(new ProblemHandler());
    server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, server));
    try {
      server.start();
    } catch (Exception e) {
      close(server);
      throw RestServer.cannotListen(host, port, e);
    }
    return new HealthServer(server, RestServer.url(host, doors, connector));
  }

  private HealthServer(Server server, String url) {
    this.server = server;
    this.url = url;
  }

  /** Where it is reached. */
  public String url() {
    return url;
  }

  @Override
  public void close() {
    close(server);
  }

  private static void close(Server server) {
    try {
      server.stop();
    } catch (Exception e) {
      log.warn("The HTTP server did not stop in order; its threads end with the process", e);
    }
  }

  private static final class Health extends Handler.Abstract {
    private static final Set<String> PATHS = Set.of("/livez", "/readyz", "/metrics");

    private final Doorkeeper doorkeeper;
    private final NodeMetrics metrics;
    private final BooleanSupplier ready;

    Health(Doorkeeper doorkeeper, NodeMetrics metrics, BooleanSupplier ready) {
      this.doorkeeper = doorkeeper;
      this.metrics = metrics;
      this.ready = ready;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      String path = request.getHttpURI().getPath();
      long start = System.nanoTime();
      Request.addCompletionListener(
          request, failure -> count(request, path, response.getStatus(), start));
      // Bodies are not read: the next request must not be sent behind one.
      if (request.getLength() != 0) {
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
      }
      if (!PATHS.contains(path)) {
        String detail = "this node only tests, and serves no callers; ask a keeper";
        Response.writeError(request, response, callback, 404, detail);
      } else if (!HttpMethod.GET.is(request.getMethod())
          && !HttpMethod.HEAD.is(request.getMethod())) {
        response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
        Response.writeError(request, response, callback, 405);
      } else if (!doorkeeper.admit(request)) {
        Response.writeError(request, response, callback, 401, Doorkeeper.WHO_ARE_YOU);
      } else if (path.equals("/metrics")) {
        answer(
            request, response, callback, NodeMetrics.CONTENT_TYPE, metrics.text().getBytes(UTF_8));
      } else if (path.equals("/readyz") && !ready.getAsBoolean()) {
        String detail = "this tester has no keeper at the moment, or is leaving";
        Response.writeError(request, response, callback, 503, detail);
      } else {
        byte[] standing = Json.bytes(new HealthAnswer(path.equals("/livez") ? "live" : "ready"));
        answer(request, response, callback, "application/json", standing);
      }
      return true;
    }

    /** As at a keeper: what is refused before the route is found counts for none. */
    private void count(Request request, String path, int status, long start) {
      boolean found = PATHS.contains(path) && status != 401 && status != 405;
      String route = found ? path : HttpMeters.NO_ROUTE;
      metrics.http().answered(route, request.getMethod(), status, System.nanoTime() - start);
    }

    private static void answer(
        Request request, Response response, Callback callback, String type, byte[] body) {
      ApiHeaders.addTo(request, response.getHeaders());
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
      response.write(true, ByteBuffer.wrap(body), callback);
    }
  }
}
