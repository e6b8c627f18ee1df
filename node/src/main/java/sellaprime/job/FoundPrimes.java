package sellaprime.job;

import java.util.ArrayList;
import java.util.List;

/**
 * What a search, or a whole sale, came to; the {@link Outcome#result} of both.
 *
 * @param tests how many candidates were tested
 * @param primes what was found, perhaps nothing
 */
public record FoundPrimes(long tests, List<FoundPrime> primes) {
  private static final String SEPARATOR = "\t";

  /** Keeps a copy of the list. */
  public FoundPrimes {
    primes = List.copyOf(primes);
  }

  /** As text: the tests on the first line, then a line for each prime. */
  public String text() {
    StringBuilder text = new StringBuilder().append(tests);
    for (FoundPrime found : primes) {
      text.append('\n')
          .append(found.answer().name())
          .append(SEPARATOR)
          .append(found.prime())
          .append(SEPARATOR)
          .append(found.method());
    }
    return text.toString();
  }

  /**
   * Reads {@link #text} back.
   *
   * @throws IllegalArgumentException if it is not of that form
   */
  public static FoundPrimes parse(String text) {
    String[] lines = text.split("\n", -1);
    List<FoundPrime> primes = new ArrayList<>(lines.length - 1);
    for (int i = 1; i < lines.length; i++) {
      String[] fields = lines[i].split(SEPARATOR, 3);
      if (fields.length != 3) {
        throw new IllegalArgumentException("not a found prime: " + lines[i]);
      }
      primes.add(new FoundPrime(fields[1], Answer.valueOf(fields[0]), fields[2]));
    }
    return new FoundPrimes(Long.parseLong(lines[0]), primes);
  }
}
