package sellaprime.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static sellaprime.rest.RestFixture.SLOW;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sellaprime.access.ApiKeys;
import sellaprime.access.Scope;
import sellaprime.grid.GridNode;
import sellaprime.grid.batch.Batches;
import sellaprime.primality.input.InputLimits;
import sellaprime.testkit.Scrape;

/**
 * The OpenAPI document against real answers: each status that it names for an operation is
 * provoked, and each answer on the way is one that it names, of a form that it allows.
 */
class OpenApiTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String LONG = "?x=" + "x".repeat(ExchangeHandler.MAX_URI);

  private static RestFixture open;
  private static RestFixture guarded;
  private static RestServer starting;
  private static String readKey;
  private static JsonNode document;

  private final HttpClient client = HttpClient.newHttpClient();

  /** {@code METHOD path status} of all that was answered. */
  private final Set<String> seen = new TreeSet<>();

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    open = new RestFixture(RestServer.Tuning.USUAL, 6);
    Path keys = directory.resolve("keys");
    readKey = ApiKeys.add(keys, "reader", Scope.READ);
    guarded = new RestFixture(new Doors(null, ApiKeys.open(keys)));
    starting = RestServer.bind("127.0.0.1", 0);
    document = RestFixture.json(open.get("/openapi.json"));
  }

  @AfterAll
  static void stop() {
    starting.close();
    guarded.close();
    open.close();
  }

  private static HttpRequest.Builder json(String path, String body) {
    return HttpRequest.newBuilder(open.uri(path))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private static HttpRequest.Builder get(String path) {
    return HttpRequest.newBuilder(open.uri(path));
  }

  private static HttpRequest.Builder delete(String path) {
    return get(path).DELETE();
  }

  private static HttpRequest.Builder feed(String query, String lines) {
    return get("/v1/batches" + query).POST(BodyPublishers.ofString(lines));
  }

  /** Sends {@code request}, to the operation at {@code path}, and wants {@code status}. */
  private String ask(String path, int status, HttpRequest.Builder request) throws Exception {
    HttpRequest ready = request.timeout(PATIENCE).build();
    HttpResponse<String> answer = client.send(ready, BodyHandlers.ofString());
    String what = ready.method() + " " + ready.uri() + ": " + answer.body();
    assertThat(answer.statusCode()).as(what).isEqualTo(status);
    check(path, ready.method(), answer.statusCode(), answer.headers(), answer.body());
    return answer.body();
  }

  private void check(String path, String method, int status, HttpHeaders headers, String body)
      throws Exception {
    String what = method + " " + path + " " + status;
    seen.add(what);
    JsonNode response =
        document
            .get("paths")
            .path(path)
            .path(method.toLowerCase(Locale.ROOT))
            .path("responses")
            .path(String.valueOf(status));
    assertThat(response.isObject()).as(what + " is not documented").isTrue();
    response
        .path("headers")
        .fieldNames()
        .forEachRemaining(header -> assertThat(headers.firstValue(header)).as(what).isPresent());
    if (method.equals("HEAD")) {
      return;
    }
    String type = headers.firstValue("Content-Type").orElse("none");
    String bare = type.split(";", 2)[0];
    JsonNode media = response.path("content").path(bare);
    assertThat(media.isObject()).as(what + " as " + type + " is not documented").isTrue();
    if (bare.endsWith("json") && !bare.endsWith("ndjson")) {
      ObjectNode schema = media.get("schema").deepCopy();
      schema.set("components", document.get("components"));
      Set<ValidationMessage> faults =
          JsonSchemaFactory.getInstance(VersionFlag.V202012)
              .getSchema(schema)
              .validate(Json.MAPPER.readTree(body));
      if (!path.equals("/openapi.json") || status != 200) {
        assertThat(faults).as(what + ": " + body).isEmpty();
      }
    }
  }

  @Test
  void everyDocumentedAnswerIsGivenAndEveryAnswerIsDocumented() throws Exception {
    jobs();
    primes();
    primality();
    batches();
    others();
    eachOperation();
    overload();
    Set<String> documented = new TreeSet<>();
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation ->
                            operation
                                .getValue()
                                .get("responses")
                                .fieldNames()
                                .forEachRemaining(
                                    status ->
                                        documented.add(
                                            operation.getKey().toUpperCase(Locale.ROOT)
                                                + " "
                                                + path.getKey()
                                                + " "
                                                + status))));
    documented.removeIf(one -> one.endsWith(" default"));
    assertThat(seen).isEqualTo(documented);
    Scrape scrape = Scrape.parse(open.get("/metrics").body());
    for (Scrape.Sample sample : scrape.samples("sellaprime_http_requests_total")) {
      String route = String.valueOf(sample.labels().get("route"));
      if (!route.equals("none")) {
        assertThat(documented)
            .contains(
                sample.labels().get("method") + " " + route + " " + sample.labels().get("status"));
      }
    }
  }

  private void jobs() throws Exception {
    String jobs = "/v1/jobs";
    String all = "{\"number\": \"2^127-1\", \"id\": \"full\", \"rounds\": 1, \"fresh\": true}";
    ask(jobs, 200, json(jobs, all).header("Prefer", "wait=60"));
    ask(jobs, 202, json(jobs, "{\"number\": \"" + SLOW + "10^40+121\", \"id\": \"slow\"}"));
    ask(jobs, 400, json(jobs, "{\"number\": \"x\"}"));
    ask(jobs, 409, json(jobs, "{\"number\": \"7\", \"id\": \"slow\"}"));
    ask(jobs, 413, json(jobs, "{\"number\": \"10^200000\"}"));
    ask(jobs, 415, json(jobs, "7").setHeader("Content-Type", "text/plain"));
    ask(jobs, 422, json(jobs, "{\"number\": \"7\", \"id\": \"?\"}"));
    String one = "/v1/jobs/{id}";
    ask(one, 200, get("/v1/jobs/full"));
    ask(one, 200, get("/v1/jobs/slow"));
    ask(one, 400, get("/v1/jobs/slow?wait=x"));
    ask(one, 404, get("/v1/jobs/nobody"));
    ask(one, 200, delete("/v1/jobs/slow"));
    ask(one, 404, delete("/v1/jobs/nobody"));
    String events = "/v1/jobs/{id}/events";
    ask(events, 200, get("/v1/jobs/full/events"));
    ask(events, 404, get("/v1/jobs/nobody/events"));
    ask(events, 200, get("/v1/jobs/full/events").method("HEAD", BodyPublishers.noBody()));
    ask(events, 404, get("/v1/jobs/nobody/events").method("HEAD", BodyPublishers.noBody()));
  }

  private void primes() throws Exception {
    String primes = "/v1/primes";
    String two = "{\"digits\": 30, \"residue\": \"3\", \"modulus\": \"4\", \"count\": 2,";
    ask(primes, 200, json(primes, two + " \"id\": \"sold\"}").header("Prefer", "wait=60"));
    ask(primes, 202, json(primes, "{\"bits\": 3000, \"safe\": true, \"id\": \"long\"}"));
    ask(primes, 409, json(primes, "{\"bits\": 64, \"id\": \"long\"}"));
    ask("/v1/jobs/{id}", 200, get("/v1/jobs/long"));
    ask("/v1/jobs/{id}", 200, delete("/v1/jobs/long"));
    ask("/v1/jobs/{id}", 200, get("/v1/jobs/sold"));
    ask(primes, 400, json(primes, "{\"bits\": 64, \"residue\": \"2\", \"modulus\": \"4\"}"));
    ask(primes, 413, json(primes, "{\"digits\": 1000000}"));
    ask(primes, 415, json(primes, "7").setHeader("Content-Type", "text/plain"));
    ask(primes, 422, json(primes, "{\"bits\": 64, \"id\": \"?\"}"));
  }

  private void primality() throws Exception {
    String primality = "/v1/primality/{number}";
    ask(primality, 200, get("/v1/primality/97"));
    ask(primality, 200, get("/v1/primality/2%5E127-1?rounds=1"));
    String body = ask(primality, 202, get("/v1/primality/" + SLOW + "10%5E40+121?wait=0"));
    String id = RestFixture.json(body).get("id").textValue();
    ask("/v1/jobs/{id}", 200, delete("/v1/jobs/" + id));
    ask(primality, 400, get("/v1/primality/x"));
    ask(primality, 413, get("/v1/primality/10%5E200000"));
  }

  /** No client sends a part of a body and listens then; so this is one. */
  private void feedSlowly() throws Exception {
    RestServer.Tuning tuning =
        new RestServer.Tuning(PATIENCE, JobEvents.HEARTBEAT, 1, Duration.ofSeconds(1));
    GridNode node = open.node();
    Batches batches = new Batches(node.gateway()); // its own, since it closes them
    try (RestServer impatient = RestServer.bind("127.0.0.1", 0, tuning)) {
      impatient.start(node.gateway(), batches, node.cluster(), node.watch(), InputLimits.DEFAULT);
      try (Socket socket =
          new Socket(InetAddress.getLoopbackAddress(), URI.create(impatient.url()).getPort())) {
        socket.setSoTimeout((int) PATIENCE.toMillis());
        String request =
            "POST /v1/batches?id=drips HTTP/1.1\r\nHost: h\r\nContent-Length: 99\r\n\r\n97\n";
        socket.getOutputStream().write(request.getBytes(UTF_8));
        String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
        String[] headAndBody = answer.split("\r\n\r\n", 2);
        assertThat(answer).startsWith("HTTP/1.1 408 ");
        Map<String, List<String>> headers = new HashMap<>();
        headAndBody[0]
            .lines()
            .skip(1)
            .map(line -> line.split(": ", 2))
            .forEach(field -> headers.put(field[0], List.of(field[1])));
        HttpHeaders read = HttpHeaders.of(headers, (name, value) -> true);
        check("/v1/batches", "POST", 408, read, headAndBody[1]);
      }
    }
  }

  private void batches() throws Exception {
    String batches = "/v1/batches";
    String one = "/v1/batches/{id}";
    ask(batches, 202, feed("?id=list", "97\n561\nfoo\n"));
    ask(batches, 202, feed("?id=open&more=true", "97\n"));
    ask(batches, 400, feed("?rounds=x", "97\n"));
    ask(batches, 409, feed("?id=list&rounds=1", "97\n"));
    ask(batches, 422, feed("?id=%3F", "97\n"));
    feedSlowly();
    await()
        .atMost(PATIENCE)
        .until(() -> open.get("/v1/batches/list").body().contains("\"state\":\"done\""));
    ask(one, 200, get("/v1/batches/list"));
    ask(one, 200, get("/v1/batches/open"));
    ask(one, 404, get("/v1/batches/nobody"));
    ask(one + "/events", 200, get("/v1/batches/list/events"));
    ask(one + "/events", 404, get("/v1/batches/nobody/events"));
    String results = one + "/results";
    ask(results, 200, get("/v1/batches/list/results"));
    ask(results, 200, get("/v1/batches/list/results").header("Accept", "text/plain"));
    ask(results, 400, get("/v1/batches/list/results?from=x"));
    ask(results, 404, get("/v1/batches/nobody/results"));
    ask(results, 400, delete("/v1/batches/list/results"));
    ask(results, 404, delete("/v1/batches/nobody/results?through=1"));
    ask(results, 200, delete("/v1/batches/open/results?through=1"));
    await().atMost(PATIENCE).until(() -> !open.node().jobs().has("open~0"));
    ask(results, 410, get("/v1/batches/open/results?from=1"));
    ask(one, 200, delete("/v1/batches/open"));
    ask(one, 404, delete("/v1/batches/nobody"));
  }

  /** A stream that does not end by itself: its head only. */
  private void open(String path) throws Exception {
    HttpRequest request = get(path).timeout(PATIENCE).build();
    HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
    try (InputStream stream = answer.body()) {
      assertThat(answer.statusCode()).isEqualTo(200);
      check(path, "GET", answer.statusCode(), answer.headers(), "");
      assertThat(stream.read()).isPositive();
    }
  }

  private void others() throws Exception {
    open("/v1/events");
    ask("/v1/events", 200, get("/v1/events").method("HEAD", BodyPublishers.noBody()));
    ask("/v1/jobs", 200, get("/v1/jobs"));
    ask("/v1/jobs", 200, get("/v1/jobs?state=done&kind=sale&caller=me&limit=1"));
    ask("/v1/jobs", 400, get("/v1/jobs?state=x"));
    ask("/v1/cluster", 200, get("/v1/cluster"));
    ask("/livez", 200, get("/livez"));
    ask("/readyz", 200, get("/readyz"));
    ask("/readyz", 503, HttpRequest.newBuilder(URI.create(starting.url() + "/readyz")));
    ask("/metrics", 200, get("/metrics"));
    ask("/openapi.json", 200, get("/openapi.json"));
    ask("/api", 200, get("/api"));
    ask("/api/{file}", 404, get("/api/nothing"));
    for (String file : new String[] {"start.js", "swagger-ui.css", "swagger-ui-bundle.js"}) {
      assertThat(ask("/api/{file}", 200, get("/api/" + file))).isNotBlank();
      assertThat(guarded.get("/api/" + file).statusCode()).isEqualTo(200);
    }
    assertThat(guarded.get("/openapi.json").statusCode()).isEqualTo(200);
    assertThat(guarded.get("/api").statusCode()).isEqualTo(200);
  }

  /** What any operation may answer with: provoked at each that names it. */
  private void eachOperation() throws Exception {
    for (var item : document.get("paths").properties()) {
      String concrete =
          item.getKey()
              .replace("{id}", "full")
              .replace("{number}", "97")
              .replace("{file}", "start.js");
      for (var one : item.getValue().properties()) {
        String method = one.getKey().toUpperCase(Locale.ROOT);
        JsonNode responses = one.getValue().get("responses");
        for (int status : new int[] {401, 403, 406, 414, 503}) {
          boolean isSeen = seen.contains(method + " " + item.getKey() + " " + status);
          if (responses.has(String.valueOf(status)) && !isSeen) {
            ask(item.getKey(), status, provoked(status, method, concrete));
          }
        }
      }
    }
  }

  private static HttpRequest.Builder provoked(int status, String method, String path) {
    String server =
        switch (status) {
          case 401, 403 -> guarded.server.url();
          case 503 -> starting.url();
          default -> open.server.url();
        };
    String query =
        status == 414
            ? LONG
            : path.endsWith("/results") && method.equals("DELETE") ? "?through=1" : "";
    String body = path.equals("/v1/primes") ? "{\"bits\": 64}" : "{\"number\": \"97\"}";
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server + path + query))
            .method(
                method,
                method.equals("POST") ? BodyPublishers.ofString(body) : BodyPublishers.noBody());
    if (method.equals("POST")) {
      request.header("Content-Type", "application/json");
    }
    if (status == 403) {
      request.header("Authorization", "Bearer " + readKey);
    }
    return status == 406 ? request.header("Accept", "image/png") : request;
  }

  private void overload() throws Exception {
    for (int i = 0; i < 6; i++) {
      open.post("{\"number\": \"" + SLOW + "10^40+" + (129 + 2 * i) + "\"}");
    }
    ask("/v1/jobs", 429, json("/v1/jobs", "{\"number\": \"2^521-1\"}"));
    ask("/v1/primes", 429, json("/v1/primes", "{\"bits\": 64}"));
    ask("/v1/primality/{number}", 429, get("/v1/primality/2%5E607-1"));
    ask("/v1/batches", 429, feed("", "97\n"));
  }

  @Test
  void itIsWellFormed() {
    assertThat(document.get("openapi").textValue()).isEqualTo("3.1.0");
    Set<String> ids = new TreeSet<>();
    Set<String> references = new TreeSet<>();
    document.findValues("operationId").forEach(id -> assertThat(ids.add(id.textValue())).isTrue());
    document.findValues("$ref").forEach(reference -> references.add(reference.textValue()));
    for (String reference : references) {
      assertThat(document.at(reference.substring(1)).isObject()).as(reference).isTrue();
    }
    document
        .get("paths")
        .properties()
        .forEach(
            path -> {
              for (JsonNode operation : path.getValue()) {
                Set<String> inPath = new TreeSet<>();
                for (JsonNode parameter : operation.path("parameters")) {
                  if (parameter.get("in").textValue().equals("path")) {
                    inPath.add("{" + parameter.get("name").textValue() + "}");
                  }
                }
                inPath.forEach(name -> assertThat(path.getKey()).contains(name));
                assertThat(path.getKey().chars().filter(c -> c == '{').count())
                    .isEqualTo(inPath.size());
              }
            });
  }

  @Test
  void thePageLoadsNothingFromElsewhere() {
    HttpResponse<String> page = open.get("/api");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "script-src 'self'", "connect-src 'self'")
        .doesNotContain("unsafe", "http:", "https:", "*");
    assertThat(page.body())
        .doesNotContain("http:", "https:", "<style", "onload")
        .doesNotContainPattern("<script>");
    assertThat(open.get("/api/start.js").body()).doesNotContain("http:", "https:");
  }
}
