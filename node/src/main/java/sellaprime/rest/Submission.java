package sellaprime.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import sellaprime.job.NumberQuestion;

/**
 * The body of {@code POST /v1/jobs}.
 *
 * @param question what is asked
 * @param id the caller's own id, or null for a random one
 */
record Submission(NumberQuestion question, @Nullable String id) {

  /**
   * Reads a submission, strictly: nothing missing, nothing unknown, nothing twice, nothing after.
   *
   * @throws ProblemException 400 if it is not one
   */
  static Submission read(InputStream body) throws IOException {
    try (JsonParser json = Json.MAPPER.createParser(body)) {
      return read(json);
    } catch (JsonProcessingException e) {
      throw bad("the body is not JSON: " + e.getOriginalMessage());
    } catch (CharConversionException e) {
      throw bad("the body is not UTF-8");
    }
  }

  private static Submission read(JsonParser json) throws IOException {
    JsonToken first = json.nextToken();
    if (first != JsonToken.START_OBJECT) {
      throw bad(
          (first == null ? "the body is empty" : "the body is no JSON object")
              + "; send"
              + " {\"number\": \"2^127-1\"}");
    }
    String number = null;
    String id = null;
    int rounds = 0;
    boolean fresh = false;
    for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
      switch (field) {
        case "number" -> number = string(json, field);
        case "id" -> id = string(json, field);
        case "rounds" -> rounds = rounds(json);
        case "fresh" -> fresh = truth(json, field);
        default ->
            throw bad(
                "the field "
                    + shortened(field)
                    + " is unknown; known are number, id, rounds and fresh");
      }
    }
    if (json.nextToken() != null) {
      throw bad("there is something after the JSON object");
    }
    if (number == null) {
      throw bad("the field number is missing");
    }
    return new Submission(new NumberQuestion(number, rounds, fresh), id);
  }

  private static String string(JsonParser json, String field) throws IOException {
    if (json.nextToken() != JsonToken.VALUE_STRING) {
      throw bad(field + " must be a JSON string" + (field.equals("id") ? ", or absent" : ""));
    }
    return json.getText();
  }

  private static int rounds(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.VALUE_NUMBER_INT) {
      throw bad("rounds must be a whole number without quotes, or absent");
    }
    return Rounds.asked(json.getText());
  }

  private static boolean truth(JsonParser json, String field) throws IOException {
    JsonToken token = json.nextToken();
    if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
      throw bad(field + " must be true or false, without quotes, or absent");
    }
    return token == JsonToken.VALUE_TRUE;
  }

  private static String shortened(String field) {
    return field.length() > 40 ? field.substring(0, 40) + "..." : field;
  }

  private static ProblemException bad(String detail) {
    return new ProblemException(400, detail);
  }
}
