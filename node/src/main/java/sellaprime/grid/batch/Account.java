package sellaprime.grid.batch;

import sellaprime.grid.chunk.Tally;

/** What is noted in a batch of what came of it so far, and how fast it went lately. */
record Account(Tally tally, long linesPerSecond) {
  static Account of(String text) {
    if (text.isEmpty()) {
      return new Account(Tally.NONE, 0);
    }
    String rate = text.substring(text.lastIndexOf(' ') + 1);
    return new Account(Tally.of(text), Long.parseLong(rate));
  }

  String text() {
    return tally.text() + ' ' + linesPerSecond;
  }
}
