package sellaprime.grid.batch.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value per line: an object with a field {@code number}, whose value is a string or a whole
 * number; or such a value by itself. Other fields are left aside.
 */
final class JsonLines implements LineFormat {
  private final JsonFactory factory = new JsonFactory();

  @Override
  public String number(String line) throws BadLineException {
    try (JsonParser json = factory.createParser(line)) {
      String number = value(json);
      if (json.nextToken() != null) {
        throw new BadLineException("there is something after the JSON value");
      }
      if (number == null) {
        throw new BadLineException("there is no field number");
      }
      return number;
    } catch (IOException e) {
      throw new BadLineException("this is not JSON");
    }
  }

  private static @Nullable String value(JsonParser json) throws IOException, BadLineException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      return scalar(json);
    }
    String number = null;
    for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
      JsonToken token = json.nextToken();
      if (field.equals("number")) {
        number = scalar(json);
      } else if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
        json.skipChildren();
      }
    }
    return number;
  }

  private static String scalar(JsonParser json) throws IOException, BadLineException {
    JsonToken token = json.currentToken();
    if (token != JsonToken.VALUE_STRING && token != JsonToken.VALUE_NUMBER_INT) {
      throw new BadLineException("number must be a string or a whole number");
    }
    String text = json.getText().strip();
    if (text.isEmpty() || text.indexOf('\n') >= 0) {
      throw new BadLineException("number is empty, or has a line feed in it");
    }
    return text;
  }
}
