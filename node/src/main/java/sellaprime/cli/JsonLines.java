package sellaprime.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;
import sellaprime.job.Job;

/**
 * One JSON object on one line for each event: {@code time}, {@code level}, {@code logger}, {@code
 * thread}, {@code node}, {@code message}, and where there are such {@code job}, {@code trace},
 * {@code stack} and what else was logged by name.
 *
 * <p>Everything but ASCII is escaped, so no reader, however it counts lines, finds two in one.
 */
final class JsonLines extends EncoderBase<ILoggingEvent> {
  private static final byte[] NOTHING = {};

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final Set<String> OWN =
      Set.of("time", "level", "logger", "thread", "node", "message", "stack");

  private final String node;

  JsonLines(String node) {
    this.node = node;
  }

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    try (JsonGenerator json = MAPPER.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("time", TIME.format(Instant.ofEpochMilli(event.getTimeStamp())));
      json.writeStringField("level", event.getLevel().toString());
      json.writeStringField("logger", event.getLoggerName());
      json.writeStringField("thread", event.getThreadName());
      json.writeStringField("node", node);
      json.writeStringField("message", event.getFormattedMessage());
      for (Map.Entry<String, Object> field : named(event).entrySet()) {
        write(json, field.getKey(), field.getValue());
      }
      IThrowableProxy failure = event.getThrowableProxy();
      if (failure != null) {
        json.writeStringField("stack", ThrowableProxyUtil.asString(failure));
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    line.write('\n');
    return line.toByteArray();
  }

  /** What was logged by name; the job also if it is among the arguments of the message. */
  private static Map<String, Object> named(ILoggingEvent event) {
    Map<String, Object> fields = new TreeMap<>();
    Object[] arguments = event.getArgumentArray();
    for (Object argument : arguments == null ? new Object[0] : arguments) {
      if (argument instanceof Job job) {
        fields.put("job", job.id());
      }
    }
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    for (KeyValuePair pair : pairs == null ? List.<KeyValuePair>of() : pairs) {
      if (pair.value != null && !OWN.contains(pair.key)) {
        fields.put(pair.key, pair.value);
      }
    }
    return fields;
  }

  private static void write(JsonGenerator json, String name, @Nullable Object value)
      throws IOException {
    if (value instanceof Integer || value instanceof Long) {
      json.writeNumberField(name, ((Number) value).longValue());
    } else {
      json.writeStringField(name, String.valueOf(value));
    }
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }
}
