package sellaprime.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import sellaprime.grid.GridNode;
import sellaprime.grid.GridSettings;
import sellaprime.grid.tester.NumberTest;
import sellaprime.metrics.NodeMetrics;
import sellaprime.primality.input.InputLimits;
import sellaprime.testkit.LocalCluster;

/** A node with a REST server, and a client. Numbers that begin with {@link #SLOW} wait. */
final class RestFixture implements AutoCloseable {
  /** A number of this prefix is tested once it was released, and not before. */
  static final String SLOW = "0+";

  static final NumberTest ENGINE = NumberTest.primality(InputLimits.DEFAULT);

  final LocalCluster cluster = new LocalCluster();
  final NodeMetrics metrics = NodeMetrics.ofKeeper();
  final RestServer server;
  final HttpClient client = HttpClient.newHttpClient();
  private final Set<String> released = ConcurrentHashMap.newKeySet();
  private final int maxJobsPerTester;
  private volatile boolean allReleased;

  RestFixture() {
    this(RestServer.Tuning.USUAL);
  }

  RestFixture(RestServer.Tuning tuning) {
    this(tuning, GridSettings.DEFAULT_MAX_JOBS_PER_TESTER);
  }

  RestFixture(RestServer.Tuning tuning, int maxJobsPerTester) {
    this(Doors.OPEN, tuning, maxJobsPerTester);
  }

  RestFixture(Doors doors) {
    this(doors, RestServer.Tuning.USUAL, GridSettings.DEFAULT_MAX_JOBS_PER_TESTER);
  }

  private RestFixture(Doors doors, RestServer.Tuning tuning, int maxJobsPerTester) {
    this.maxJobsPerTester = maxJobsPerTester;
    server = RestServer.bind("127.0.0.1", 0, doors, metrics, tuning);
    GridNode node = startNode();
    metrics.show(node.figures());
    server.start(node.gateway(), node.batches(), node.cluster(), node.watch(), InputLimits.DEFAULT);
  }

  GridNode startNode() {
    GridSettings usual = cluster.settings();
    GridSettings settings =
        new GridSettings(
            usual.name(),
            usual.host(),
            usual.discoveryPorts(),
            usual.thinPorts(),
            usual.join(),
            server.url(),
            usual.workers(),
            usual.limits(),
            maxJobsPerTester,
            usual.maxWork(),
            usual.keepOutcomes(),
            usual.maxOutcomes(),
            usual.workDirectory(),
            usual.durable(),
            usual.config());
    return cluster.start(
        settings,
        (question, watch) -> {
          while (question.number().startsWith(SLOW)
              && !allReleased
              && !released.contains(question.number())) {
            if (watch.isCancelled()) {
              throw new CancellationException();
            }
            LockSupport.parkNanos(1_000_000);
          }
          return ENGINE.test(question, watch);
        },
        metrics.observer());
  }

  GridNode node() {
    return cluster.node(0);
  }

  /** Lets the tests of {@code number} go on. */
  void release(String number) {
    released.add(number);
  }

  /** Lets all tests go on. */
  void release() {
    allReleased = true;
  }

  URI uri(String path) {
    return URI.create(server.url() + path);
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(uri(path)));
  }

  HttpResponse<String> delete(String path) {
    return send(HttpRequest.newBuilder(uri(path)).DELETE());
  }

  HttpResponse<String> post(String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri("/v1/jobs"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return send(request);
  }

  /** Sends {@code request} as it stands, and returns all that comes until the server closes. */
  String raw(String request) {
    try (Socket socket = socket()) {
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  Socket socket() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), uri("/").getPort());
    socket.setSoTimeout(20_000);
    return socket;
  }

  static JsonNode json(HttpResponse<String> response) {
    return json(response.body());
  }

  static JsonNode json(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }

  @Override
  public void close() {
    release();
    server.close();
    cluster.close();
  }
}
