package sellaprime.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static sellaprime.rest.RestFixture.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sellaprime.grid.batch.Block;
import sellaprime.grid.chunk.PackedLines;
import sellaprime.grid.chunk.Renderer;
import sellaprime.grid.chunk.Style;

/** Feeding, reading and ending batches. */
@Timeout(120)
class BatchesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static RestFixture rest;

  @BeforeAll
  static void start() {
    rest =
        new RestFixture(
            new RestServer.Tuning(
                Duration.ofSeconds(30), Duration.ofSeconds(10), JobEvents.MAX_STREAMS, PATIENCE));
    rest.get("/livez");
  }

  @AfterAll
  static void stop() {
    rest.close();
  }

  private static HttpResponse<String> feed(String query, String lines) {
    return rest.send(
        HttpRequest.newBuilder(rest.uri("/v1/batches" + query))
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString(lines)));
  }

  private static String results(String path, String accept) {
    HttpResponse<String> response =
        rest.send(HttpRequest.newBuilder(rest.uri(path)).header("Accept", accept));
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }

  private static JsonNode awaitEnd(String id) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !json(rest.get("/v1/batches/" + id)).path("state").asText().equals("running"));
    return json(rest.get("/v1/batches/" + id));
  }

  @Test
  void aBatchIsFedAndItsResultsAreRead() {
    HttpResponse<String> fed = feed("?id=plain", "97\n\nfoo\n18446744073709551557\n2^127-1\n");
    assertThat(fed.statusCode()).as(fed.body()).isEqualTo(202);
    assertThat(fed.headers().firstValue("Location")).contains("/v1/batches/plain");
    assertThat(json(fed).path("fed").asInt()).isEqualTo(5);
    assertThat(json(fed).path("complete").asBoolean()).isTrue();
    String[] lines = results("/v1/batches/plain/results", "*/*").split("\n", -1);
    assertThat(json(lines[0]).path("verdict").asText()).isEqualTo("prime");
    assertThat(json(lines[1]).path("line").asInt()).isEqualTo(3);
    assertThat(json(lines[1]).path("error").asText()).contains("'f' does not belong here");
    assertThat(lines).hasSize(5);
    assertThat(results("/v1/batches/plain/results?from=5", "text/plain"))
        .isEqualTo("2^127-1: prime (Lucas-Lehmer)\n");
    assertThat(results("/v1/batches/plain/results?from=5&framed=true", "text/plain"))
        .isEqualTo("# 5 30\n2^127-1: prime (Lucas-Lehmer)\n");
    JsonNode end = awaitEnd("plain");
    assertThat(end.path("state").asText()).isEqualTo("done");
    assertThat(end.path("done").asInt()).isEqualTo(5);
    assertThat(end.path("primes").asInt()).isEqualTo(3);
    assertThat(end.path("errors").asInt()).isEqualTo(1);
  }

  @Test
  void aBodyLongerThanAnyOther() {
    String line = "18446744073709551557\n";
    int count = 100_000; // 2 MB
    assertThat(feed("?id=long", line.repeat(count)).statusCode()).isEqualTo(202);
    String told = "18446744073709551557: prime (Baillie-PSW, proved below 2^64)\n";
    assertThat(results("/v1/batches/long/results", "text/plain")).isEqualTo(told.repeat(count));
  }

  @Test
  void linesAndResultsAsNodesKeepThem() throws IOException {
    PackedLines lines = new PackedLines();
    List.of("97", "", "007", "foo\"", "18446744073709551615", "2^127-1").forEach(lines::add);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(rest.uri("/v1/batches?id=packed"))
            .header("Content-Type", BatchMedia.LINES_TYPE)
            .POST(BodyPublishers.ofByteArray(lines.packed().array()));
    HttpResponse<String> fed = rest.send(request);
    assertThat(fed.statusCode()).as(fed.body()).isEqualTo(202);
    assertThat(json(fed).path("fed").asInt()).isEqualTo(6);
    for (Style style : List.of(Style.JSON, Style.TEXT)) {
      String type = style == Style.JSON ? BatchMedia.NDJSON_TYPE : "text/plain";
      assertThat(rendered("/v1/batches/packed/results?from=3", style))
          .isEqualTo(results("/v1/batches/packed/results?from=3", type))
          .hasLineCount(4);
    }
  }

  private static String rendered(String path, Style style) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(rest.uri(path)).header("Accept", BatchMedia.RESULTS_TYPE).build();
    Renderer renderer = new Renderer(style);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (DataInputStream in =
        new DataInputStream(
            HttpClient.newHttpClient()
                .sendAsync(request, HttpResponse.BodyHandlers.ofInputStream())
                .join()
                .body())) {
      for (@Nullable Block block = Block.read(in); block != null; block = Block.read(in)) {
        all.write(block.rendered(renderer));
      }
    }
    return all.toString(UTF_8);
  }

  @Test
  void linesThatArePackedWronglyAreRefused() {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(rest.uri("/v1/batches?id=garbled"))
            .header("Content-Type", BatchMedia.LINES_TYPE)
            .POST(BodyPublishers.ofByteArray(new byte[] {1, 97, 77}));
    assertThat(rest.send(request).statusCode()).isEqualTo(400);
  }

  @Test
  void itCanBeFedInPiecesAndAgain() {
    assertThat(feed("?id=pieces&more=true", "3\n4\n").statusCode()).isEqualTo(202);
    assertThat(feed("?id=pieces&more=true&from=3", "5\n").statusCode()).isEqualTo(202);
    assertThat(feed("?id=pieces&from=9", "5\n").statusCode()).isEqualTo(409);
    assertThat(feed("?id=pieces&rounds=3", "5\n").statusCode()).isEqualTo(409);
    assertThat(json(feed("?id=pieces", "3\n4\n5\n6\n")).path("fed").asInt()).isEqualTo(4);
    assertThat(results("/v1/batches/pieces/results", "text/plain").lines()).hasSize(4);
  }

  @Test
  void whatIsTakenIsGone() {
    feed("?id=taken&more=true", "3\n4\n");
    assertThat(rest.get("/v1/batches/nobody/results").statusCode()).isEqualTo(404);
    assertThat(rest.delete("/v1/batches/taken/results").statusCode()).isEqualTo(400);
    assertThat(rest.delete("/v1/batches/taken/results?through=2").statusCode()).isEqualTo(200);
    await().atMost(Duration.ofSeconds(60)).until(() -> !rest.node().jobs().has("taken~0"));
    assertThat(rest.get("/v1/batches/taken/results?from=1").statusCode()).isEqualTo(410);
  }

  @Test
  void whatIsTakenAfterTheEndIsGoneWhenThatIsAnswered() {
    feed("?id=over&more=true", "3\n4\n");
    feed("?id=over&from=3", "5\n");
    awaitEnd("over");
    assertThat(rest.delete("/v1/batches/over/results?through=2").statusCode()).isEqualTo(200);
    assertThat(rest.get("/v1/batches/over/results?from=1").statusCode()).isEqualTo(410);
    assertThat(results("/v1/batches/over/results?from=3", "*/*").lines()).hasSize(1);
    JsonNode all = json(rest.delete("/v1/batches/over/results?through=3"));
    assertThat(rest.get("/v1/batches/over/results?from=3").statusCode()).isEqualTo(410);
    assertThat(all.path("done").asInt()).isEqualTo(3);
    assertThat(all.path("taken").asInt()).isEqualTo(3);
    assertThat(rest.node().jobs().has("over~0") || rest.node().jobs().has("over~1")).isFalse();
  }

  @Test
  void readersThatCloseTheirConnectionMakeRoomForOthers() throws IOException {
    feed("?id=waits&more=true", "3\n");
    String head = "GET /v1/batches/waits/results?from=2 HTTP/1.1\r\nHost: h\r\n\r\n";
    List<Socket> readers = new ArrayList<>();
    try {
      for (int i = 0; i < BatchStreams.MOST_READERS; i++) {
        readers.add(rest.socket());
        assertThat(answer(readers.get(i), head)).isEqualTo("HTTP/1.1 200");
      }
      try (Socket tooMany = rest.socket()) {
        assertThat(answer(tooMany, head)).isEqualTo("HTTP/1.1 503");
      }
      readers.remove(0).close();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                try (Socket next = rest.socket()) {
                  return answer(next, head).equals("HTTP/1.1 200");
                }
              });
      // The others read on.
      feed("?id=waits&from=2", "5\n");
      for (Socket reader : readers) {
        String all = new String(reader.getInputStream().readAllBytes(), UTF_8);
        assertThat(all).contains("\"verdict\":\"prime\"").endsWith("0\r\n\r\n");
      }
    } finally {
      for (Socket reader : readers) {
        reader.close();
      }
    }
  }

  private static String answer(Socket socket, String request) throws IOException {
    socket.getOutputStream().write(request.getBytes(UTF_8));
    return new String(socket.getInputStream().readNBytes(12), UTF_8);
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThat(feed("?until-prime=0", "3\n").statusCode()).isEqualTo(400);
    assertThat(feed("?ask=what", "3\n").statusCode()).isEqualTo(400);
    assertThat(feed("?strict=maybe", "3\n").statusCode()).isEqualTo(400);
    assertThat(feed("?rounds=-1", "3\n").statusCode()).isEqualTo(400);
    assertThat(feed("?id=a%20b", "3\n").statusCode()).isEqualTo(422);
    assertThat(rest.get("/v1/batches/nobody").statusCode()).isEqualTo(404);
    assertThat(rest.delete("/v1/batches/nobody").statusCode()).isEqualTo(404);
    assertThat(rest.get("/v1/batches").statusCode()).isEqualTo(405);
  }

  @Test
  void aCancelledBatchTakesNoMoreLines() {
    feed("?id=cancelled&more=true", "3\n");
    JsonNode cancelled = json(rest.delete("/v1/batches/cancelled"));
    assertThat(cancelled.path("state").asText()).isEqualTo("cancelled");
    assertThat(feed("?id=cancelled&from=2", "5\n").statusCode()).isEqualTo(409);
  }

  @Test
  void whoWatchesARunningBatchHearsHowFastItGoesAndWhatIsLeft() throws Exception {
    int count = 5_000;
    feed("?id=watched&more=true", "97\n".repeat(count));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> json(rest.get("/v1/batches/watched")).path("done").asInt() == count);
    // Takes minutes, unless the batch is cancelled.
    feed("?id=watched&more=true&from=" + (count + 1), "2^216091-1\n");
    HttpResponse<Stream<String>> events =
        rest.client.send(
            HttpRequest.newBuilder(rest.uri("/v1/batches/watched/events"))
                .header("Accept", "text/event-stream")
                .build(),
            HttpResponse.BodyHandlers.ofLines());
    try (Stream<String> lines = events.body()) {
      Iterator<String> line = lines.iterator();
      assertThat(line.next()).isEqualTo("event: progress");
      JsonNode running = json(line.next().substring("data: ".length()));
      assertThat(running.path("state").asText()).isEqualTo("running");
      assertThat(running.path("done").asInt()).isEqualTo(count);
      assertThat(running.path("left").asInt()).isOne();
      assertThat(running.path("linesPerSecond").asInt()).isBetween(1, count);
      assertThat(running.path("secondsLeft").asInt()).isOne();

      rest.delete("/v1/batches/watched");
      JsonNode last = running;
      while (line.hasNext()) {
        String next = line.next();
        last = next.startsWith("data: ") ? json(next.substring("data: ".length())) : last;
      }
      assertThat(last.path("state").asText()).isEqualTo("cancelled");
      assertThat(last.has("linesPerSecond")).isFalse();
    }
  }

  @Test
  void whoDripsIsGivenUpAndWhatWasFedStays() throws IOException {
    try (Socket socket = rest.socket()) {
      String head = "POST /v1/batches?id=drip HTTP/1.1\r\nHost: h\r\n";
      String firstLine = "Transfer-Encoding: chunked\r\n\r\n2\r\n3\n\r\n";
      socket.getOutputStream().write((head + firstLine).getBytes(UTF_8));
      String answer = new String(socket.getInputStream().readNBytes(12), UTF_8);
      assertThat(answer).isEqualTo("HTTP/1.1 408");
    }
    assertThat(json(rest.get("/v1/batches/drip")).path("fed").asInt()).isEqualTo(1);
    assertThat(json(rest.get("/v1/batches/drip")).path("complete").asBoolean()).isFalse();
  }
}
