package sellaprime.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static sellaprime.rest.RestFixture.SLOW;
import static sellaprime.rest.RestFixture.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code GET /v1/primality/{number}}, with numbers as people write them into a URL. */
class PrimalityTest {
  private static RestFixture rest = new RestFixture();

  @BeforeAll
  static void warmUp() {
    rest.get("/livez");
  }

  @AfterAll
  static void stop() {
    rest.close();
  }

  @Test
  void aSmallNumberIsAnsweredInPlace() {
    HttpResponse<String> answer = rest.get("/v1/primality/9223372036854775783");
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode job = json(answer);
    assertThat(job.has("id")).isFalse();
    assertThat(job.get("number").textValue()).isEqualTo("9223372036854775783");
    assertThat(job.get("state").textValue()).isEqualTo("done");
    assertThat(job.get("verdict").textValue()).isEqualTo("prime");
    assertThat(job.get("method").textValue()).isNotBlank();
    assertThat(job.get("node").textValue()).isEqualTo(rest.node().cluster().local().name());
  }

  @ParameterizedTest
  @CsvSource({
    "7, 7, prime",
    "2%5E61-1, 2^61-1, prime",
    "2^61-1, 2^61-1, prime",
    "2^89-1, 2^89-1, prime",
    "10+7, 10+7, prime",
    "10%2B7, 10+7, prime",
    "10%20+%207, 10 + 7, prime",
    "3*(2+3), 3*(2+3), composite",
    "3!+1, 3!+1, prime",
    "30%23+1, 30#+1, composite",
    "0xFF, 0xFF, composite",
    "25!+1?wait=5, 25!+1, composite"
  })
  void expressionsStandInThePath(String path, String number, String verdict) {
    String answer =
        rest.raw("GET /v1/primality/" + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 200");
    JsonNode job = json(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    assertThat(job.get("number").textValue()).isEqualTo(number);
    assertThat(job.get("verdict").textValue()).isEqualTo(verdict);
  }

  @Test
  void aLargeNumberBecomesAJob() {
    JsonNode job = json(rest.get("/v1/primality/2%5E127-1"));
    assertThat(job.get("verdict").textValue()).isEqualTo("prime");
    String id = job.get("id").textValue();
    assertThat(json(rest.get("/v1/jobs/" + id))).isEqualTo(job);
  }

  @Test
  void whoeverDoesNotWaitIsToldWhereToAsk() {
    HttpResponse<String> accepted = rest.get("/v1/primality/" + SLOW + "2%5E127-1?wait=0");
    assertThat(accepted.statusCode()).isEqualTo(202);
    String id = json(accepted).get("id").textValue();
    assertThat(accepted.headers().firstValue("Location")).hasValue("/v1/jobs/" + id);
    rest.delete("/v1/jobs/" + id);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/primality/, 400",
    "/v1/primality/abc, 400",
    "/v1/primality/7;x=1, 400",
    "/v1/primality/-7, 400",
    "/v1/primality/2-5, 400",
    "/v1/primality/6/2, 400",
    "/v1/primality/6%2F2, 400",
    "/v1/primality/%FF, 400",
    "/v1/primality/%zz, 400",
    "/v1/primality/../cluster, 400",
    "/v1/primality/7?wait=-1, 400",
    "/v1/primality/7?wait=1h, 400",
    "/v1/primality/10^9!, 413",
    "/v1/primality, 404"
  })
  void badNumbersAreProblems(String path, int status) {
    String answer = rest.raw("GET " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    assertThat(answer)
        .startsWith("HTTP/1.1 " + status)
        .contains("Content-Type: application/problem+json");
    JsonNode problem = json(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    assertThat(problem.get("status").intValue()).isEqualTo(status);
    assertThat(problem.get("detail").textValue()).isNotBlank();
  }
}
