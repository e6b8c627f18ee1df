package sellaprime.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What somebody else wrote makes no line of its own in the log. */
class LogsTest {
  private static final String FORGED =
      "x\r\n2026-01-01T00:00:00.000Z INFO  [main] Audit - all is well";

  private final LoggerContext context = new LoggerContext();

  private String line(@Nullable Throwable failure, String message, Object... arguments) {
    LoggingEvent event =
        new LoggingEvent(
            "fqcn", context.getLogger("sellaprime.Test"), Level.INFO, message, failure, arguments);
    String text = new String(Logs.encoder(context).encode(event), UTF_8);
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

  @Test
  void anExceptionIsInTheSameLine() {
    assertThat(line(new IllegalStateException(FORGED), "failed"))
        .contains("Test - failed | java.lang.IllegalStateException: x | 2026")
        .contains(" | at sellaprime.cli.LogsTest")
        .doesNotEndWith("| ");
  }
}
