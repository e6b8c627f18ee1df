package sellaprime.client;

import java.util.OptionalLong;

/**
 * How a batch stands: a list of numbers that is fed, tested and read at the same time. Lines are
 * counted from 1. Immutable; a class and not a record, since Ignite 2.17 cannot marshal a record.
 */
public final class BatchInfo {
  /** How many lines came to what. */
  static final int KINDS = 5;

  private final long fed;
  private final boolean complete;
  private final long done;
  private final long[] counts;
  private final long linesPerSecond;
  private final long through;
  private final String results;

  /**
   * A batch as it stands.
   *
   * @param counts of primes, probable primes, composites, lines that cannot be read, and lines
   *     without an answer
   * @param through the last line that {@code results} tell of, or that has no number
   * @param results a line each: number of the line, {@link Verdict} or ERROR, and method or
   *     message, with tabs between
   */
  public BatchInfo(
      long fed,
      boolean complete,
      long done,
      long[] counts,
      long linesPerSecond,
      long through,
      String results) {
    if (counts.length != KINDS) {
      throw new IllegalArgumentException(counts.length + " counts");
    }
    this.fed = fed;
    this.complete = complete;
    this.done = done;
    this.counts = counts.clone();
    this.linesPerSecond = linesPerSecond;
    this.through = through;
    this.results = results;
  }

  /** How many lines it has: every live node has stored them. */
  public long fed() {
    return fed;
  }

  /** Whether there will be no more. */
  public boolean isComplete() {
    return complete;
  }

  /** How many lines, from the first on, are answered. */
  public long done() {
    return done;
  }

  /** Of those, proved primes. */
  public long primes() {
    return counts[0];
  }

  /** Of those, probable primes. */
  public long probablePrimes() {
    return counts[1];
  }

  /** Of those, composites. */
  public long composites() {
    return counts[2];
  }

  /** Of those, lines that cannot be read. */
  public long errors() {
    return counts[3];
  }

  /** Of those, lines whose test has failed. */
  public long unanswered() {
    return counts[4];
  }

  /** How fast it went lately; 0 if that is not known. */
  public long linesPerSecond() {
    return linesPerSecond;
  }

  /** How many lines that it has are not answered yet. */
  public long left() {
    return Math.max(0, fed - done);
  }

  /**
   * How long the lines that it has will take at the rate of late; empty if that rate is not known.
   * More lines may come unless it {@link #isComplete}.
   */
  public OptionalLong secondsLeft() {
    if (left() == 0) {
      return OptionalLong.of(0);
    }
    return linesPerSecond > 0
        ? OptionalLong.of((left() + linesPerSecond - 1) / linesPerSecond)
        : OptionalLong.empty();
  }

  /** The last line that was read with this, if results were asked for. */
  long through() {
    return through;
  }

  String results() {
    return results;
  }

  @Override
  public String toString() {
    return done + " of " + fed + (complete ? " lines" : " lines so far");
  }
}
