package sellaprime.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static sellaprime.rest.RestFixture.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Primes for sale. */
class PrimesTest {
  private static RestFixture rest = new RestFixture();

  @AfterAll
  static void stop() {
    rest.close();
  }

  private static HttpResponse<String> order(String body, String prefer) {
    return rest.send(
        HttpRequest.newBuilder(rest.uri("/v1/primes"))
            .header("Content-Type", "application/json")
            .header("Prefer", prefer)
            .POST(BodyPublishers.ofString(body)));
  }

  @Test
  void aPrimeIsSoldLikeAnyJob() {
    HttpResponse<String> accepted = order("{\"bits\": 256, \"id\": \"p1\"}", "wait=0");
    assertThat(accepted.statusCode()).isIn(200, 202);
    JsonNode job = json(rest.get("/v1/jobs/p1?wait=25"));
    assertThat(job.get("kind").textValue()).isEqualTo("sale");
    assertThat(job.get("bits").intValue()).isEqualTo(256);
    assertThat(job.get("state").textValue()).isEqualTo("done");
    BigInteger prime = new BigInteger(job.get("prime").textValue());
    assertThat(prime.bitLength()).isEqualTo(256);
    assertThat(prime.isProbablePrime(40)).isTrue();
    assertThat(job.get("verdict").textValue()).isEqualTo("probable-prime");
    assertThat(job.get("method").textValue()).isEqualTo("Baillie-PSW");
    assertThat(job.get("tests").longValue()).isPositive();
    assertThat(job.has("primes")).isFalse();
    assertThat(job.has("number")).isFalse();
    assertThat(job.has("digits") || job.has("safe") || job.has("count")).isFalse();
  }

  @Test
  void severalOfAFormAreSoldAtOnce() {
    HttpResponse<String> answer =
        order(
            "{\"digits\": 20, \"count\": 3, \"safe\": true, \"residue\": \"3\", \"modulus\": \"5\"}",
            "wait=25");
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode job = json(answer);
    assertThat(job.get("primes")).hasSize(3);
    assertThat(job.get("prime")).isEqualTo(job.get("primes").get(0).get("prime"));
    for (JsonNode one : job.get("primes")) {
      BigInteger p = new BigInteger(one.get("prime").textValue());
      assertThat(p.toString()).hasSize(20).matches(".*[38]");
      assertThat(p.isProbablePrime(40) && p.shiftRight(1).isProbablePrime(40)).isTrue();
      assertThat(one.get("verdict").textValue()).isIn("prime", "probable-prime");
      assertThat(one.get("method").textValue()).isNotBlank();
    }
    assertThat(job.get("safe").booleanValue()).isTrue();
    assertThat(job.get("count").intValue()).isEqualTo(3);
    assertThat(job.get("modulus").textValue()).isEqualTo("5");
  }

  @Test
  void sameIdAndWishIsTheSameSale() {
    String body = "{\"bits\": 100, \"id\": \"p2\"}";
    JsonNode first = json(order(body, "wait=25"));
    assertThat(json(order(body, "wait=25"))).isEqualTo(first);
    assertThat(order("{\"bits\": 101, \"id\": \"p2\"}", "wait=1").statusCode()).isEqualTo(409);
    assertThat(rest.post("{\"number\": \"7\", \"id\": \"p2\"}").statusCode()).isEqualTo(409);
  }

  @Test
  void oneThatTakesLongCanBeCancelled() {
    HttpResponse<String> accepted =
        order("{\"bits\": 8192, \"safe\": true, \"id\": \"p3\"}", "wait=0");
    assertThat(accepted.statusCode()).isEqualTo(202);
    assertThat(accepted.headers().firstValue("Location")).hasValue("/v1/jobs/p3");
    assertThat(json(accepted).get("state").textValue()).isEqualTo("running");
    assertThat(json(accepted).has("prime")).isFalse();
    assertThat(json(rest.delete("/v1/jobs/p3")).get("state").textValue()).isEqualTo("cancelled");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | 400 | say either bits or digits",
        "{'bits': 8, 'digits': 3} | 400 | say either bits or digits",
        "{'bits': 0} | 400 | bits must be a whole number from 1",
        "{'bits': -5} | 400 | bits must be a whole number from 1",
        "{'bits': '64'} | 400 | bits must be a whole number without quotes",
        "{'bits': 64.5} | 400 | bits must be a whole number without quotes",
        "{'bits': 99999999999} | 400 | bits must be a whole number from 1 to 2147483647",
        "{'bits': 64, 'safe': 1} | 400 | safe must be true or false",
        "{'bits': 64, 'count': 0} | 400 | count must be a whole number from 1",
        "{'bits': 64, 'residue': '1'} | 400 | residue and modulus go together",
        "{'bits': 64, 'residue': 1, 'modulus': '4'} | 400 | residue must be a JSON string",
        "{'bits': 64, 'residue': '2', 'modulus': '4'} | 400 | have a common factor",
        "{'bits': 64, 'size': 3} | 400 | the field size is unknown; known are bits, digits",
        "{'bits': 1} | 400 | no prime has fewer than 2 bits",
        "{'bits': 64} x | 400 | is not JSON",
        "[] | 400 | the body is no JSON object; send",
        "{'bits': 2000000000} | 413 | at most 100000 digits",
        "{'bits': 40000, 'safe': true} | 413 | takes one core about",
        "{'bits': 64, 'id': '/'} | 422 | an id has 1 to 128 characters",
        "{'bits': 64, 'id': 'dh~0'} | 422 | those of parts",
      })
  void whatIsWrongIsTold(String body, int status, String detail) {
    HttpResponse<String> answer = order(body.replace('\'', '"'), "wait=1");
    assertThat(json(answer).path("detail").asText()).contains(detail);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
  }

  @Test
  void onlyPostIsTaken() {
    assertThat(rest.get("/v1/primes").statusCode()).isEqualTo(405);
  }
}
