package sellaprime.job;

/**
 * Is this number prime?
 *
 * @param number the number as its caller wrote it: decimal, hexadecimal or an expression
 * @param rounds strong tests to random bases, made besides the usual test of a probable prime;
 *     exactly so many, from 0 to {@value Question#MAX_ROUNDS}
 * @param fresh whether it is to be tested even if the answer is known already
 */
public record NumberQuestion(String number, int rounds, boolean fresh) implements Question {
  /**
   * Checks the rounds.
   *
   * @throws IllegalArgumentException if {@code rounds} is out of its range
   */
  public NumberQuestion {
    Question.checkRounds(rounds);
  }

  /** The same question, without a wish for a fresh answer. */
  public NumberQuestion plain() {
    return fresh ? new NumberQuestion(number, rounds, false) : this;
  }

  @Override
  public boolean isSameAs(Question other) {
    return other instanceof NumberQuestion asked && plain().equals(asked.plain());
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
