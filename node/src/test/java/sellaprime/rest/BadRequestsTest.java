package sellaprime.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static sellaprime.rest.RestFixture.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a request, its caller gets a problem that tells what. */
class BadRequestsTest {
  private static RestFixture rest = new RestFixture();

  @BeforeAll
  static void warmUp() {
    rest.get("/livez");
  }

  @AfterAll
  static void stop() {
    rest.close();
  }

  static Stream<Arguments> badBodies() {
    return Stream.of(
        bad("", 400, "empty"),
        bad("7", 400, "no JSON object"),
        bad("null", 400, "no JSON object"),
        bad("[\"7\"]", 400, "no JSON object"),
        bad("{}", 400, "number is missing"),
        bad("{\"number\": 7}", 400, "number must be a JSON string"),
        bad("{\"number\": null}", 400, "number must be a JSON string"),
        bad("{\"number\": [\"7\"]}", 400, "number must be a JSON string"),
        bad("{\"number\": {\"number\": \"7\"}}", 400, "number must be a JSON string"),
        bad("{\"number\": \"7\", \"id\": 1}", 400, "id must be a JSON string"),
        bad("{\"number\": \"7\", \"rounds\": \"1\"}", 400, "rounds must be a whole number"),
        bad("{\"number\": \"7\", \"rounds\": 1.5}", 400, "rounds must be a whole number"),
        bad("{\"number\": \"7\", \"rounds\": -1}", 400, "rounds must be a whole number"),
        bad("{\"number\": \"7\", \"rounds\": 1001}", 400, "rounds must be a whole number"),
        bad("{\"number\": \"7\", \"rounds\": 99999999999}", 400, "rounds must be a whole number"),
        bad("{\"number\": \"7\", \"priority\": 1}", 400, "priority is unknown"),
        bad("{\"number\": \"7\", \"number\": \"7\"}", 400, "Duplicate"),
        bad("{\"number\": \"7\"} {}", 400, "after the JSON object"),
        bad("{\"number\": \"7\"", 400, "not JSON"),
        bad("{\"number\": '7'}", 400, "not JSON"),
        bad("[".repeat(100_000), 400, "no JSON object"),
        bad("{\"number\": ".repeat(2000), 400, "number must be a JSON string"),
        bad(number(""), 400, "a number is missing"),
        bad(number("   "), 400, "a number is missing"),
        bad(number("abc"), 400, "character 1"),
        bad(number("13A"), 400, "character 3"),
        bad(number("1e400"), 400, "character 2"),
        bad(number("1/2"), 400, "character 2"),
        bad(number("3.5"), 400, "character 2"),
        bad(number("-7"), 400, "negative"),
        bad(number("9^9^9^9"), 413, "digits"),
        bad(number("10^9!"), 413, "digits"),
        bad(number("9".repeat(150_000)), 413, "150000 digits"),
        bad(number("9".repeat(1_000_000)), 413, "bytes"),
        bad(number("(".repeat(10_000) + "7" + ")".repeat(10_000)), 400, "deep"),
        bad(number("7", ""), 422, "an id has"),
        bad(number("7", "a b"), 422, "an id has"),
        bad(number("7", "../x"), 422, "an id has"),
        bad(number("7", "x".repeat(129)), 422, "an id has"),
        bad(number("7", "batch~0"), 422, "those of parts"));
  }

  private static Arguments bad(String body, int status, String detail) {
    return Arguments.of(body.length() > 60 ? body.substring(0, 60) : body, body, status, detail);
  }

  private static String number(String number) {
    return "{\"number\": \"" + number + "\"}";
  }

  private static String number(String number, String id) {
    return "{\"number\": \"" + number + "\", \"id\": \"" + id + "\"}";
  }

  @ParameterizedTest(name = "{index} {0}")
  @MethodSource("badBodies")
  void aBadBodyIsAProblem(String name, String body, int status, String detail) {
    assertProblem(rest.post(body), status, detail);
  }

