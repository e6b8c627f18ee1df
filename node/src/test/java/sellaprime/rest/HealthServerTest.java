package sellaprime.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sellaprime.access.ApiKeys;
import sellaprime.access.Scope;
import sellaprime.metrics.NodeMetrics;
import sellaprime.testkit.Scrape;

/** What a tester's HTTP port says. */
class HealthServerTest {
  private final AtomicBoolean ready = new AtomicBoolean();
  private final NodeMetrics metrics = NodeMetrics.ofTester();
  private final HealthServer server = serve(0, Doors.OPEN);
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    server.close();
    server.close();
    metrics.close();
  }

  private HealthServer serve(int port, Doors doors) {
    return HealthServer.start("127.0.0.1", port, doors, metrics, () -> ready.get());
  }

  private HttpResponse<String> ask(String method, String path, String body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  @Test
  void itIsReadyWhileTheTesterTakesWork() throws Exception {
    assertThat(ask("GET", "/livez", "").body()).isEqualTo("{\"status\":\"live\"}");
    HttpResponse<String> notYet = ask("GET", "/readyz", "");
    assertThat(notYet.statusCode()).isEqualTo(503);
    assertThat(notYet.body()).contains("this tester has no keeper at the moment");
    assertThat(notYet.headers().firstValue("Retry-After")).isPresent();
    ready.set(true);
    HttpResponse<String> now = ask("GET", "/readyz", "");
    assertThat(now.statusCode()).isEqualTo(200);
    assertThat(now.body()).isEqualTo("{\"status\":\"ready\"}");
    assertThat(now.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(ask("HEAD", "/readyz", "").statusCode()).isEqualTo(200);
  }

  @Test
  void itServesNoCallers() throws Exception {
    HttpResponse<String> job = ask("POST", "/v1/jobs", "{\"number\":\"7\"}");
    assertThat(job.statusCode()).isEqualTo(404);
    assertThat(job.body()).contains("ask a keeper");
    assertThat(ask("GET", "/", "").statusCode()).isEqualTo(404);
    assertThat(ask("POST", "/livez", "x").statusCode()).isEqualTo(405);
    assertThat(ask("GET", "/livez", "").statusCode()).isEqualTo(200);
  }

  @Test
  void itTellsItsFigures() throws Exception {
    ask("GET", "/readyz", "");
    ask("GET", "/nonsense", "");
    HttpResponse<String> told = ask("GET", "/metrics", "");
    assertThat(told.headers().firstValue("Content-Type")).contains(NodeMetrics.CONTENT_TYPE);
    Scrape scrape = Scrape.parse(told.body());
    assertThat(scrape.families()).containsKeys("sellaprime_queue_jobs", "sellaprime_jobs_total");
    String requests = "sellaprime_http_requests_total";
    assertThat(scrape.sum(requests, "route", "/readyz", "status", "503")).isEqualTo(1);
    assertThat(scrape.sum(requests, "route", "none", "status", "404")).isEqualTo(1);
  }

  @Test
  void itsFiguresTakeAKeyIfThereAreKeys(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("keys");
    String key = ApiKeys.add(file, "prometheus", Scope.READ);
    try (HealthServer guarded = serve(0, new Doors(null, ApiKeys.open(file)))) {
      HttpRequest.Builder figures = HttpRequest.newBuilder(URI.create(guarded.url() + "/metrics"));
      HttpResponse<String> refused = client.send(figures.build(), BodyHandlers.ofString());
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
      HttpRequest wrong = figures.copy().header("Authorization", "Bearer " + key + "x").build();
      assertThat(client.send(wrong, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
      HttpRequest right = figures.copy().header("Authorization", "Bearer " + key).build();
      assertThat(client.send(right, BodyHandlers.ofString()).body()).contains("sellaprime_workers");
      URI health = URI.create(guarded.url() + "/livez");
      assertThat(
              client
                  .send(HttpRequest.newBuilder(health).build(), BodyHandlers.ofString())
                  .statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void aPortThatIsTakenIsToldInASentence() throws Exception {
    try (ServerSocket other = new ServerSocket(0)) {
      assertThatThrownBy(() -> serve(other.getLocalPort(), Doors.OPEN))
          .isInstanceOf(CannotListenException.class)
          .hasMessageContaining("cannot listen on 127.0.0.1:" + other.getLocalPort());
    }
  }
}
