package sellaprime.job;

/**
 * A piece of a search for primes. It may end with fewer than wanted, or none. Its answer, a {@link
 * FoundPrimes}, is a pure function of it, like that of every question: whoever repeats it finds the
 * same.
 *
 * @param spec what the primes have to be like
 * @param seed where all its random numbers come from, in hexadecimal; different for each piece
 * @param tests after how many tests it is given up
 * @param count how many primes are enough, from 1
 */
public record SearchQuestion(PrimeSpec spec, String seed, long tests, int count)
    implements Question {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is below 1
   */
  public SearchQuestion {
    if (tests < 1 || count < 1) {
      throw new IllegalArgumentException("a search makes tests, and wants primes");
    }
  }

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
