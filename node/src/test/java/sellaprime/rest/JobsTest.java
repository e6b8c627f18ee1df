package sellaprime.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static sellaprime.rest.RestFixture.SLOW;
import static sellaprime.rest.RestFixture.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import sellaprime.primality.input.InputLimits;

/** Submitting, reading and cancelling jobs. */
class JobsTest {
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
  void aJobIsAcceptedAndAnsweredLater() {
    HttpResponse<String> accepted = rest.post("{\"number\": \"2^127-1\"}");
    assertThat(accepted.statusCode()).isIn(200, 202);
    String id = json(accepted).get("id").textValue();

    HttpResponse<String> answer = rest.get("/v1/jobs/" + id + "?wait=20");
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode job = json(answer);
    assertThat(job.get("id").textValue()).isEqualTo(id);
    assertThat(job.get("number").textValue()).isEqualTo("2^127-1");
    assertThat(job.get("state").textValue()).isEqualTo("done");
    assertThat(job.get("verdict").textValue()).isEqualTo("prime");
    assertThat(job.get("method").textValue()).isNotBlank();
    assertThat(job.get("node").textValue()).isEqualTo(rest.node().cluster().local().name());
    assertThat(job.get("attempts").intValue()).isEqualTo(1);
    assertThat(job.get("submittedAt").textValue())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    Instant submitted = Instant.parse(job.get("submittedAt").textValue());
    Instant finished = Instant.parse(job.get("finishedAt").textValue());
    assertThat(Duration.between(submitted, finished))
        .isBetween(Duration.ZERO, Duration.ofMinutes(1));
    assertThat(job.has("reason")).isFalse();
    assertThat(job.has("history")).isFalse();
  }

  @Test
  void whatIsNotOverIsAcceptedWithItsLocation() {
    HttpResponse<String> accepted =
        rest.post("{\"number\": \"" + SLOW + "7\", \"id\": \"slow:1\"}");
    assertThat(accepted.statusCode()).isEqualTo(202);
    assertThat(accepted.headers().firstValue("Location")).hasValue("/v1/jobs/slow:1");
    assertThat(accepted.headers().firstValue("Preference-Applied")).isEmpty();
    assertThat(json(accepted).has("verdict")).isFalse();
    assertThat(json(accepted).has("finishedAt")).isFalse();
    assertThat(rest.get("/v1/jobs/slow:1?wait=0").statusCode()).isEqualTo(200);
    rest.delete("/v1/jobs/slow:1");
  }

  @Test
  void aPreferredWaitIsApplied() {
    HttpResponse<String> done =
        rest.post("{\"number\": \"2^89-1\"}", "Prefer", "handling=strict, wait=20");
    assertThat(done.statusCode()).isEqualTo(200);
    assertThat(done.headers().firstValue("Preference-Applied")).hasValue("wait=20");
    assertThat(json(done).get("state").textValue()).isEqualTo("done");

    HttpResponse<String> slow =
        rest.post("{\"number\": \"" + SLOW + "11\", \"id\": \"s2\"}", "Prefer", "wait=1");
    assertThat(slow.statusCode()).isEqualTo(202);
    assertThat(slow.headers().firstValue("Preference-Applied")).hasValue("wait=1");
    assertThat(slow.headers().firstValue("Location")).hasValue("/v1/jobs/s2");
    rest.delete("/v1/jobs/s2");
  }

  @Test
  void aPreferenceThatMakesNoSenseIsIgnored() {
    HttpResponse<String> slow =
        rest.post("{\"number\": \"" + SLOW + "13\", \"id\": \"s3\"}", "Prefer", "wait=soon");
    assertThat(slow.statusCode()).isEqualTo(202);
    assertThat(slow.headers().firstValue("Preference-Applied")).isEmpty();
    rest.delete("/v1/jobs/s3");
  }

