package sellaprime.grid.sale;

/**
 * What is noted in a sale of the pieces that are settled.
 *
 * @param tests candidates that they tested
 * @param failures pieces that failed
 * @param found primes that they found
 * @param secondsLeft how long the rest is expected to take; 0 if that is not known. A search has no
 *     memory: while nothing is found it stays as it was
 */
public record SaleAccount(long tests, int failures, int found, long secondsLeft) {
  /** Nothing is settled. */
  static final SaleAccount NONE = new SaleAccount(0, 0, 0, 0);

  /** Reads {@link #text} back. */
  public static SaleAccount of(String text) {
    if (text.isEmpty()) {
      return NONE;
    }
    String[] words = text.split(" ", -1);
    return new SaleAccount(
        Long.parseLong(words[0]),
        Integer.parseInt(words[1]),
        Integer.parseInt(words[2]),
        Long.parseLong(words[3]));
  }

  /** As a ledger has it. */
  String text() {
    return tests + " " + failures + " " + found + " " + secondsLeft;
  }
}
