package sellaprime.grid.batch;

import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.compound.Parts;
import sellaprime.grid.jobs.JobStore;
import sellaprime.job.ChunkQuestion;
import sellaprime.job.Job;
import sellaprime.job.Ledger;
import sellaprime.job.PartIds;

/**
 * Where the chunks of one batch are in the job cache. They have numbers from 0; the first ones may
 * have been thrown away, but never one that is not noted as settled in the batch itself. So what
 * there is is found from there by bisection: some ten looks.
 */
final class Chunks {
  /** The most chunks that a feeder has on the way: each one that feeds next looks for them. */
  static final int MOST_OPEN = 512;

  /** A chunk, and its first line. */
  record Start(int number, long line) {}

  private final JobStore store;
  private final String batch;

  Chunks(JobStore store, String batch) {
    this.store = store;
    this.batch = batch;
  }

  @Nullable Job get(int number) {
    return store.get(id(number));
  }

  boolean has(int number) {
    return store.has(id(number));
  }

  String id(int number) {
    return PartIds.of(batch, number);
  }

  /** The lines of chunk {@code number}, or null if there is no such chunk. */
  @Nullable ChunkQuestion lines(int number) {
    Job chunk = get(number);
    return chunk != null && chunk.question() instanceof ChunkQuestion lines ? lines : null;
  }

  private Ledger ledger() {
    Job whole = store.get(batch);
    return whole == null ? Ledger.NONE : whole.ledger();
  }

  /**
   * The first chunk that is there, or else the next that will be; and its first line. Of one and
   * the same moment, however fast chunks come and go.
   */
  Start start() {
    while (true) {
      Ledger noted = ledger();
      int number = Parts.firstKept((int) noted.settled(), this::has);
      if (number == noted.settled()) {
        return new Start(number, Account.of(noted.account()).tally().lines() + 1);
      }
      ChunkQuestion first = lines(number);
      if (first != null) {
        return new Start(number, first.firstLine());
      }
      // Thrown away since.
    }
  }

  /** The number that the next chunk gets: before it, none is missing that was not thrown away. */
  int end() {
    int from = (int) ledger().settled();
    int step = 1;
    while (has(from + step - 1)) {
      from += step;
      step *= 2;
    }
    int to = from + step - 1; // is not there; all before from are
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (has(middle)) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  /** The last line of the chunks before {@code end}; 0 if there are none. */
  long lastLine(int end) {
    if (end == 0) {
      return 0;
    }
    ChunkQuestion last = lines(end - 1);
    return last != null
        ? last.lastLine()
        : Account.of(ledger().account()).tally().lines(); // all are settled and thrown away
  }

  /** The chunk with {@code line}, between {@code from} and {@code to}, where it is. */
  int find(long line, int from, int to) {
    int low = from;
    int high = to;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      ChunkQuestion lines = lines(middle);
      if (lines != null && lines.firstLine() > line) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return low;
  }

  /**
   * Throws away what a feeder that died left behind a gap: nobody was told that it was accepted,
   * and the next feeder will cut its chunks elsewhere.
   */
  void discardFrom(int end) {
    SortedSet<String> ids = new TreeSet<>();
    for (int number = end; number < end + MOST_OPEN; number++) {
      if (has(number)) {
        ids.add(id(number));
      }
    }
    if (!ids.isEmpty()) {
      store.discard(ids).join();
      ids.forEach(store.unfinished()::refresh);
    }
  }
}
