package sellaprime.job;

/**
 * A piece of a search for a prime. It may end without one. Its answer is a pure function of it,
 * like that of every question: whoever repeats it finds the same.
 *
 * @param spec what the prime has to be like
 * @param seed where all its random numbers come from, in hexadecimal; different for each piece
 * @param tests after how many tests it is given up
 */
public record SearchQuestion(PrimeSpec spec, String seed, long tests) implements Question {
  @Override
  public boolean isPart() {
    return true;
  }

  @Override
  public int size() {
    return seed.length();
  }

  @Override
  public String shown() {
    return "a search for " + spec.shown();
  }
}
