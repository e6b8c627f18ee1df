package sellaprime.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static sellaprime.rest.RestFixture.SLOW;
import static sellaprime.rest.RestFixture.json;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How the server starts, leaves and stops. */
class RestServerTest {
  @Test
  void aPortThatIsTakenIsToldInASentence() {
    try (RestServer first = RestServer.bind("127.0.0.1", 0)) {
      int port = URI.create(first.url()).getPort();
      assertThatThrownBy(() -> RestServer.bind("127.0.0.1", port))
          .isInstanceOf(CannotListenException.class)
          .hasMessageContaining("cannot listen on 127.0.0.1:" + port)
          .hasMessageContaining("another program");
    }
  }

  @Test
  void anAddressOfAnotherMachineIsToldInASentence() {
    assertThatThrownBy(() -> RestServer.bind("192.0.2.1", 0))
        .isInstanceOf(CannotListenException.class)
        .hasMessageContaining("192.0.2.1");
    assertThatThrownBy(() -> RestServer.bind("127.0.0.1", 70_000))
        .isInstanceOf(CannotListenException.class);
  }

  @Test
  void beforeTheNodeHasStartedItIsLiveAndNotReady() throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    try (RestServer server = RestServer.bind("127.0.0.1", 0)) {
      assertThat(get(client, server, "/livez").statusCode()).isEqualTo(200);
      for (String path : new String[] {"/readyz", "/v1/primality/7", "/v1/jobs/x", "/v1/cluster"}) {
        HttpResponse<String> answer = get(client, server, path);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(json(answer).get("detail").textValue()).contains("starting");
      }
    }
  }

  private static HttpResponse<String> get(HttpClient client, RestServer server, String path)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(server.url() + path)).build(), BodyHandlers.ofString());
  }

  @Test
  void closingIsQuickAndCanBeRepeated() {
    RestServer server = RestServer.bind("127.0.0.1", 0);
    server.close();
    server.close();
    int port = URI.create(server.url()).getPort();
    assertThat(port).isLessThanOrEqualTo(0);
  }

  @Test
  void aWaitMayBeLongerThanAConnectionMayIdle() {
    RestServer.Tuning tuning =
        new RestServer.Tuning(Duration.ofMillis(200), Duration.ofSeconds(10), 10);
    try (RestFixture rest = new RestFixture(tuning)) {
      HttpResponse<String> answer =
          rest.post("{\"number\": \"" + SLOW + "7\"}", "Prefer", "wait=1");
      assertThat(answer.statusCode()).isEqualTo(202);
    }
  }

  @Test
  void aBodyThatDoesNotComeIsGivenUp() {
    RestServer.Tuning tuning =
        new RestServer.Tuning(Duration.ofMillis(200), Duration.ofSeconds(10), 10);
    try (RestFixture rest = new RestFixture(tuning)) {
      String answer =
          rest.raw(
              "POST /v1/jobs HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"
                  + "Content-Length: 20\r\n\r\n{");
      assertThat(answer)
          .startsWith("HTTP/1.1 408")
          .contains("Content-Type: application/problem+json")
          .contains("Connection: close");
    }
  }

  @Test
  void tooMuchWorkIsRefusedAndWhenToComeAgainIsTold() {
    try (RestFixture rest = new RestFixture(RestServer.Tuning.USUAL, 2)) {
      rest.post("{\"number\": \"" + SLOW + "7\", \"id\": \"1\"}");
      rest.post("{\"number\": \"" + SLOW + "7\", \"id\": \"2\"}");
      HttpResponse<String> refused = rest.post("{\"number\": \"" + SLOW + "7\"}");
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
      assertThat(rest.get("/v1/primality/7").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aNodeThatLeavesRefusesWorkAndEndsWaits() throws Exception {
    try (RestFixture rest = new RestFixture()) {
      assertThat(rest.get("/readyz").statusCode()).isEqualTo(200);
      rest.post("{\"number\": \"" + SLOW + "7\", \"id\": \"w\"}");
      CompletableFuture<HttpResponse<String>> submitting =
          rest.client.sendAsync(
              HttpRequest.newBuilder(rest.uri("/v1/primality/" + SLOW + "2%5E99-1")).build(),
              BodyHandlers.ofString());
      CompletableFuture<HttpResponse<String>> waiting =
          rest.client.sendAsync(
              HttpRequest.newBuilder(rest.uri("/v1/jobs/w?wait=300")).build(),
              BodyHandlers.ofString());
      await().until(() -> running(rest) == 2);

      rest.node().gateway().drain();
      assertThat(waiting.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      assertThat(json(waiting.get()).get("state").textValue()).isEqualTo("running");
      assertThat(submitting.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(202);
      assertThat(submitting.get().headers().firstValue("Location")).isPresent();

      assertLeaving(rest.get("/readyz"));
      assertLeaving(rest.get("/v1/primality/7"));
      assertLeaving(rest.post("{\"number\": \"7\"}"));
      assertThat(rest.get("/livez").statusCode()).isEqualTo(200);
      assertThat(rest.get("/v1/jobs/w").statusCode()).isEqualTo(200);

      rest.cluster.close();
      assertThat(rest.get("/livez").statusCode()).isEqualTo(200);
      assertLeaving(rest.get("/v1/jobs/w"));
      assertLeaving(rest.get("/v1/cluster"));
    }
  }

  private static int running(RestFixture rest) {
    return json(rest.get("/v1/cluster")).get("nodes").get(0).get("running").intValue();
  }

  private static void assertLeaving(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(json(answer).get("detail").textValue()).contains("leaving");
  }

  @Test
  void whoeverWaitsOrWatchesIsAnsweredWhenTheServerCloses() throws Exception {
    try (RestFixture rest = new RestFixture()) {
      rest.post("{\"number\": \"" + SLOW + "7\", \"id\": \"w\"}");
      CompletableFuture<HttpResponse<String>> waiting =
          rest.client.sendAsync(
              HttpRequest.newBuilder(rest.uri("/v1/jobs/w?wait=300")).build(),
              BodyHandlers.ofString());
      CompletableFuture<HttpResponse<String>> watching =
          rest.client.sendAsync(
              HttpRequest.newBuilder(rest.uri("/v1/jobs/w/events")).build(),
              BodyHandlers.ofString());
      await().until(() -> rest.server.waiting() == 1 && rest.server.watching() == 1);
      rest.server.close();
      assertThat(waiting.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      assertThat(watching.get(10, TimeUnit.SECONDS).body()).startsWith("event: state");
    }
  }

  @Test
  void manyCanWaitAtOnce() throws Exception {
    try (RestFixture rest = new RestFixture()) {
      rest.post("{\"number\": \"" + SLOW + "7\", \"id\": \"w\"}");
      CompletableFuture<?>[] all = new CompletableFuture<?>[300]; // and 64 threads
      for (int i = 0; i < all.length; i++) {
        all[i] =
            rest.client
                .sendAsync(
                    HttpRequest.newBuilder(rest.uri("/v1/jobs/w?wait=60")).build(),
                    BodyHandlers.ofString())
                .thenAccept(
                    answer -> assertThat(json(answer).get("state").textValue()).isEqualTo("done"));
      }
      await().until(() -> rest.server.waiting() == all.length);
      assertThat(rest.get("/v1/primality/7").statusCode()).isEqualTo(200);
      rest.release();
      CompletableFuture.allOf(all).get(20, TimeUnit.SECONDS);
    }
  }
}
