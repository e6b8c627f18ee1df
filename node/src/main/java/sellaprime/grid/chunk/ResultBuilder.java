package sellaprime.grid.chunk;

import java.util.Arrays;
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

  /** The kind of each entry. */
  private final StringBuilder kinds = new StringBuilder();

  /** How many lines have each entry. */
  private long[] counts = new long[64];

  ResultBuilder(int lines) {
    if (lines > MOST_LINES) {
      throw new IllegalArgumentException("a chunk has at most " + MOST_LINES + " lines");
    }
    codes = new char[lines];
    Arrays.fill(codes, NO_NUMBER);
  }

  /** The code of an entry; for {@link #set(int, char)}, where it is used again and again. */
  char code(char kind, String text) {
    String entry = kind + text.replace('\n', ' ');
    Character known = byEntry.get(entry);
    if (known != null) {
      return known;
    }
    char code = (char) (FIRST + byEntry.size());
    byEntry.put(entry, code);
    kinds.append(kind);
    if (kinds.length() > counts.length) {
      counts = Arrays.copyOf(counts, 2 * counts.length);
    }
    entries.append(entry).append('\n');
    return code;
  }

  void set(int index, char kind, String text) {
    set(index, code(kind, text));
  }

  void set(int index, char code) {
    codes[index] = code;
    counts[code - FIRST]++;
  }

  /** All of it, and how long it took. */
  String build(long nanos) {
    Tally tally =
        new Tally(
            codes.length,
            count(Verdicts.PRIME),
            count(Verdicts.PROBABLE),
            count(Verdicts.COMPOSITE),
            count(Verdicts.BAD),
            0);
    return text(tally, nanos);
  }

  /** All of it, where each line that was set is a number without an answer. */
  String buildUnanswered() {
    return text(new Tally(codes.length, 0, 0, 0, 0, count(Verdicts.BAD)), 0);
  }

  private long count(char kind) {
    long sum = 0;
    for (int i = 0; i < kinds.length(); i++) {
      sum += kinds.charAt(i) == kind ? counts[i] : 0;
    }
    return sum;
  }

  private String text(Tally tally, long nanos) {
    return tally.text() + ' ' + nanos + '\n' + entries + '\n' + String.valueOf(codes);
  }
}
