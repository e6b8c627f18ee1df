package sellaprime.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static sellaprime.rest.RestFixture.SLOW;
import static sellaprime.rest.RestFixture.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sellaprime.grid.GridNode;
import sellaprime.grid.watch.GridWatch;
import sellaprime.testkit.LocalCluster;

/** The event stream of the grid. */
@Timeout(120)
class GridEventsTest {
  private static RestFixture rest;

  @BeforeAll
  static void start() {
    rest =
        new RestFixture(new RestServer.Tuning(Duration.ofSeconds(30), Duration.ofMillis(300), 4));
  }

  @AfterAll
  static void stop() {
    rest.close();
  }

  /** Reads a stream, event by event. */
  private static final class Stream implements AutoCloseable {
    private final BufferedReader lines;

    Stream() throws Exception {
      var response =
          rest.client.send(
              HttpRequest.newBuilder(rest.uri("/v1/events")).build(), BodyHandlers.ofInputStream());
      assertThat(response.statusCode()).isEqualTo(200);
      lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    /** The next event called {@code name} that is {@code wanted}. */
    JsonNode next(String name, Predicate<JsonNode> wanted) throws IOException {
      while (true) {
        String line = lines.readLine();
        assertThat(line).as("the stream goes on").isNotNull();
        if (line.equals("event: " + name)) {
          JsonNode data = json(lines.readLine().substring("data: ".length()));
          if (wanted.test(data)) {
            return data;
          }
        }
      }
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }

  @Test
  void tellsTheLastMinutesThePictureAndWhatHappens() throws Exception {
    try (Stream stream = new Stream()) {
      JsonNode history = stream.next("history", any -> true);
      assertThat(history.path("columns").get(0).asText()).isEqualTo("at");
      JsonNode picture = stream.next("picture", any -> true);
      assertThat(picture.path("nodes")).hasSize(1);
      assertThat(picture.path("nodes").get(0).path("http").asText()).isEqualTo(rest.server.url());

      GridNode other = rest.startNode();
      JsonNode joined = stream.next("happened", e -> e.path("kind").asText().equals("joined"));
      assertThat(joined.path("node").asText()).isEqualTo(other.cluster().local().name());
      stream.next("picture", p -> p.path("nodes").size() == 2);

      for (int i = 0; i < 6; i++) { // two workers each, so that some wait
        rest.post("{\"id\": \"e" + i + "\", \"number\": \"" + SLOW + (101 + i) + "\"}");
      }
      stream.next("picture", p -> p.path("unfinished").asInt() == 6);
      String owner = other.cluster().local().name();
      await()
          .until(
              () -> {
                int count = 0;
                for (JsonNode job : json(rest.get("/v1/jobs")).path("jobs")) {
                  count += job.path("owner").asText().equals(owner) ? 1 : 0;
                }
                return count > 0;
              });
      LocalCluster.fail(other);
      stream.next("happened", e -> e.path("kind").asText().equals("died"));
      JsonNode moved = stream.next("happened", e -> e.path("kind").asText().equals("handed-over"));
      assertThat(moved.path("from").asText()).isEqualTo(owner);
      assertThat(moved.path("to").asText()).isEqualTo(rest.node().cluster().local().name());
      assertThat(moved.path("attempt").asInt()).isEqualTo(2);

      for (int i = 0; i < 6; i++) {
        rest.delete("/v1/jobs/e" + i);
      }
      stream.next("picture", p -> p.path("totals").path("cancelled").asInt() == 6);

      rest.post("{\"id\": \"bad\", \"number\": \"5-2^20000\"}");
      JsonNode failed = stream.next("happened", e -> e.path("kind").asText().equals("failed"));
      assertThat(failed.path("job").asText()).isEqualTo("bad");
      assertThat(failed.path("why").asText()).contains("negative");
      stream.next("picture", p -> p.path("totals").path("failed").asInt() == 1);
    }
    try (Stream later = new Stream()) { // is told what was before it
      assertThat(later.next("history", any -> true).path("samples").size()).isPositive();
      later.next("happened", e -> e.path("kind").asText().equals("died"));
    }
  }

  @Test
  void whoTakesNothingIsDropped() throws Exception {
    int before = rest.server.watching();
    try (Socket deaf = rest.socket()) {
      deaf.setReceiveBufferSize(1024);
      deaf.getOutputStream()
          .write("GET /v1/events HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      await().until(() -> rest.server.watching() > before);
      String name = "n".repeat(100_000); // 200 of these are more than a connection's buffers hold
      for (int i = 0; i < GridWatch.KEPT; i++) {
        rest.node().watch().joined("x" + i, name);
      }
      await().atMost(Duration.ofMinutes(1)).until(() -> rest.server.watching() <= before);
    }
  }

  @Test
  void thereIsABoundOnStreams() throws Exception {
    await().until(() -> rest.server.watching() == 0);
    Stream[] streams = new Stream[4];
    for (int i = 0; i < streams.length; i++) {
      streams[i] = new Stream();
    }
    assertThat(rest.get("/v1/events").statusCode()).isEqualTo(503);
    for (Stream stream : streams) {
      stream.close();
    }
    await().until(() -> rest.server.watching() == 0);
  }
}
