package sellaprime.job;

/**
 * Is this number prime?
 *
 * @param number the number as its caller wrote it: decimal, hexadecimal or an expression
 * @param rounds strong tests to random bases, made besides the usual test of a probable prime;
 *     exactly so many, from 0 to {@value Question#MAX_ROUNDS}
 */
public record NumberQuestion(String number, int rounds) implements Question {
  /**
   * Checks the rounds.
   *
   * @throws IllegalArgumentException if {@code rounds} is out of its range
   */
  public NumberQuestion {
    Question.checkRounds(rounds);
  }

  @Override
  public int size() {
    return number.length();
  }

  @Override
  public String shown() {
    return number;
  }
}
