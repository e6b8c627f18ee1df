package sellaprime.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static sellaprime.rest.RestFixture.json;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sellaprime.access.ApiKeys;
import sellaprime.access.Scope;
import sellaprime.client.TlsFiles;
import sellaprime.grid.NodeTls;
import sellaprime.grid.batch.Results;
import sellaprime.testkit.TestKeys;

/** Who may do what over HTTPS, by API key and by certificate. */
class AccessTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Map<Scope, String> keys = new EnumMap<>(Scope.class);

  private static Path file;
  private static RestFixture rest;
  private static HttpClient nobody;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    file = directory.resolve("keys");
    for (Scope scope : Scope.values()) {
      keys.put(scope, ApiKeys.add(file, scope.toString(), scope));
    }
    rest = new RestFixture(new Doors(NodeTls.read(TestKeys.NODE).callers(), ApiKeys.open(file)));
    nobody = trusting(TestKeys.NODE.resolve(TlsFiles.NODES_CA));
  }

  @AfterAll
  static void stop() {
    rest.close();
  }

  private static HttpClient trusting(Path authority) throws IOException {
    return HttpClient.newBuilder().sslContext(TlsFiles.anonymous(authority)).build();
  }

  private static HttpResponse<String> ask(
      HttpClient client, String method, String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(rest.server.url() + path))
            .method(
                method,
                method.equals("POST")
                    ? BodyPublishers.ofString(
                        path.equals("/v1/primes")
                            ? "{\"bits\": 16}"
                            : "{\"number\": \"97\", \"id\": \"j\"}")
                    : BodyPublishers.noBody())
            .header("Content-Type", "application/json");
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/jobs/j, READ",
    "GET, /v1/cluster, READ",
    "GET, /metrics, READ",
    "GET, /v1/primality/97, SUBMIT",
    "POST, /v1/jobs, SUBMIT",
    "DELETE, /v1/jobs/j, ADMIN",
    "POST, /v1/primes, SUBMIT",
    "POST, /v1/batches?id=b, SUBMIT",
    "GET, /v1/batches/b, READ",
    "GET, /v1/batches/b/results, READ",
    "GET, /v1/batches/nobody/events, READ",
    "DELETE, /v1/batches/b/results?through=1, SUBMIT",
    "DELETE, /v1/batches/b, ADMIN",
  })
  void eachResourceNeedsItsScope(String method, String path, Scope needed) throws Exception {
    for (Scope scope : Scope.values()) {
      HttpResponse<String> answer =
          ask(nobody, method, path, "Authorization", "Bearer " + keys.get(scope));
      if (scope.includes(needed)) {
        assertThat(answer.statusCode()).as("with scope %s", scope).isIn(200, 202, 404);
      } else {
        assertThat(answer.statusCode()).as("with scope %s", scope).isEqualTo(403);
        assertThat(json(answer).get("detail").textValue()).contains(needed.toString());
      }
    }
  }

  /** Keys have scopes, and batches no owner; what is fed counts against who opened the batch. */
  @Test
  void anotherCallersBatchIsOpenToWhoeverKnowsItsId() throws Exception {
    String one = "Bearer " + ApiKeys.add(file, "one", Scope.SUBMIT);
    String other = "Bearer " + ApiKeys.add(file, "other", Scope.SUBMIT);
    String path = "/v1/batches?id=shared&more=true";
    assertThat(ask(nobody, "POST", path, "Authorization", one).statusCode()).isEqualTo(202);
    HttpResponse<String> again =
        ask(nobody, "POST", "/v1/batches?id=shared&from=2", "Authorization", other);
    assertThat(again.statusCode()).isEqualTo(202);
    assertThat(json(again).get("fed").asInt()).isEqualTo(2);
    assertThat(requireNonNull(rest.node().jobs().get("shared~1")).caller())
        .isEqualTo(requireNonNull(rest.node().jobs().get("shared")).caller());
    HttpResponse<String> results =
        ask(nobody, "GET", "/v1/batches/shared/results", "Authorization", other);
    assertThat(results.body().lines()).hasSize(2);
    assertThat(ask(nobody, "DELETE", "/v1/batches/shared", "Authorization", other).statusCode())
        .isEqualTo(403);
    ApiKeys.remove(file, "one");
    ApiKeys.remove(file, "other");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/%70rimality/97",
        "/v1//primality/97",
        "//v1/primality/97",
        "/v1/primality;x/97",
        "/v1/cluster/../primality/97",
        "/livez/../v1/primality/97",
      })
  void noWayOfWritingAPathLeadsAround(String path) throws Exception {
    HttpResponse<String> answer =
        ask(nobody, "GET", path, "Authorization", "Bearer " + keys.get(Scope.READ));
    assertThat(answer.statusCode()).isIn(400, 403, 404);
    assertThat(ask(nobody, "GET", path).statusCode()).isIn(400, 401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/jobs/j",
        "/v1/cluster",
        "/v1/primality/97",
        "/nothing",
        "/livez/",
        "/./livez2"
      })
  void withoutAKeyNothingIsAnswered(String path) throws Exception {
    HttpResponse<String> answer = ask(nobody, "GET", path);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
  }

  @Test
  void supervisorsNeedNoKey() throws Exception {
    assertThat(ask(nobody, "GET", "/livez").statusCode()).isEqualTo(200);
    assertThat(ask(nobody, "GET", "/readyz").statusCode()).isEqualTo(200);
  }

  @Test
  void aWrongKeyIsRefused() throws Exception {
    String right = requireNonNull(keys.get(Scope.ADMIN));
    String[] wrong = {
      "Bearer " + right.substring(0, right.length() - 1),
      "Bearer " + right + "A",
      "Bearer " + right.toLowerCase(Locale.ROOT),
      "Bearer sha256:" + "0".repeat(64),
      "Bearer",
      "Bearer a b",
      right,
      "Basic " + right,
    };
    for (String authorization : wrong) {
      assertThat(ask(nobody, "GET", "/v1/cluster", "Authorization", authorization).statusCode())
          .as(authorization)
          .isEqualTo(401);
    }
    assertThat(
            ask(
                    nobody,
                    "GET",
                    "/v1/cluster",
                    "Authorization",
                    "Bearer " + right,
                    "Authorization",
                    "Bearer x")
                .statusCode())
        .as("a right one and a wrong one")
        .isEqualTo(401);
  }

  @Test
  void aKeyThatIsRemovedOpensNothingFromThenOn() throws Exception {
    String key = ApiKeys.add(file, "guest", Scope.READ);
    assertThat(ask(nobody, "GET", "/v1/cluster", "Authorization", "Bearer " + key).statusCode())
        .isEqualTo(200);
    ApiKeys.remove(file, "guest");
    assertThat(ask(nobody, "GET", "/v1/cluster", "Authorization", "Bearer " + key).statusCode())
        .isEqualTo(401);
  }

  @Test
  void aCallersCertificateOpensEverything() throws Exception {
    HttpClient caller =
        HttpClient.newBuilder()
            .sslContext(TlsFiles.identified(TestKeys.CALLER, TlsFiles.NODES_CA))
            .build();
    assertThat(ask(caller, "GET", "/v1/cluster").statusCode()).isEqualTo(200);
    assertThat(ask(caller, "DELETE", "/v1/jobs/nobody").statusCode()).isEqualTo(404);
    assertThat(ask(caller, "GET", "/v1/cluster", "Authorization", "Bearer wrong").statusCode())
        .isEqualTo(401);
  }

  @Test
  void whoReadsResultsOverTlsMayWaitAndMayGo() throws Exception {
    SSLContext tls = TlsFiles.identified(TestKeys.CALLER, TlsFiles.NODES_CA);
    HttpClient caller = HttpClient.newBuilder().sslContext(tls).build();
    feed(caller, "?id=tls&more=true", "3\n");
    try (Socket stays = reader(tls)) {
      try (Socket goes = reader(tls)) {
        assertThat(goes.isConnected()).isTrue();
        await().atMost(PATIENCE).until(() -> readers() == 2);
      }
      await().atMost(PATIENCE).until(() -> readers() == 1);
      feed(caller, "?id=tls&from=2", "5\n");
      String rest = new String(stays.getInputStream().readAllBytes(), UTF_8);
      assertThat(rest).contains("\"number\":\"5\",\"verdict\":\"prime\"");
    }
  }

  private static void feed(HttpClient caller, String query, String lines) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(rest.server.url() + "/v1/batches" + query))
            .POST(BodyPublishers.ofString(lines))
            .build();
    assertThat(caller.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(202);
  }

  /** Has got the head of its answer, and waits for results. */
  private static Socket reader(SSLContext tls) throws IOException {
    int port = URI.create(rest.server.url()).getPort();
    Socket socket = tls.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) PATIENCE.toMillis());
    String request =
        "GET /v1/batches/tls/results?from=2 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(UTF_8));
    assertThat(new String(socket.getInputStream().readNBytes(12), UTF_8)).isEqualTo("HTTP/1.1 200");
    return socket;
  }

  private static long readers() {
    return Thread.getAllStackTraces().values().stream()
        .filter(
            stack ->
                Arrays.stream(stack)
                    .anyMatch(frame -> frame.getClassName().equals(Results.class.getName())))
        .count();
  }

  @Test
  void othersCertificatesAreRefused() throws Exception {
    for (Path other : new Path[] {TestKeys.STRANGER, TestKeys.NODE}) {
      HttpClient stranger =
          HttpClient.newBuilder().sslContext(TlsFiles.identified(other, TlsFiles.NODES_CA)).build();
      try { // the JDK shows no certificate that the node has not asked for; then it is a nobody
        assertThat(ask(stranger, "GET", "/v1/cluster").statusCode()).isEqualTo(401);
      } catch (IOException refused) {
        assertThat(refused).isNotNull();
      }
    }
  }

  @Test
  void aCallerDoesNotTrustStrangers() throws Exception {
    HttpClient elsewhere = trusting(TestKeys.STRANGER.resolve(TlsFiles.CERTIFICATE));
    assertThatThrownBy(() -> ask(elsewhere, "GET", "/livez")).isInstanceOf(IOException.class);
  }

  @Test
  void plainHttpIsNotSpoken() {
    assertThat(rest.raw("GET /livez HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"))
        .doesNotContain("live");
  }
}
