package sellaprime.job;

/**
 * What a caller asks.
 *
 * @param number the number as its caller wrote it: decimal, hexadecimal or an expression
 * @param rounds strong tests to random bases, made besides the usual test of a probable prime;
 *     exactly so many, from 0 to {@value #MAX_ROUNDS}
 */
public record Question(String number, int rounds) {
  /** The most rounds that can be asked for. */
  public static final int MAX_ROUNDS = 1000;

  /**
   * Checks the rounds.
   *
   * @throws IllegalArgumentException if {@code rounds} is out of its range
   */
  public Question {
    if (rounds < 0 || rounds > MAX_ROUNDS) {
      throw new IllegalArgumentException("rounds must be from 0 to " + MAX_ROUNDS);
    }
  }

  /** Is {@code number} prime? By the usual test. */
  public static Question of(String number) {
    return new Question(number, 0);
  }
}
