package sellaprime.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static sellaprime.rest.RestFixture.SLOW;
import static sellaprime.rest.RestFixture.json;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import sellaprime.testkit.Scrape;

/** What a node tells at {@code /metrics}; each test looks at differences, for they share a node. */
class MetricsTest {
  private static final RestFixture rest = new RestFixture(RestServer.Tuning.USUAL, 6);

  @AfterAll
  static void stop() {
    rest.close();
  }

  private static Scrape scrape() {
    HttpResponse<String> answer = rest.get("/metrics");
    assertThat(answer.statusCode()).isEqualTo(200);
    return Scrape.parse(answer.body());
  }

  /** Figures in which every job is counted, and none of another test is on its way. */
  private static Scrape settled() {
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(
            MetricsTest::scrape,
            told ->
                told.sum("sellaprime_cluster_stored_jobs")
                    == told.sum("sellaprime_cluster_unfinished_jobs")
                        + told.sum("sellaprime_jobs_total"));
  }

  /** What is counted after an answer has gone out may come a moment later. */
  private static void soon(ThrowingRunnable assertion) {
    await().atMost(Duration.ofSeconds(60)).untilAsserted(assertion);
  }

  private static void test(String number) {
    HttpResponse<String> answer =
        rest.post("{\"number\": \"" + number + "\"}", "Prefer", "wait=60");
    assertThat(json(answer).get("state").textValue()).isEqualTo("done");
  }

  @Test
  void itIsPrometheusText() {
    HttpResponse<String> answer = rest.get("/metrics");
    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    String prometheus =
        "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.1";
    HttpRequest.Builder asPrometheus =
        HttpRequest.newBuilder(rest.uri("/metrics")).header("Accept", prometheus);
    Scrape scrape = Scrape.parse(rest.send(asPrometheus).body());
    scrape
        .families()
        .forEach(
            (name, family) -> {
              assertThat(name).matches("(sellaprime|jvm|process|system)_[a-z0-9_]+");
              assertThat(family.help()).as(name).endsWith(name.startsWith("sellaprime") ? "." : "");
            });
    assertThat(scrape.sum("sellaprime_ready")).isEqualTo(1);
    assertThat(scrape.sum("sellaprime_cluster_nodes")).isEqualTo(1);
    assertThat(scrape.sum("sellaprime_workers")).isEqualTo(2);
    assertThat(scrape.sum("sellaprime_store_memory_max_bytes")).isPositive();
    assertThat(scrape.sum("sellaprime_store_memory_used_bytes")).isPositive();
    assertThat(scrape.sum("sellaprime_durable")).isZero();
  }

  @Test
  void eachJobIsCountedByItsOutcome() {
    Scrape before = settled();
    test("2^127-1");
    test("2^127-3");
    test("2^127-1"); // known by now, and a job nevertheless
    test("2^255-19");
    rest.get("/v1/primality/97");
    soon(
        () -> {
          Scrape after = scrape();
          String jobs = "sellaprime_jobs_total";
          String[][] expected = {
            {"prime", "2"}, {"composite", "1"}, {"probable-prime", "1"}, {"failed", "0"}
          };
          for (String[] one : expected) {
            String[] labels = {"kind", "number", "outcome", one[0]};
            assertThat(after.sum(jobs, labels) - before.sum(jobs, labels))
                .as(one[0])
                .isEqualTo(Double.parseDouble(one[1]));
          }
          assertThat(more(before, after, "sellaprime_job_duration_seconds_count")).isEqualTo(4);
          assertThat(more(before, after, "sellaprime_job_test_seconds_count")).isEqualTo(3);
          assertThat(more(before, after, "sellaprime_job_queue_seconds_count")).isEqualTo(3);
          assertThat(more(before, after, "sellaprime_attempts_total", "reason", "first"))
              .isEqualTo(3);
          assertThat(more(before, after, "sellaprime_answers_in_place_total")).isEqualTo(1);
          assertThat(
                  more(before, after, "sellaprime_engine_seconds_count", "method", "lucas-lehmer"))
              .isEqualTo(1);
          assertThat(more(before, after, "sellaprime_commit_changes_sum", "lane", "submissions"))
              .isEqualTo(3);
        });
  }

  private static double more(Scrape before, Scrape after, String name, String... labels) {
    return after.sum(name, labels) - before.sum(name, labels);
  }

  @Test
  void whatWaitsIsSeenAndWhatIsRefusedIsCounted() {
    Scrape before = settled();
    for (int i = 0; i < 6; i++) {
      rest.post("{\"number\": \"" + SLOW + "10^30+" + (7 + i) + "\", \"id\": \"waits-" + i + "\"}");
    }
    assertThat(rest.post("{\"number\": \"2^521-1\"}").statusCode()).isEqualTo(429);
    assertThat(rest.post("{\"number\": \"7\", \"id\": \"?\"}").statusCode()).isEqualTo(422);
    soon(
        () -> {
          Scrape after = scrape();
          double held = after.sum("sellaprime_running_jobs") + after.sum("sellaprime_queue_jobs");
          assertThat(held).isPositive();
          assertThat(after.sum("sellaprime_cluster_unfinished_jobs")).isEqualTo(held);
          assertThat(after.sum("sellaprime_cluster_stored_jobs")).isGreaterThanOrEqualTo(held);
          assertThat(after.sum("sellaprime_queue_oldest_age_seconds")).isPositive();
          double refusals =
              more(before, after, "sellaprime_refusals_total", "reason", "jobs")
                  + more(before, after, "sellaprime_refusals_total", "reason", "share");
          assertThat(refusals).isPositive();
          assertThat(more(before, after, "sellaprime_refusals_total", "reason", "bad-id"))
              .isEqualTo(1);
        });
    for (int i = 0; i < 6; i++) {
      rest.delete("/v1/jobs/waits-" + i);
    }
    soon(
        () -> {
          Scrape after = scrape();
          assertThat(after.sum("sellaprime_cluster_unfinished_jobs")).isZero();
          assertThat(more(before, after, "sellaprime_jobs_total", "outcome", "cancelled"))
              .isPositive();
        });
  }

  @Test
  void nonsenseMakesNoSeries() {
    rest.get("/nonsense");
    rest.get("/v1/jobs/nonsense");
    rest.get("/v1/primality/nonsense");
    rest.send(
        HttpRequest.newBuilder(rest.uri("/v1/cluster"))
            .method("NONSENSE", BodyPublishers.noBody()));
    soon(
        () ->
            assertThat(
                    scrape()
                        .sum("sellaprime_http_requests_total", "route", "none", "status", "405"))
                .isPositive());
    int size = scrape().size();
    for (int i = 0; i < 50; i++) {
      rest.get("/nonsense/" + i);
      rest.get("/v1/jobs/nonsense-" + i);
      rest.get("/v1/jobs/nonsense-" + i + "?wait=" + i);
      rest.get("/v1/primality/nonsense" + i);
      rest.send(
          HttpRequest.newBuilder(rest.uri("/v1/cluster"))
              .method("NONSENSE" + i, BodyPublishers.noBody()));
      rest.post("{\"number\": \"" + (2 * i + 1) + "*2^100+1\"}", "Prefer", "wait=60");
    }
    soon(
        () -> {
          Scrape after = scrape();
          assertThat(
                  after.sum(
                      "sellaprime_http_requests_total",
                      "route",
                      "/v1/jobs/{id}",
                      "method",
                      "GET",
                      "status",
                      "404"))
              .isGreaterThanOrEqualTo(101);
          // Some status may come for the first time, and a collection of garbage too.
          assertThat(after.size()).isLessThan(size + 60);
        });
  }
}
