package sellaprime.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sellaprime.access.ApiKeys;
import sellaprime.access.Scope;
import sellaprime.grid.GridNode;

/** The files of the web page, and which pages may ask a node. */
class WebPageTest {
  private static RestFixture rest;

  @BeforeAll
  static void start() {
    rest = new RestFixture();
  }

  @AfterAll
  static void stop() {
    rest.close();
  }

  private static HttpResponse<String> get(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(rest.uri(path));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return rest.send(request);
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Test
  void everyFileIsThereAndNothingElse() {
    for (String path : WebFiles.paths()) {
      HttpResponse<String> file = get(path);
      assertThat(file.statusCode()).as(path).isEqualTo(200);
      assertThat(file.body()).isNotEmpty();
      assertThat(header(file, "X-Content-Type-Options")).isEqualTo("nosniff");
      String type = header(file, "Content-Type").toLowerCase(Locale.ROOT);
      assertThat(type)
          .as(path)
          .startsWith(
              path.endsWith(".js")
                  ? "text/javascript"
                  : path.endsWith(".css")
                      ? "text/css"
                      : path.endsWith(".svg")
                          ? "image/svg+xml"
                          : path.equals("/") ? "text/html" : "text/plain");
    }
    for (String path : List.of("/web", "/web/", "/web/nothing.js", "/web/package-info.java")) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(404);
    }
    assertThat(
            rest.raw("GET /web/../WebFiles.class HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
        .doesNotContain("200 OK");
  }

  @Test
  void thePolicyLetsInNothingButNodes() {
    String policy = header(get("/"), "Content-Security-Policy");
    assertThat(policy)
        .startsWith("default-src 'self'; connect-src 'self' " + rest.server.url() + ";")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(get("/").body()).doesNotContain("style=").doesNotContain("<script>");
    assertThat(WebResource.policy(List.of("http://a;script-src *", "https://b:1")))
        .contains("connect-src 'self' https://b:1;");
  }

  @Test
  void whatABrowserHasIsNotSentAgain() {
    for (String path : List.of("/", "/web/style.css")) {
      HttpResponse<String> first = get(path, "Accept-Encoding", "gzip");
      String tag = header(first, "ETag");
      assertThat(tag).isNotEmpty();
      assertThat(header(first, "Cache-Control")).isEqualTo("no-cache");
      assertThat(header(first, "Content-Encoding")).isEqualTo("gzip");
      HttpResponse<String> again = get(path, "Accept-Encoding", "gzip", "If-None-Match", tag);
      assertThat(again.statusCode()).isEqualTo(304);
      assertThat(again.body()).isEmpty();
      assertThat(header(get(path), "ETag")).as("of what is not compressed").isNotEqualTo(tag);
    }
    assertThat(header(get("/v1/cluster"), "Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void whoSaysLocalhostIsSentToTheNodesOwnName() {
    String answer =
        rest.raw(
            "GET / HTTP/1.1\r\nHost: localhost:"
                + URI.create(rest.server.url()).getPort()
                + "\r\nConnection: close\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 307 ").contains("Location: " + rest.server.url() + "/");
    assertThat(rest.raw("GET / HTTP/1.1\r\nHost: localhost:1\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://evil.example", "null", "http://127.0.0.1:1", "http://127.0.0.1"})
  void pagesOfOthersAreNotLetIn(String origin) {
    assertThat(header(get("/v1/cluster", "Origin", origin), "Access-Control-Allow-Origin"))
        .isEmpty();
    assertThat(preflight(rest.server.url(), origin)).doesNotContain("Access-Control-Allow");
  }

  private static String preflight(String url, String origin) {
    return rest.raw(
        "OPTIONS /v1/jobs HTTP/1.1\r\nHost: "
            + URI.create(url).getAuthority()
            + "\r\nOrigin: "
            + origin
            + "\r\nAccess-Control-Request-Method: POST\r\n"
            + "Access-Control-Request-Headers: authorization,content-type\r\n"
            + "Connection: close\r\n\r\n");
  }

  @Test
  void thePageOfAnotherNodeIsLetInAlsoAfterItsDeath() {
    String page = "http://127.0.0.1:9";
    GridNode other = rest.cluster.start(rest.cluster.settings().withHttp(page), RestFixture.ENGINE);
    await().atMost(Duration.ofMinutes(1)).until(() -> rest.node().cluster().nodes().size() == 2);
    HttpResponse<String> answer = get("/v1/cluster", "Origin", page);
    assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(page);
    assertThat(answer.headers().allValues("Vary")).contains("Origin");
    assertThat(header(answer, "Access-Control-Allow-Credentials")).isEmpty();
    HttpResponse<String> missing = get("/v1/jobs/nobody", "Origin", page);
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(header(missing, "Access-Control-Allow-Origin")).isEqualTo(page);
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> header(get("/"), "Content-Security-Policy").contains(" " + page + ";"));
    other.close();
    await().atMost(Duration.ofMinutes(1)).until(() -> rest.node().cluster().nodes().size() == 1);
    assertThat(header(get("/v1/cluster", "Origin", page), "Access-Control-Allow-Origin"))
        .isEqualTo(page);
    assertThat(header(get("/"), "Content-Security-Policy")).doesNotContain(page);
    assertThat(preflight(rest.server.url(), page))
        .startsWith("HTTP/1.1 204 ")
        .contains("Access-Control-Allow-Origin: " + page)
        .contains("Access-Control-Allow-Methods: GET, POST, DELETE")
        .contains("Access-Control-Allow-Headers: Authorization, Content-Type, Prefer");
  }

  @Test
  void thePageItselfAsksForNoKeyAndAllElseDoes(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("keys");
    String key = ApiKeys.add(file, "r", Scope.READ);
    try (RestFixture guarded = new RestFixture(new Doors(null, ApiKeys.open(file)))) {
      for (String path : WebFiles.paths()) {
        assertThat(guarded.get(path).statusCode()).as(path).isEqualTo(200);
      }
      for (String path : List.of("/v1/events", "/v1/jobs", "/web/nothing")) {
        assertThat(guarded.get(path).statusCode()).as(path).isEqualTo(401);
      }
      HttpResponse<String> list =
          guarded.send(
              HttpRequest.newBuilder(guarded.uri("/v1/jobs"))
                  .header("Authorization", "Bearer " + key));
      assertThat(list.statusCode()).isEqualTo(200);
    }
  }
}
