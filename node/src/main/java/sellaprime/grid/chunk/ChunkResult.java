package sellaprime.grid.chunk;

import java.util.ArrayList;
import java.util.List;
import sellaprime.job.ChunkQuestion;

/**
 * What came of a chunk, as its job's outcome has it. On the first line the {@link Tally}, and how
 * many nanoseconds it took; then each verdict that occurs, as a letter for its kind and its method
 * or message; an empty line; and for each line of the chunk one character that tells which verdict
 * it is. So a number takes little more than a byte, whatever there is to say of it.
 */
public final class ChunkResult {
  /** What an unreadable or unanswered line is told as. */
  record Entry(char kind, String text) {}

  private final Tally tally;
  private final List<Entry> entries;
  private final String text;
  private final int codesFrom;

  private ChunkResult(Tally tally, List<Entry> entries, String text, int codesFrom) {
    this.tally = tally;
    this.entries = entries;
    this.text = text;
    this.codesFrom = codesFrom;
  }

  /** Reads the outcome of a chunk's job. */
  public static ChunkResult of(String text) {
    int line = text.indexOf('\n');
    List<Entry> entries = new ArrayList<>();
    Tally tally = Tally.of(text.substring(0, line));
    int from = line + 1;
    for (int end = text.indexOf('\n', from); end > from; end = text.indexOf('\n', from)) {
      entries.add(new Entry(text.charAt(from), text.substring(from + 1, end)));
      from = end + 1;
    }
    return new ChunkResult(tally, entries, text, from + 1);
  }

  /**
   * What to tell of a chunk that has no answer: each of its numbers has none, for this reason. As
   * text, in the same form.
   */
  public static String unanswered(ChunkQuestion chunk, String reason) {
    ResultBuilder result = new ResultBuilder(chunk.lines());
    LineCursor line = new LineCursor(chunk.packed());
    char code = result.code(Verdicts.BAD, "no answer: " + reason);
    for (int index = 0; line.next(); index++) {
      if (!line.isEmpty()) {
        result.set(index, code);
      }
    }
    return result.buildUnanswered();
  }

  /** How long a chunk took, from the outcome of its job; 0 if that does not tell. */
  public static long nanos(String text) {
    String head = text.substring(0, text.indexOf('\n'));
    String[] words = head.split(" ", -1);
    return words.length < 7 ? 0 : Long.parseLong(words[6]);
  }

  /** The tally, without reading the rest. */
  public static Tally tally(String text) {
    return Tally.of(text.substring(0, text.indexOf('\n')));
  }

  /** How many lines of each kind there are among the first {@code lines}. */
  public Tally tally(int lines) {
    long[] counts = new long[4];
    for (int i = 0; i < lines; i++) {
      if (hasNumber(i)) {
        counts["PQCE".indexOf(entry(i).kind)]++;
      }
    }
    return new Tally(lines, counts[0], counts[1], counts[2], counts[3], 0);
  }

  /** How many lines of each kind. */
  public Tally tally() {
    return tally;
  }

  /** The index of the {@code k}-th prime, from 1, or -1 if there are not so many. */
  public int indexOfPrime(long k) {
    long seen = 0;
    for (int i = 0; i < tally.lines(); i++) {
      if (isPrime(i) && ++seen == k) {
        return i;
      }
    }
    return -1;
  }

  /** The index of the first line that is no number, or has no answer; -1 if there is none. */
  public int indexOfBad() {
    for (int i = 0; i < tally.lines(); i++) {
      if (hasNumber(i) && entry(i).kind == Verdicts.BAD) {
        return i;
      }
    }
    return -1;
  }

  /** What is wrong with line {@code index}, one that {@link #indexOfBad} found. */
  public String message(int index) {
    return entry(index).text;
  }

  private boolean isPrime(int index) {
    if (!hasNumber(index)) {
      return false;
    }
    char kind = entry(index).kind;
    return kind == Verdicts.PRIME || kind == Verdicts.PROBABLE;
  }

  boolean hasNumber(int index) {
    return code(index) != ResultBuilder.NO_NUMBER;
  }

  Entry entry(int index) {
    return entries.get(code(index) - ResultBuilder.FIRST);
  }

  /** Which entry it is, from 0; negative for a line without a number. */
  int entryIndex(int index) {
    return code(index) - ResultBuilder.FIRST;
  }

  List<Entry> entries() {
    return entries;
  }

  private char code(int index) {
    return text.charAt(codesFrom + index);
  }
}
