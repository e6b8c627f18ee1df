package sellaprime.grid.chunk;

import java.util.Arrays;
import java.util.StringJoiner;

/**
 * How many lines of each kind.
 *
 * @param lines all of them, those without a number included
 * @param primes proved
 * @param probablePrimes not proved
 * @param composites certain
 * @param bad lines that are no numbers
 * @param unanswered numbers of chunks that failed
 */
public record Tally(
    long lines, long primes, long probablePrimes, long composites, long bad, long unanswered) {
  /** Nothing. */
  public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0);

  /** Both together. */
  public Tally plus(Tally other) {
    return new Tally(
        lines + other.lines,
        primes + other.primes,
        probablePrimes + other.probablePrimes,
        composites + other.composites,
        bad + other.bad,
        unanswered + other.unanswered);
  }

  /** Proved or not. */
  public long allPrimes() {
    return primes + probablePrimes;
  }

  /** Six numbers with spaces between. */
  public String text() {
    StringJoiner text = new StringJoiner(" ");
    for (long count : new long[] {lines, primes, probablePrimes, composites, bad, unanswered}) {
      text.add(Long.toString(count));
    }
    return text.toString();
  }

  /**
   * Reads {@link #text}; what follows the six numbers is not looked at. Of nothing, nothing.
   *
   * @throws NumberFormatException if it is not one
   */
  public static Tally of(String text) {
    if (text.isEmpty()) {
      return NONE;
    }
    String[] words = text.split(" ", 7);
    if (words.length < 6) {
      throw new NumberFormatException("not a tally: " + text);
    }
    long[] counts = Arrays.stream(words).limit(6).mapToLong(Long::parseLong).toArray();
    return new Tally(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]);
  }
}
