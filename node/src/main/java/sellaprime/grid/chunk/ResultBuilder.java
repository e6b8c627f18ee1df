package sellaprime.grid.chunk;

import java.util.HashMap;
import java.util.Map;

/**
 * Gathers what came of the lines of a chunk, each by its index, and writes it down; see {@link
 * ChunkResult}.
 */
final class ResultBuilder {
  /** Codes of the lines: a space for one without a number, then the entries in their order. */
  static final char NO_NUMBER = ' ';

  /** The code of the first entry. All codes are below the surrogates, which are no characters. */
  static final char FIRST = '!';

  /** Lines that a chunk can have at most, since each may have an entry of its own. */
  static final int MOST_LINES = 0xD000;

  private final char[] codes;
  private final Map<String, Character> byEntry = new HashMap<>();
  private final StringBuilder entries = new StringBuilder();
  private long primes;
  private long probablePrimes;
  private long composites;
  private long bad;

  ResultBuilder(int lines) {
    if (lines > MOST_LINES) {
      throw new IllegalArgumentException("a chunk has at most " + MOST_LINES + " lines");
    }
    codes = new char[lines];
    java.util.Arrays.fill(codes, NO_NUMBER);
  }

  /** The code of an entry; for {@link #set(int, char, char)}, where it is used again and again. */
  char code(char kind, String text) {
    String entry = kind + text.replace('\n', ' ');
    Character known = byEntry.get(entry);
    if (known != null) {
      return known;
    }
    char code = (char) (FIRST + byEntry.size());
    byEntry.put(entry, code);
    entries.append(entry).append('\n');
    return code;
  }

  void set(int index, char kind, String text) {
    set(index, kind, code(kind, text));
  }

  void set(int index, char kind, char code) {
    codes[index] = code;
    switch (kind) {
      case Verdicts.PRIME -> primes++;
      case Verdicts.PROBABLE -> probablePrimes++;
      case Verdicts.COMPOSITE -> composites++;
      default -> bad++;
    }
  }

  /** All of it, and how long it took. */
  String build(long nanos) {
    Tally tally = new Tally(codes.length, primes, probablePrimes, composites, bad, 0);
    return tally.text() + ' ' + nanos + '\n' + entries + '\n' + String.valueOf(codes);
  }
}
