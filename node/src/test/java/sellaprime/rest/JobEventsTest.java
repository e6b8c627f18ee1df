package sellaprime.rest;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static sellaprime.rest.RestFixture.SLOW;
import static sellaprime.rest.RestFixture.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import sellaprime.grid.GridNode;

/** The event streams of jobs. */
class JobEventsTest {
  private static RestFixture rest =
      new RestFixture(new RestServer.Tuning(Duration.ofMillis(500), Duration.ofMillis(200), 3));

  @BeforeAll
  static void warmUp() {
    rest.get("/livez");
  }

  @AfterAll
  static void stop() {
    rest.close();
  }

  @Test
  void aStreamTellsEveryStateUpToTheLast() throws Exception {
    // Two workers, so the third job is queued until one of the first two is over.
    submit("a", SLOW + "11");
    submit("b", SLOW + "17");
    for (String id : List.of("a", "b")) {
      await().until(() -> state(id).equals("running"));
    }
    submit("c", SLOW + "7");
    Events events = new Events("c");
    assertThat(events.next().get("state").textValue()).isEqualTo("queued");
    rest.delete("/v1/jobs/a");
    rest.delete("/v1/jobs/b");
    JsonNode running = events.next();
    assertThat(running.get("state").textValue()).isEqualTo("running");
    assertThat(running.get("id").textValue()).isEqualTo("c");
    rest.release(SLOW + "7");
    JsonNode done = events.next();
    assertThat(done.get("state").textValue()).isEqualTo("done");
    assertThat(done.get("verdict").textValue()).isEqualTo("prime");
    events.assertEnd();
    assertThat(done).isEqualTo(json(rest.get("/v1/jobs/c")));
  }

  @Test
  void aStreamOutlivesTheIdleTimeoutAndTellsOfACancellation() throws Exception {
    submit("x", SLOW + "13");
    await().until(() -> state("x").equals("running"));
    Events events = new Events("x");
    assertThat(events.next().get("state").textValue()).isEqualTo("running");
    for (int i = 0; i < 4; i++) { // 800 ms, and connections may idle 500
      events.awaitHeartbeat();
    }
    rest.delete("/v1/jobs/x");
    assertThat(events.next().get("state").textValue()).isEqualTo("cancelled");
    events.assertEnd();
  }

  @Test
  void aJobThatIsOverHasOneEvent() throws Exception {
    rest.post("{\"number\": \"2^127-1\", \"id\": \"over\"}", "Prefer", "wait=20");
    Events events = new Events("over");
    assertThat(events.next().get("state").textValue()).isEqualTo("done");
    events.assertEnd();
  }

  @Test
  void aStreamOutlivesTheOwnerOfItsJob() throws Exception {
    GridNode other = rest.startNode();
    await().until(() -> rest.node().cluster().nodes().size() == 2);
    List<String> ids = List.of("o1", "o2", "o3", "o4");
    ids.forEach(id -> submit(id, SLOW + "19"));
    String tester = other.ignite().cluster().localNode().id().toString();
    await().until(() -> ids.stream().anyMatch(id -> owner(id).startsWith(tester)));
    String id = ids.stream().filter(i -> owner(i).startsWith(tester)).findFirst().orElseThrow();
    await().until(() -> state(id).equals("running"));
    Events events = new Events(id);
    assertThat(events.next().get("attempts").intValue()).isEqualTo(1);
    other.close();
    JsonNode job = events.next();
    while (job.get("attempts").intValue() == 1) { // its tester's row went first
      job = events.next();
    }
    rest.release(SLOW + "19");
    while (!job.get("state").textValue().equals("done")) {
      job = events.next();
    }
    events.assertEnd();
  }

  @Test
  void thereIsABoundOnStreams() throws Exception {
    submit("m", SLOW + "17");
    List<Events> streams = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      streams.add(new Events("m"));
      streams.get(i).next();
    }
    HttpResponse<String> refused = rest.get("/v1/jobs/m/events");
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    rest.delete("/v1/jobs/m");
    for (Events events : streams) {
      events.assertEnd();
    }
    await().until(() -> rest.get("/v1/jobs/m/events").statusCode() == 200);
  }

  private void submit(String id, String number) {
    String body = "{\"number\": \"" + number + "\", \"id\": \"" + id + "\"}";
    assertThat(rest.post(body).statusCode()).isEqualTo(202);
  }

  private String state(String id) {
    return json(rest.get("/v1/jobs/" + id)).get("state").textValue();
  }

  private String owner(String id) {
    return requireNonNull(rest.node().gateway().find(id)).job().owner();
  }

  /** A stream's lines, as they come. */
  private static final class Events {
    private static final String END = "END";
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    Events(String id) throws Exception {
      HttpResponse<Stream<String>> response =
          rest.client.send(
              HttpRequest.newBuilder(rest.uri("/v1/jobs/" + id + "/events"))
                  .header("Accept", "text/event-stream")
                  .build(),
              BodyHandlers.ofLines());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
      assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
      CompletableFuture.runAsync(() -> response.body().forEach(lines::add), this::start)
          .whenComplete((nothing, failure) -> lines.add(failure == null ? END : "" + failure));
    }

    private void start(Runnable reader) {
      Thread thread = new Thread(reader, "events");
      thread.setDaemon(true);
      thread.start();
    }

    private String line() throws InterruptedException {
      return requireNonNull(lines.poll(20, SECONDS), "nothing more came");
    }

    JsonNode next() throws InterruptedException {
      String line = line();
      while (line.equals(":") || line.isEmpty()) {
        line = line();
      }
      assertThat(line).isEqualTo("event: state");
      String data = line();
      assertThat(data).startsWith("data: ");
      return json(data.substring("data: ".length()));
    }

    void awaitHeartbeat() throws InterruptedException {
      String line = line();
      while (!line.equals(":")) {
        line = line();
      }
    }

    void assertEnd() throws InterruptedException {
      String line = line();
      while (!line.equals(END)) {
        assertThat(line).doesNotContain("Exception");
        line = line();
      }
    }
  }
}