  @Test
  void sameIdAndNumberIsTheSameJob() {
    String body = "{\"number\": \"10^20+39\", \"id\": \"twice\"}";
    JsonNode first = json(rest.post(body, "Prefer", "wait=20"));
    HttpResponse<String> again = rest.post(body);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(json(again)).isEqualTo(first);

    HttpResponse<String> other = rest.post("{\"number\": \"10^20+40\", \"id\": \"twice\"}");
    assertThat(other.statusCode()).isEqualTo(409);
    assertThat(other.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(json(other).get("detail").textValue()).contains("twice");
    assertThat(json(rest.get("/v1/jobs/twice")).get("number").textValue()).isEqualTo("10^20+39");
  }

  @Test
  void roundsArePartOfTheQuestion() {
    String body = "{\"number\": \"100000000000000000039\", \"id\": \"rounds\", \"rounds\": 3}";
    JsonNode job = json(rest.post(body, "Prefer", "wait=20"));
    assertThat(job.get("rounds").intValue()).isEqualTo(3);
    assertThat(job.get("method").textValue()).contains("3 random bases");
    assertThat(json(rest.post(body))).isEqualTo(job);
    for (String other : new String[] {"", ", \"rounds\": 4"}) {
      assertThat(
              rest.post("{\"number\": \"100000000000000000039\", \"id\": \"rounds\"" + other + "}")
                  .statusCode())
          .isEqualTo(409);
    }
    assertThat(
            json(rest.get("/v1/primality/100000000000000000039?rounds=2"))
                .get("method")
                .textValue())
        .contains("2 random bases");
  }

  @Test
  void anAnswerIsRememberedUnlessAFreshOneIsAskedFor() {
    String number = "\"number\": \"10^40+121\"";
    JsonNode first = json(rest.post("{" + number + "}", "Prefer", "wait=20"));
    assertThat(first.get("attempts").intValue()).isEqualTo(1);

    HttpResponse<String> again = rest.post("{" + number + ", \"id\": \"mine\"}");
    assertThat(again.statusCode()).as("answered at once").isEqualTo(200);
    JsonNode remembered = json(again);
    assertThat(remembered.get("id").textValue()).as("a job of its own").isEqualTo("mine");
    assertThat(remembered.get("attempts").intValue()).as("never given to a tester").isZero();
    assertThat(remembered.get("verdict")).isEqualTo(first.get("verdict"));
    assertThat(remembered.get("method")).isEqualTo(first.get("method"));
    assertThat(json(rest.get("/v1/jobs/mine"))).isEqualTo(remembered);

    JsonNode fresh = json(rest.post("{" + number + ", \"fresh\": true}", "Prefer", "wait=20"));
    assertThat(fresh.get("attempts").intValue()).isEqualTo(1);
    assertThat(fresh.get("verdict")).isEqualTo(first.get("verdict"));
    JsonNode rounds = json(rest.post("{" + number + ", \"rounds\": 2}", "Prefer", "wait=20"));
    assertThat(rounds.get("attempts").intValue()).as("another question").isEqualTo(1);
  }

  @Test
  void whoAsksTheSameWhileItRunsGetsAJobOfHisOwnAndMayGiveItUp() {
    String number = "{\"number\": \"" + SLOW + "19\", \"id\": ";
    rest.post(number + "\"t1\"}");
    rest.post(number + "\"t2\"}");
    assertThat(json(rest.delete("/v1/jobs/t2")).get("state").textValue()).isEqualTo("cancelled");
    assertThat(json(rest.get("/v1/jobs/t1")).get("state").textValue()).isIn("queued", "running");
    rest.delete("/v1/jobs/t1");
  }

  @Test
  void aJobCanBeCancelled() {
    rest.post("{\"number\": \"" + SLOW + "17\", \"id\": \"c1\"}");
    HttpResponse<String> cancelled = rest.delete("/v1/jobs/c1");
    assertThat(cancelled.statusCode()).isEqualTo(200);
    assertThat(json(cancelled).get("state").textValue()).isEqualTo("cancelled");
    assertThat(json(cancelled).has("verdict")).isFalse();
    assertThat(json(rest.delete("/v1/jobs/c1"))).isEqualTo(json(cancelled));
  }

  @Test
  void aNumberThatTurnsOutNegativeIsRefused() {
    HttpResponse<String> refused = rest.post("{\"number\": \"5-2^100\"}");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(json(refused).get("detail").textValue()).contains("negative");
  }

  @Test
  void aLongNumberThatTurnsOutNegativeFailsWithItsReason() {
    HttpResponse<String> failed = rest.post("{\"number\": \"5-2^30000\"}", "Prefer", "wait=20");
    assertThat(failed.statusCode()).isEqualTo(200);
    assertThat(json(failed).get("state").textValue()).isEqualTo("failed");
    assertThat(json(failed).get("reason").textValue()).contains("negative");
  }

  @Test
  void answersAreNeitherKeptNorGuessedAt() {
    HttpResponse<String> answer = rest.get("/v1/cluster");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(answer.headers().firstValue("Server")).isEmpty();
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void theLongestNumberGoesThereAndBack() {
    String even = "9".repeat(99_998) + "8";
    String padded = even + " ".repeat(InputLimits.DEFAULT.maxLength() - even.length());
    HttpResponse<String> done = rest.post("{\"number\": \"" + padded + "\"}", "Prefer", "wait=20");
    assertThat(done.statusCode()).isEqualTo(200);
    assertThat(json(done).get("number").textValue()).isEqualTo(even);
    assertThat(json(done).get("verdict").textValue()).isEqualTo("composite");
  }

  @Test
  void theClusterShowsItsNodes() {
    JsonNode cluster = json(rest.get("/v1/cluster"));
    assertThat(cluster.get("maxDigits").intValue()).isEqualTo(InputLimits.DEFAULT.maxDigits());
    JsonNode nodes = cluster.get("nodes");
    assertThat(nodes).hasSize(1);
    assertThat(nodes.get(0).get("name").textValue())
        .isEqualTo(rest.node().cluster().local().name());
    assertThat(nodes.get(0).get("id").textValue()).isNotBlank();
    assertThat(nodes.get(0).get("http").textValue()).isEqualTo(rest.server.url());
    assertThat(nodes.get(0).get("thin").textValue()).contains(":");
    assertThat(nodes.get(0).get("workers").intValue()).isEqualTo(2);
    assertThat(nodes.get(0).get("queued").isInt()).isTrue();
    assertThat(nodes.get(0).get("running").isInt()).isTrue();
    assertThat(nodes.get(0).get("state").textValue()).isEqualTo("ready");
  }

  @Test
  void healthIsTold() {
    assertThat(rest.get("/livez").body()).isEqualTo("{\"status\":\"live\"}");
    assertThat(rest.get("/readyz").body()).isEqualTo("{\"status\":\"ready\"}");
  }

  @Test
  void headersOfAnAnswerCanBeAskedFor() {
    String head = rest.raw("HEAD /livez HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    assertThat(head).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n");
  }
}
