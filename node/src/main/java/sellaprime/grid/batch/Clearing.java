package sellaprime.grid.batch;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.chunk.Tally;
import sellaprime.grid.jobs.JobStore;
import sellaprime.job.BatchQuestion;
import sellaprime.job.ChunkQuestion;
import sellaprime.job.Job;
import sellaprime.job.JobEvent.Noted;
import sellaprime.job.JobState;
import sellaprime.job.Ledger;

/**
 * Throws away the chunks of a batch that is over, of which nobody will read anything any more:
 * those whose results have been taken, and those behind the last result that is told.
 *
 * <p>While a batch runs, its {@link BatchPlan} does the first. After its end nobody oversees it; so
 * whoever finds something to throw away does it, also at several nodes at a time, and again. As
 * there, what is thrown away is first noted as counted, so that where the rest begins can be found.
 *
 * <p><b>Cost.</b> Reads the chunks that were not counted when the batch ended: those of its last
 * second, and those that it gave up.
 */
final class Clearing {
  private final JobStore store;
  private final Chunks chunks;
  private final String id;

  Clearing(JobStore store, String id) {
    this.store = store;
    this.chunks = new Chunks(store, id);
    this.id = id;
  }

  /**
   * Begins at once, and returns without waiting.
   *
   * @return completes when all that can go is gone from every node; exceptionally with {@link
   *     sellaprime.grid.jobs.StoreUnavailableException}
   */
  CompletableFuture<?> run() {
    Job whole = store.get(id);
    if (whole == null
        || !whole.state().isFinal()
        || !(whole.question() instanceof BatchQuestion batch)) {
      return CompletableFuture.completedFuture(null);
    }
    SortedSet<String> going = untold(whole, batch);
    Ledger noted = whole.ledger();
    int settled = (int) noted.settled();
    Tally tally = Account.of(noted.account()).tally();
    int first = chunks.start().number();
    if (noted.taken() < tally.lines()) {
      add(going, first, chunks.find(noted.taken() + 1, first, settled));
      return discard(going);
    }
    int end = settled;
    for (Job one = taken(end, noted.taken()); one != null; one = taken(end, noted.taken())) {
      tally = tally.plus(ChunkResults.of(one).tally());
      end++;
    }
    add(going, first, end);
    if (end == settled) {
      return discard(going);
    }
    Ledger further = Ledger.settled(end, new Account(tally, 0).text());
    return store.apply(id, new Noted(further, true)).thenCompose(ruling -> discard(going));
  }

  /** Chunk {@code number}, if it is over and its results have been taken. */
  private @Nullable Job taken(int number, long through) {
    Job chunk = chunks.get(number);
    boolean isTaken =
        chunk != null
            && chunk.state().isFinal()
            && chunk.question() instanceof ChunkQuestion lines
            && lines.lastLine() <= through;
    return isTaken ? chunk : null;
  }

  /** The chunks behind the last result; none, as long as one of them is not over. */
  private SortedSet<String> untold(Job whole, BatchQuestion batch) {
    SortedSet<String> ids = new TreeSet<>();
    int number = (int) whole.ledger().settled();
    Job chunk = chunks.get(number);
    while (chunk != null && isTold(chunk, whole)) {
      number++;
      boolean isLast = batch.strict() && ChunkResults.of(chunk).indexOfBad() >= 0;
      chunk = isLast ? null : chunks.get(number);
    }
    for (chunk = chunks.get(number); chunk != null; chunk = chunks.get(++number)) {
      if (!chunk.state().isFinal()) {
        return new TreeSet<>(); // whoever cancels it comes here again
      }
      ids.add(chunk.id());
    }
    return ids;
  }

  private static boolean isTold(Job chunk, Job whole) {
    if (whole.state() == JobState.DONE) {
      return ((ChunkQuestion) chunk.question()).firstLine() <= Account.counted(whole).lines();
    }
    return chunk.state() == JobState.DONE || chunk.state() == JobState.FAILED;
  }

  private void add(SortedSet<String> ids, int from, int to) {
    for (int number = from; number < to; number++) {
      ids.add(chunks.id(number));
    }
  }

  private CompletableFuture<?> discard(SortedSet<String> ids) {
    return ids.isEmpty() ? CompletableFuture.completedFuture(null) : store.discard(ids);
  }
}
