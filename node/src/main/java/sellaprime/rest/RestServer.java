package sellaprime.rest;

import java.io.IOException;
import java.net.BindException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.jetty.JettyHttpContainer;
import org.glassfish.jersey.server.ContainerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sellaprime.grid.batch.Batches;
import sellaprime.grid.gateway.ClusterView;
import sellaprime.grid.gateway.Gateway;
import sellaprime.grid.recovery.Steady;
import sellaprime.grid.watch.GridWatch;
import sellaprime.metrics.NodeMetrics;
import sellaprime.primality.input.InputLimits;

/**
 * The HTTP server of a node.
 *
 * <p>It starts in two steps, because a node tells the others its URL when it joins, and port 0
 * means any free one: {@link #bind} takes the port, {@link #start} begins to serve. In between,
 * everything but {@code /livez} is answered 503. {@link #close} ends waits and streams, and may be
 * called at any time and more than once.
 */
public final class RestServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RestServer.class);

  private static final int MAX_THREADS = 64;
  private static final int MIN_THREADS = 4;
  private static final int MAX_CONNECTIONS = 2000;

  /** Of these, so many that have no request under way. */
  static final int MAX_IDLE = 1000;

  /**
   * Callers who wait hold a connection each, that no idle one makes room for: with the event
   * streams and the batches that are fed and read there have to be fewer than {@link
   * #MAX_CONNECTIONS} less {@link #MAX_IDLE}, or no connection would be accepted, and none closed.
   */
  static final int MAX_WAITS = MAX_CONNECTIONS - MAX_IDLE - JobEvents.MAX_STREAMS - 100;

  private static final int BACKLOG = 1024;
  private static final int MAX_HEADERS = ExchangeHandler.MAX_URI + (8 << 10);
  private static final Duration TICK = Duration.ofMillis(100);
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(1);

  /** What tests turn down. */
  record Tuning(
      Duration idleTimeout,
      Duration heartbeat,
      int maxStreams,
      Duration requestTimeout,
      int maxWaits) {
    static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);
    static final Tuning USUAL =
        new Tuning(Duration.ofSeconds(30), JobEvents.HEARTBEAT, JobEvents.MAX_STREAMS);

    Tuning(Duration idleTimeout, Duration heartbeat, int maxStreams) {
      this(idleTimeout, heartbeat, maxStreams, REQUEST_TIMEOUT);
    }

    Tuning(Duration idleTimeout, Duration heartbeat, int maxStreams, Duration requestTimeout) {
      this(idleTimeout, heartbeat, maxStreams, requestTimeout, MAX_WAITS);
    }
  }

  private final String host;
  private final ServerConnector connector;
  private final Server server;
  private final Backend backend = new Backend();
  private final Doors doors;
  private final NodeMetrics metrics;
  private final Deadlines deadlines;
  private final Waits waits;
  private final JobEvents events;
  private final MemberPages pages = new MemberPages(backend);
  private final GridPicture picture = new GridPicture(backend, Clock.systemUTC());
  private final BatchStreams batches;
  private final ScheduledExecutorService ticker;
  private final CompletableFuture<ExchangeHandler> started;
  private boolean closed;

  /**
   * Listens on {@code host}, an address of this machine, at {@code port}; 0 is any free one.
   *
   * @throws CannotListenException if that is not possible, with a sentence for the user
   */
  public static RestServer bind(String host, int port) {
    return bind(host, port, Doors.OPEN);
  }

  /** As above, with guarded doors. */
  public static RestServer bind(String host, int port, Doors doors) {
    return bind(host, port, doors, NodeMetrics.ofKeeper());
  }

  /** As above; shows {@code metrics}, counts its requests there, and closes them in the end. */
  public static RestServer bind(String host, int port, Doors doors, NodeMetrics metrics) {
    return bind(host, port, doors, metrics, Tuning.USUAL);
  }

  static RestServer bind(String host, int port, Tuning tuning) {
    return bind(host, port, Doors.OPEN, NodeMetrics.ofKeeper(), tuning);
  }

  static RestServer bind(String host, int port, Doors doors, NodeMetrics metrics, Tuning tuning) {
    JerseyLog.redirect();
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
    threads.setName("sellaprime-http");
    threads.setDaemon(true);
    Server server = new Server(threads);
    Deadlines deadlines = new Deadlines(tuning.requestTimeout(), MAX_IDLE);
    ServerConnector connector = new WatchfulConnector(server, protocols(doors));
    connector.addBean(deadlines);
    connector.setHost(host);
    connector.setPort(port);
    connector.setAcceptQueueSize(BACKLOG);
    connector.setIdleTimeout(tuning.idleTimeout().toMillis());
    server.addConnector(connector);
    try {
      connector.open();
    } catch (IOException | RuntimeException e) {
      throw cannotListen(host, port, e);
    }
    return new RestServer(host, server, connector, doors, metrics, deadlines, tuning);
  }

  static CannotListenException cannotListen(String host, int port, Exception e) {
    return new CannotListenException("cannot listen on " + host + ":" + port + ": " + reason(e), e);
  }

  /** HTTP, inside TLS if {@code doors} say so. */
  static ConnectionFactory[] protocols(Doors doors) {
    HttpConfiguration configuration = http();
    HttpConnectionFactory http = new HttpConnectionFactory(configuration);
    SSLContext tls = doors.tls();
    if (tls == null) {
      return new ConnectionFactory[] {http};
    }
    // Callers check our name; we need not check what name they call us by.
    configuration.addCustomizer(new SecureRequestCustomizer(false));
    SslContextFactory.Server factory = new SslContextFactory.Server();
    factory.setSslContext(tls);
    factory.setWantClientAuth(true);
    return new ConnectionFactory[] {new SslConnectionFactory(factory, http.getProtocol()), http};
  }

  private static HttpConfiguration http() {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(MAX_HEADERS);
    // Otherwise a key that differs in case from one sent before would be taken for that one.
    http.setHeaderCacheCaseSensitive(true);
    http.setUriCompliance(
        UriCompliance.DEFAULT.with(
            "sellaprime", UriCompliance.Violation.ILLEGAL_PATH_CHARACTERS)); // as in 2^89-1
    return http;
  }

  private static String reason(Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof BindException && String.valueOf(e.getMessage()).contains("in use")) {
        return "another program does; choose another port, or 0 for any free one";
      }
      if (e instanceof BindException) {
        return String.valueOf(e.getMessage());
      }
    }
    return "is this an address of this machine, and the port one from 0 to 65535?";
  }

  private RestServer(
      String host,
      Server server,
      ServerConnector connector,
      Doors doors,
      NodeMetrics metrics,
      Deadlines deadlines,
      Tuning tuning) {
    this.host = host;
    this.doors = doors;
    this.metrics = metrics;
    this.deadlines = deadlines;
    this.server = server;
    this.connector = connector;
    this.waits = new Waits(backend, tuning.maxWaits());
    this.events = new JobEvents(tuning.maxStreams(), tuning.heartbeat());
    this.batches = new BatchStreams(backend, tuning.requestTimeout());
    this.ticker = new ScheduledThreadPoolExecutor(1, RestServer::daemon);
    this.started = CompletableFuture.supplyAsync(this::startServer, task -> daemon(task).start());
    Steady tick =
        new Steady(
            log, "Waits and event streams are not looked after; each next tick tries", this::tick);
    ticker.scheduleWithFixedDelay(tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "sellaprime-http-helper");
    thread.setDaemon(true);
    return thread;
  }

  /** Takes most of a second, in which Ignite starts as well; callers wait in the backlog. */
  private ExchangeHandler startServer() {
    JettyHttpContainer jersey =
        ContainerFactory.createContainer(JettyHttpContainer.class, application());
    ExchangeHandler exchanges =
        new ExchangeHandler(
            jersey, backend, new Doorkeeper(doors), deadlines, pages, metrics.http());
    metrics.http().watch(exchanges::inFlight, this::connections, waits::size, events::size);
    server.setHandler(exchanges);
    server.setErrorHandler(new ProblemHandler());
    server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, server));
    try {
      server.start();
    } catch (Exception e) {
      throw new CompletionException(e);
    }
    return exchanges;
  }

  private ResourceConfig application() {
    Executor executor = server.getThreadPool();
    ResourceConfig application = new ResourceConfig();
    if (doors.areGuarded()) {
      application.register(new ScopeFeature());
    }
    List<Object> resources =
        List.of(
            new JobsResource(backend, waits, events, executor),
            new BatchesResource(backend, batches, events, executor),
            new PrimalityResource(backend, waits, executor),
            new PrimesResource(backend, waits, executor),
            new ClusterResource(backend),
            new EventsResource(backend, events, picture),
            new HealthResource(backend),
            new MetricsResource(metrics),
            new ApiPageResource());
    List<Class<?>> described = new ArrayList<>(List.of(OpenApiResource.class));
    for (Object resource : resources) {
      application.register(resource);
      described.add(resource.getClass());
    }
    return application
        .register(new WebResource(pages, url())) // no part of the interface
        .register(new OpenApiResource(described))
        .register(new RouteFeature())
        .register(new ErrorMapper(backend))
        .register(new RequestReader())
        .register(new JsonWriter())
        .property(CommonProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true)
        .property(CommonProperties.METAINF_SERVICES_LOOKUP_DISABLE, true)
        .property(ServerProperties.LOCATION_HEADER_RELATIVE_URI_RESOLUTION_DISABLED, true)
        .property(ServerProperties.WADL_FEATURE_DISABLE, true);
  }

  private void tick() {
    deadlines.tick();
    waits.tick();
    batches.tick();
    picture.tick();
    pages.tick();
    events.tick();
  }

  /** Where clients reach it: {@code http://127.0.0.1:8080}. */
  public String url() {
    return url(host, doors, connector);
  }

  static String url(String host, Doors doors, ServerConnector connector) {
    String authority = host.contains(":") ? "[" + host + "]" : host;
    return (doors.tls() == null ? "http://" : "https://")
        + authority
        + ":"
        + connector.getLocalPort();
  }

  /** Connections that are open. */
  int connections() {
    return connector.getConnectedEndPoints().size();
  }

  /** Callers that wait for the end of a job. */
  int waiting() {
    return waits.size();
  }

  /** Callers that watch a job. */
  int watching() {
    return events.size();
  }

  /**
   * Serves from now on; called again, from the node that has taken the place of the last one.
   *
   * @throws IllegalStateException if the server cannot run; close it then
   */
  public void start(
      Gateway gateway, Batches batches, ClusterView cluster, GridWatch watch, InputLimits limits) {
    backend.open(gateway, batches, cluster, watch, limits);
    try {
      started.join();
    } catch (CompletionException e) {
      throw new IllegalStateException("the HTTP server cannot start", e.getCause());
    }
  }

  /** Answers whoever waits with what is known by now, ends all streams, and stops. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    backend.close();
    events.close();
    batches.close();
    try {
      started.join().awaitQuiet(LAST_ANSWERS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (CompletionException e) {
      log.debug("The HTTP server had not started", e);
    }
    ticker.shutdownNow();
    try {
      server.stop();
    } catch (Exception e) {
      log.warn("The HTTP server did not stop in order; its threads end with the process", e);
    }
    connector.close();
    metrics.close();
  }
}
