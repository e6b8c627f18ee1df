package sellaprime.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a body that is one JSON object, strictly: nothing unknown, nothing twice, nothing after.
 */
final class StrictJson {
  private final JsonParser json;

  private StrictJson(JsonParser json) {
    this.json = json;
  }

  /** Takes the value of each field in turn. */
  interface Fields {
    /** Returns false if it knows no field of this name. */
    boolean take(String name, StrictJson value) throws IOException;
  }

  /**
   * Reads an object.
   *
   * @param example of a body, for who sent something else
   * @param known the fields' names, for who sent another one
   * @throws ProblemException 400 if it is not one
   */
  static void read(InputStream body, String example, String known, Fields fields)
      throws IOException {
    try (JsonParser json = Json.MAPPER.createParser(body)) {
      new StrictJson(json).read(example, known, fields);
    } catch (JsonProcessingException e) {
      throw bad("the body is not JSON: " + e.getOriginalMessage());
    } catch (CharConversionException e) {
      throw bad("the body is not UTF-8");
    }
  }

  private void read(String example, String known, Fields fields) throws IOException {
    JsonToken first = json.nextToken();
    if (first != JsonToken.START_OBJECT) {
      throw bad(
          (first == null ? "the body is empty" : "the body is no JSON object")
              + "; send "
              + example);
    }
    for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
      if (!fields.take(field, this)) {
        throw bad("the field " + shortened(field) + " is unknown; known are " + known);
      }
    }
    if (json.nextToken() != null) {
      throw bad("there is something after the JSON object");
    }
  }

  /** The field's value, a string; {@code hint} goes on where the message ends. */
  String string(String field, String hint) throws IOException {
    if (json.nextToken() != JsonToken.VALUE_STRING) {
      throw bad(field + " must be a JSON string" + hint);
    }
    return json.getText();
  }

  /** The text of the field's value, a whole number. */
  String integer(String field, String hint) throws IOException {
    if (json.nextToken() != JsonToken.VALUE_NUMBER_INT) {
      throw bad(field + " must be a whole number without quotes" + hint);
    }
    return json.getText();
  }

  /** The field's value, a whole number from 1. */
  int positive(String field, String hint) throws IOException {
    try {
      int value = Integer.parseInt(integer(field, hint));
      if (value > 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw bad(field + " must be a whole number from 1 to " + Integer.MAX_VALUE);
  }

  /** The field's value, true or false. */
  boolean bool(String field) throws IOException {
    JsonToken token = json.nextToken();
    if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
      throw bad(field + " must be true or false, or absent");
    }
    return token == JsonToken.VALUE_TRUE;
  }

  private static String shortened(String field) {
    return field.length() > 40 ? field.substring(0, 40) + "..." : field;
  }

  static ProblemException bad(String detail) {
    return new ProblemException(400, detail);
  }
}
