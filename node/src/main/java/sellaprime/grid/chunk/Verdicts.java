package sellaprime.grid.chunk;

import sellaprime.job.Answer;
import sellaprime.job.Ask;

/** What can come of a line: the kinds by letter, and the words that callers see. */
public final class Verdicts {
  static final char PRIME = 'P';
  static final char PROBABLE = 'Q';
  static final char COMPOSITE = 'C';
  static final char BAD = 'E';

  private Verdicts() {}

  static String name(char kind) {
    return switch (kind) {
      case PRIME -> Answer.PRIME.name();
      case PROBABLE -> Answer.PROBABLE_PRIME.name();
      case COMPOSITE -> Answer.COMPOSITE.name();
      default -> "ERROR";
    };
  }

  static String word(char kind, Ask ask) {
    boolean safe = ask == Ask.SAFE_PRIME;
    return switch (kind) {
      case PRIME -> safe ? "safe-prime" : "prime";
      case PROBABLE -> safe ? "probable-safe-prime" : "probable-prime";
      case COMPOSITE -> safe ? "not-safe-prime" : "composite";
      default -> throw new IllegalStateException("a line of kind " + kind);
    };
  }
}
