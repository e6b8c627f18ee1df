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
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a tester's HTTP port says. */
class HealthServerTest {
  private final AtomicBoolean ready = new AtomicBoolean();
  private final HealthServer server =
      HealthServer.start("127.0.0.1", 0, Doors.OPEN, () -> ready.get());
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    server.close();
    server.close();
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
  void aPortThatIsTakenIsToldInASentence() throws Exception {
    try (ServerSocket other = new ServerSocket(0)) {
      assertThatThrownBy(
              () ->
                  HealthServer.start(
                      "127.0.0.1", other.getLocalPort(), Doors.OPEN, () -> ready.get()))
          .isInstanceOf(CannotListenException.class)
          .hasMessageContaining("cannot listen on 127.0.0.1:" + other.getLocalPort());
    }
  }
}
