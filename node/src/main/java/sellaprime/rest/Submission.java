package sellaprime.rest;

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

  /** The fields as they come. */
  private static final class Builder implements StrictJson.Fields {
    private @Nullable String number;
    private @Nullable String id;
    private int rounds;
    private boolean fresh;

    @Override
    public boolean take(String name, StrictJson value) throws IOException {
      switch (name) {
        case "number" -> number = value.string(name, "");
        case "id" -> id = value.string(name, ", or absent");
        case "rounds" -> rounds = Rounds.asked(value.integer(name, ", or absent"));
        case "fresh" -> fresh = value.bool(name);
        default -> {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * Reads a submission, strictly: nothing missing, nothing unknown, nothing twice, nothing after.
   *
   * @throws ProblemException 400 if it is not one
   */
  static Submission read(InputStream body) throws IOException {
    Builder builder = new Builder();
    StrictJson.read(body, "{\"number\": \"2^127-1\"}", "number, id, rounds and fresh", builder);
    String number = builder.number;
    if (number == null) {
      throw StrictJson.bad("the field number is missing");
    }
    return new Submission(new NumberQuestion(number, builder.rounds, builder.fresh), builder.id);
  }
}
