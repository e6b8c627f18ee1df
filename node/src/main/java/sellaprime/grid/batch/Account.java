package sellaprime.grid.batch;

import sellaprime.grid.chunk.Tally;
import sellaprime.job.Job;
import sellaprime.job.Outcome;

/** What is noted in a batch of what came of it so far, and how fast it went lately. */
record Account(Tally tally, long linesPerSecond) {
  static Account of(String text) {
    if (text.isEmpty()) {
      return new Account(Tally.NONE, 0);
    }
    String rate = text.substring(text.lastIndexOf(' ') + 1);
    return new Account(Tally.of(text), Long.parseLong(rate));
  }

  /** What came of the lines of {@code batch} that are counted: of all, when it is done. */
  static Tally counted(Job batch) {
    Outcome outcome = batch.outcome();
    String result = outcome == null ? null : outcome.result();
    return result == null ? of(batch.ledger().account()).tally() : Tally.of(result);
  }

  String text() {
    return tally.text() + ' ' + linesPerSecond;
  }
}
