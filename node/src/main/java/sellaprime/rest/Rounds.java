package sellaprime.rest;

import org.jspecify.annotations.Nullable;
import sellaprime.job.Question;

/** The number of random rounds that a caller asks for. */
final class Rounds {
  private static final int NONE = 0;

  private Rounds() {}

  /**
   * Reads the parameter {@code rounds}; none if it is absent.
   *
   * @throws ProblemException 400 if it is no number, or out of range
   */
  static int asked(@Nullable String text) {
    if (text == null) {
      return NONE;
    }
    try {
      return checked(Integer.parseInt(text));
    } catch (NumberFormatException e) {
      throw bad();
    }
  }

  /**
   * Checks the range.
   *
   * @throws ProblemException 400 if {@code rounds} is out of it
   */
  static int checked(int rounds) {
    if (rounds < NONE || rounds > Question.MAX_ROUNDS) {
      throw bad();
    }
    return rounds;
  }

  private static ProblemException bad() {
    return new ProblemException(
        400, "rounds must be a whole number from 0 to " + Question.MAX_ROUNDS);
  }
}
