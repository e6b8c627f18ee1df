package sellaprime.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static sellaprime.rest.RestFixture.SLOW;
import static sellaprime.rest.RestFixture.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sellaprime.grid.gateway.CallerId;
import sellaprime.job.Question;

/** {@code GET /v1/jobs}. */
class JobListTest {
  private static RestFixture rest;

  @BeforeAll
  static void start() throws Exception {
    rest = new RestFixture();
    for (int i = 1; i <= 5; i++) {
      rest.post("{\"id\": \"d" + i + "\", \"number\": \"2^89-" + i + "\"}", "Prefer", "wait=30");
    }
    rest.send(
        HttpRequest.newBuilder(rest.uri("/v1/batches?id=list"))
            .POST(BodyPublishers.ofString("97\n561\n")));
    await().until(() -> json(rest.get("/v1/batches/list")).path("state").asText().equals("done"));
    for (int i = 1; i <= 4; i++) { // two of them run
      rest.post("{\"id\": \"w" + i + "\", \"number\": \"" + SLOW + (100 + i) + "\"}");
    }
    rest.post("{\"id\": \"long\", \"number\": \"" + SLOW + "1".repeat(500) + "\"}");
    rest.node()
        .gateway()
        .submit(CallerId.ofName("somebody else"), "other", Question.of(SLOW + "7"))
        .get();
    rest.delete("/v1/jobs/w4");
    await().until(() -> ids("?state=running").size() == 2);
  }

  @AfterAll
  static void stop() {
    rest.close();
  }

  private static JsonNode list(String query) {
    var response = rest.get("/v1/jobs" + query);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return json(response);
  }

  private static List<String> ids(String query) {
    List<String> ids = new ArrayList<>();
    list(query).path("jobs").forEach(job -> ids.add(job.path("id").asText()));
    return ids;
  }

  @Test
  void theUnfinishedComeFirstAndTheNewestOfThem() {
    List<String> ids = ids("");
    assertThat(ids.subList(0, 5)).containsExactlyInAnyOrder("other", "long", "w3", "w2", "w1");
    assertThat(ids.indexOf("long")).isLessThan(ids.indexOf("w1"));
    assertThat(ids.subList(5, ids.size()))
        .as("parts of the batch are left out")
        .containsExactlyInAnyOrder("w4", "list", "d5", "d4", "d3", "d2", "d1");
  }

  @Test
  void filtersNarrowIt() {
    assertThat(ids("?state=cancelled")).containsExactly("w4");
    assertThat(ids("?state=failed")).isEmpty();
    assertThat(ids("?kind=batch")).containsExactly("list");
    assertThat(ids("?state=unfinished")).hasSize(5);
    assertThat(ids("?state=queued")).hasSize(3).doesNotContainAnyElementsOf(ids("?state=running"));
    assertThat(ids("?state=done&kind=number")).hasSize(5);
    assertThat(ids("?caller=me&state=unfinished")).hasSize(4).doesNotContain("other");
  }

  @Test
  void pagesFollowEachOther() {
    List<String> all = new ArrayList<>();
    String next = "?limit=3";
    for (int pages = 0; !next.isEmpty(); pages++) {
      assertThat(pages).isLessThan(10);
      JsonNode page = list(next);
      assertThat(page.path("jobs").size()).isBetween(0, 3);
      page.path("jobs").forEach(job -> all.add(job.path("id").asText()));
      next = page.has("next") ? "?limit=3&from=" + page.path("next").asText() : "";
    }
    assertThat(all).containsExactlyElementsOf(ids(""));
    List<String> done = new ArrayList<>(ids("?state=done&limit=4"));
    done.addAll(
        ids("?state=done&limit=4&from=" + list("?state=done&limit=4").path("next").asText()));
    assertThat(done).containsExactlyElementsOf(ids("?state=done"));
  }

  @Test
  void aLineTellsTheMostOfAJob() {
    JsonNode batch = list("?kind=batch").path("jobs").get(0);
    assertThat(batch.path("lines").asInt()).isEqualTo(2);
    assertThat(batch.path("done").asInt()).isEqualTo(2);
    for (JsonNode job : list("").path("jobs")) {
      if (job.path("id").asText().equals("long")) {
        assertThat(job.path("length").asInt()).isEqualTo(502);
        assertThat(job.path("what").asText()).hasSize(81).startsWith(SLOW + "1").contains("…");
        assertThat(job.path("owner").asText()).isEqualTo(rest.node().cluster().local().name());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "state=over",
        "kind=part",
        "kind=chunk",
        "caller=you",
        "limit=0",
        "limit=201",
        "limit=x",
        "from=",
        "from=x",
        "from=u_1",
        "from=u_x_y",
        "from=f_1_x"
      })
  void whatMakesNoSenseIsRefused(String query) {
    var response = rest.get("/v1/jobs?" + query);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).path("detail").asText()).contains(" must be ");
  }
}