  @Test
  void aBodyThatIsNoUtf8IsAProblem() {
    byte[] body = {'{', '"', 'n', '"', ':', '"', (byte) 0xC3, (byte) 0x28, '"', '}'};
    HttpRequest.Builder request =
        HttpRequest.newBuilder(rest.uri("/v1/jobs"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body));
    assertProblem(rest.send(request), 400, "");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /nowhere, 404",
    "GET, /v1, 404",
    "GET, /v2/jobs, 404",
    "GET, /v1/jobs/unknown, 404",
    "GET, /v1/jobs/unknown?wait=1, 404",
    "GET, /v1/jobs/unknown?wait=x, 400",
    "GET, /v1/jobs/unknown?wait=, 400",
    "GET, /v1/primality/7?rounds=x, 400",
    "GET, /v1/primality/7?rounds=-1, 400",
    "GET, /v1/primality/7?rounds=1001, 400",
    "GET, /v1/jobs/unknown/events, 404",
    "HEAD, /v1/jobs/unknown/events, 404",
    "DELETE, /v1/jobs/unknown, 404",
    "PUT, /v1/jobs, 405",
    "POST, /v1/jobs/x, 405",
    "DELETE, /v1/cluster, 405",
    "POST, /livez, 405",
    "TRACE, /livez, 405"
  })
  void aPathThatIsNotThereIsAProblem(String method, String path, int status) {
    HttpRequest.Builder request = HttpRequest.newBuilder(rest.uri(path));
    HttpResponse<String> answer;
    if (method.equals("TRACE") || method.equals("HEAD")) {
      String raw =
          rest.raw(method + " " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
      assertThat(raw)
          .startsWith("HTTP/1.1 " + status)
          .contains("Content-Type: application/problem+json");
      return;
    }
    answer = rest.send(request.method(method, BodyPublishers.noBody()));
    assertProblem(answer, status, "");
    assertThat(answer.headers().firstValue("Allow").isPresent()).isEqualTo(status == 405);
  }

  @Test
  void aBodyOfAnotherTypeIsRefused() {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(rest.uri("/v1/jobs"))
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString("7"));
    assertProblem(rest.send(request), 415, "application/json");
    assertProblem(
        rest.send(HttpRequest.newBuilder(rest.uri("/v1/jobs")).POST(BodyPublishers.ofString("7"))),
        415,
        "application/json");
  }

  @Test
  void anAnswerOfAnotherTypeCannotBeHad() {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(rest.uri("/v1/cluster")).header("Accept", "text/html");
    assertProblem(rest.send(request), 406, "Accept");
  }

  @Test
  void aLongUriIsRefused() {
    assertThat(rest.get("/v1/primality/" + "1".repeat(16_000)).statusCode()).isEqualTo(200);
    assertProblem(rest.get("/v1/primality/" + "1".repeat(17_000)), 414, "POST /v1/jobs");
    assertProblem(rest.get("/v1/primality/" + "1".repeat(30_000)), 414, "POST /v1/jobs");
  }

  /** Else its sender could lose the next request, which it may not send a second time. */
  @ParameterizedTest
  @ValueSource(ints = {17_000, 30_000, 70_000})
  void aConnectionThatEndsSaysSo(int digits) {
    String uri = "/v1/primality/" + "1".repeat(digits);
    assertThat(rest.raw("GET " + uri + " HTTP/1.1\r\nHost: h\r\n\r\n"))
        .startsWith("HTTP/1.1 414")
        .contains("Connection: close");
  }

  @Test
  void longHeadersAreRefused() {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(rest.uri("/livez")).header("X-Long", "x".repeat(30_000));
    assertProblem(rest.send(request), 431, "header");
  }

  @ParameterizedTest
  @CsvSource({
    "'GET / HTTP/1.1',400", // no Host
    "'GET / HTTP/3.7',505",
    "'GARBAGE',400",
    "'GET /livez HTTP/1.1|Host: a b',400",
    "'POST /v1/jobs HTTP/1.1|Host: h|Content-Length: -1',400",
    "'POST /v1/jobs HTTP/1.1|Host: h|Transfer-Encoding: chunked|Content-Length: 3',400",
    "'POST /v1/jobs HTTP/1.1|Host: h|Content-Type: application/json|Transfer-Encoding:"
        + " chunked||zz|',400"
  })
  void bytesThatAreNoHttpAreAProblem(String lines, int status) {
    String answer = rest.raw(lines.replace("|", "\r\n") + "\r\n\r\n");
    assertThat(answer)
        .startsWith("HTTP/1.1 " + status)
        .contains("Content-Type: application/problem+json");
    assertThat(json(answer.substring(answer.indexOf("\r\n\r\n") + 4)).get("status").intValue())
        .isEqualTo(status);
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String detail) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    JsonNode problem = json(answer);
    assertThat(problem.get("type").textValue()).isEqualTo("about:blank");
    assertThat(problem.get("title").textValue()).isNotBlank();
    assertThat(problem.get("status").intValue()).isEqualTo(status);
    assertThat(problem.get("detail").textValue()).contains(detail).doesNotContain("Exception");
  }
}
