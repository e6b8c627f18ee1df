package sellaprime.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;
import sellaprime.testkit.Samples;

/** What somebody else wrote makes no line of its own in the log. */
class LogsTest {
  private static final String FORGED =
      "x\r\n2026-01-01T00:00:00.000Z INFO  [main] Audit - all is well";

  private final LoggerContext context = new LoggerContext();

  private String line(@Nullable Throwable failure, String message, Object... arguments) {
    LoggingEvent event =
        new LoggingEvent(
            "fqcn", context.getLogger("sellaprime.Test"), Level.INFO, message, failure, arguments);
    String text = new String(Logs.encoder(context, "n", Logs.Format.TEXT).encode(event), UTF_8);
    assertThat(text).endsWith("\n");
    String line = text.substring(0, text.length() - 1);
    assertThat(line).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
    return line;
  }

  @Test
  void aMessageIsOneLine() {
    assertThat(line(null, "asked for {}", FORGED))
        .endsWith("Test - asked for x | 2026-01-01T00:00:00.000Z INFO  [main] Audit - all is well");
    assertThat(line(null, "plain")).endsWith("Test - plain");
    assertThat(line(null, "to a terminal: {}", "\u001b[2J\u2028\u0085\u202e.")).endsWith("[2J | .");
  }

  private JsonNode json(LoggingEvent event) throws IOException {
    byte[] bytes = Logs.encoder(context, "n\"1", Logs.Format.JSON).encode(event);
    String text = new String(bytes, UTF_8);
    assertThat(text).endsWith("\n");
    assertThat(text.substring(0, text.length() - 1)).matches("[\\x20-\\x7e]*");
    return new JsonMapper().readTree(text);
  }

  private LoggingEvent event(@Nullable Throwable failure, String message, Object... arguments) {
    return new LoggingEvent(
        "fqcn", context.getLogger("sellaprime.Test"), Level.INFO, message, failure, arguments);
  }

  @Test
  void inJsonAnEventIsOneObjectOnOneLine() throws IOException {
    JsonNode line = json(event(null, "asked for {}", FORGED));
    assertThat(line.get("message").textValue()).isEqualTo("asked for " + FORGED);
    assertThat(line.get("time").textValue())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    assertThat(line.get("level").textValue()).isEqualTo("INFO");
    assertThat(line.get("logger").textValue()).isEqualTo("sellaprime.Test");
    assertThat(line.get("thread").textValue()).isEqualTo(Thread.currentThread().getName());
    assertThat(line.get("node").textValue()).isEqualTo("n\"1");
    assertThat(line.has("stack")).isFalse();
    assertThat(line.has("job")).isFalse();
  }

  @Test
  void inJsonNothingNastyGetsOut() throws IOException {
    String nasty = "\r\n\u0085\u2028\u2029\u202e\u001b[2J\"}{\"level\":\"ERROR\\\u0000\ud800\uffff";
    LoggingEvent event = event(new IllegalStateException(nasty), "{}", nasty);
    event.addKeyValuePair(new KeyValuePair("job", nasty));
    event.addKeyValuePair(new KeyValuePair("level", "ERROR"));
    event.addKeyValuePair(new KeyValuePair("a\n\"b", nasty));
    JsonNode line = json(event);
    assertThat(line.get("message").textValue()).isEqualTo(nasty);
    assertThat(line.get("job").textValue()).isEqualTo(nasty);
    assertThat(line.get("level").textValue()).isEqualTo("INFO");
    assertThat(line.get("a\n\"b").textValue()).isEqualTo(nasty);
    assertThat(line.get("stack").textValue())
        .startsWith("java.lang.IllegalStateException: " + nasty)
        .contains("at sellaprime.cli.LogsTest");
  }

  @Test
  void inJsonTheJobIsAField() throws IOException {
    JsonNode line = json(event(null, "{} threw", Samples.job("j-1", "a#1")));
    assertThat(line.get("job").textValue()).isEqualTo("j-1");
  }

  @Test
  void anExceptionIsInTheSameLine() {
    assertThat(line(new IllegalStateException(FORGED), "failed"))
        .contains("Test - failed | java.lang.IllegalStateException: x | 2026")
        .contains(" | at sellaprime.cli.LogsTest")
        .doesNotEndWith("| ");
  }
}
