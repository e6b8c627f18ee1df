package sellaprime.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The header {@code traceparent}: read, echoed, logged. */
class TraceTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SAMPLED = "00-" + TRACE + "-00f067aa0ba902b7-01";
  private static final String UNSAMPLED = "00-" + TRACE + "-00f067aa0ba902b7-00";

  private static RestFixture rest;

  private static final class Lines extends AppenderBase<ILoggingEvent> {
    final List<ILoggingEvent> all = new CopyOnWriteArrayList<>();

    @Override
    protected void append(ILoggingEvent event) {
      all.add(event);
    }
  }

  private final Logger log = (Logger) LoggerFactory.getLogger(RequestLog.class);
  private final Lines lines = new Lines();

  @BeforeAll
  static void startNode() {
    rest = new RestFixture();
  }

  @AfterAll
  static void stopNode() {
    rest.close();
  }

  @BeforeEach
  void listen() {
    log.setLevel(Level.INFO);
    lines.start();
    log.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    log.detachAppender(lines);
    log.setLevel(null);
  }

  private static HttpResponse<String> get(String path, String... traceParents) {
    HttpRequest.Builder request = HttpRequest.newBuilder(rest.uri(path));
    for (String one : traceParents) {
      request.header("traceparent", one);
    }
    return rest.send(request);
  }

  private ILoggingEvent line(String beginning) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                lines.all.stream()
                    .anyMatch(one -> one.getFormattedMessage().startsWith(beginning)));
    return lines.all.stream()
        .filter(one -> one.getFormattedMessage().startsWith(beginning))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, Object> fields(ILoggingEvent event) {
    Map<String, Object> fields = new TreeMap<>();
    event.getKeyValuePairs().forEach(pair -> fields.put(pair.key, pair.value));
    return fields;
  }

  @ParameterizedTest
  @ValueSource(strings = {"/livez", "/v1/jobs/nobody", "/nothing", "/v1/primality/x", "/metrics"})
  void everyAnswerEchoesIt(String path) {
    assertThat(get(path, SAMPLED).headers().allValues("traceparent")).containsExactly(SAMPLED);
    assertThat(get(path).headers().allValues("traceparent")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-x",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "0g-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01x",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01, 00-x",
      })
  void whatIsNotOneIsIgnored(String header) {
    assertThat(TraceParent.parse(header)).isNull();
    HttpResponse<String> answer = get("/livez", header);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().allValues("traceparent")).isEmpty();
  }

  @Test
  void twoAreNone() {
    assertThat(get("/livez", SAMPLED, UNSAMPLED).headers().allValues("traceparent")).isEmpty();
  }

  @Test
  void aLaterVersionMayHaveMore() {
    String later = "cc-" + TRACE + "-00f067aa0ba902b7-01-what-comes.then";
    assertThat(TraceParent.parse(later)).isEqualTo(new TraceParent(later, TRACE, true));
    assertThat(TraceParent.parse(later + "x".repeat(600))).isNull();
    assertThat(TraceParent.parse(later + " \n")).isNull();
  }

  @Test
  void acceptanceAndEndAreLoggedWithJobAndTrace() {
    assertThat(
            rest.post(
                    "{\"number\": \"2^89-1\", \"id\": \"traced\"}",
                    "traceparent",
                    SAMPLED,
                    "Prefer",
                    "wait=60")
                .statusCode())
        .isEqualTo(200);
    ILoggingEvent accepted = line("Accepted job traced");
    assertThat(accepted.getFormattedMessage()).endsWith("of trace " + TRACE);
    assertThat(fields(accepted)).containsEntry("job", "traced").containsEntry("trace", TRACE);
    ILoggingEvent ended = line("Answered POST /v1/jobs with 200");
    assertThat(ended.getLevel()).isEqualTo(Level.INFO);
    assertThat(fields(ended))
        .containsEntry("job", "traced")
        .containsEntry("trace", TRACE)
        .containsEntry("status", 200)
        .containsKey("millis");
  }

  @Test
  void aRefusalIsLoggedWithTheIdThatWasAskedFor() {
    rest.post("{\"number\": \"2^89-1\", \"id\": \"taken\"}");
    assertThat(
            rest.post("{\"number\": \"7\", \"id\": \"taken\"}", "traceparent", SAMPLED)
                .statusCode())
        .isEqualTo(409);
    ILoggingEvent refused = line("Refused POST /v1/jobs with 409");
    assertThat(fields(refused)).containsEntry("job", "taken").containsEntry("trace", TRACE);
  }

  @Test
  void withoutARecordingCallerNothingIsLogged() {
    get("/readyz", UNSAMPLED); // which no other test here asks for
    get("/readyz");
    get("/v1/cluster", SAMPLED);
    line("Answered GET /v1/cluster");
    assertThat(lines.all).noneMatch(one -> one.getFormattedMessage().contains("/readyz"));
  }
}
