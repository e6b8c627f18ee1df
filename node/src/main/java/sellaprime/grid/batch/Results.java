package sellaprime.grid.batch;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.batch.BatchException.Reason;
import sellaprime.grid.chunk.ChunkResult;
import sellaprime.grid.gateway.Gateway;
import sellaprime.job.BatchQuestion;
import sellaprime.job.ChunkQuestion;
import sellaprime.job.Job;
import sellaprime.job.JobState;

/**
 * Reads the results of a batch in the order of its lines, waiting for what is not there yet, until
 * the batch ends. Used by one thread; any number of readers may read one batch.
 */
public final class Results {
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final long PAUSE_MS = 10;
  private static final int UNKNOWN = -1;

  private final Gateway gateway;
  private final String id;
  private final BatchQuestion batch;
  private final Chunks chunks;
  private final BooleanSupplier stop;

  /** The first line not given out. */
  private long line;

  /** Its chunk, or {@link #UNKNOWN}. */
  private int number = UNKNOWN;

  /** Primes on the lines before, if they matter. */
  private long primes;

  private boolean over;

  Results(Gateway gateway, String id, BatchQuestion batch, long from, BooleanSupplier stop) {
    this.gateway = gateway;
    this.id = id;
    this.batch = batch;
    this.chunks = new Chunks(gateway.jobs(), id);
    this.stop = stop;
    this.line = from;
  }

  /**
   * Returns at once, unless {@link #next} would fail at once.
   *
   * @throws BatchException as there
   */
  public void check() {
    requireKept(chunks.start());
  }

  private void requireKept(Chunks.Start start) {
    if (line < start.line()) {
      throw new BatchException(
          Reason.GONE, "results before line " + start.line() + " are not kept any more");
    }
  }

  /** Whether {@link #next} would return, or fail, at once. */
  public boolean isReady() {
    Job whole = gateway.jobs().get(id);
    if (over || whole == null || whole.state().isFinal()) {
      return true;
    }
    int end = chunks.end();
    if (chunks.lastLine(end) < line) {
      return false;
    }
    Job chunk =
        chunks.get(number != UNKNOWN ? number : chunks.find(line, chunks.start().number(), end));
    return chunk != null && chunk.state().isFinal();
  }

  /**
   * The next results, or null after the last. Blocks until there are some.
   *
   * @throws BatchException if the batch is gone, or its results, or this node stops
   */
  public @Nullable Block next() {
    if (over) {
      return null;
    }
    if (number == UNKNOWN && !begin()) {
      return null;
    }
    Job chunk = finished();
    if (chunk == null) {
      over = true;
      return null;
    }
    ChunkQuestion lines = (ChunkQuestion) chunk.question();
    String text = ChunkResults.text(chunk);
    long through = lines.lastLine();
    over = lines.last();
    if (batch.untilPrimes() > 0) {
      ChunkResult result = ChunkResult.of(text);
      int index = result.indexOfPrime(batch.untilPrimes() - primes);
      primes += result.tally().allPrimes();
      if (index >= 0) {
        through = lines.firstLine() + index;
        over = true;
      }
    }
    if (batch.strict()) {
      int index = ChunkResult.of(text).indexOfBad();
      if (index >= 0 && lines.firstLine() + index <= through) {
        through = lines.firstLine() + index;
        over = true;
      }
    }
    Block block = new Block(lines, text, line, through);
    line = Math.max(line, through + 1);
    number++;
    return block;
  }

  /** Finds the chunk to begin with; returns false if the batch ends before it is there. */
  private boolean begin() {
    while (true) {
      int end = chunks.end();
      Chunks.Start start = chunks.start();
      requireKept(start);
      int first = start.number();
      if (chunks.lastLine(end) >= line || (end > first && isLast(end - 1))) {
        number = chunks.find(line, first, end);
        return isBeforeTheEnd();
      }
      if (end == first && line == start.line()) {
        // Nothing is there; the next chunk will begin right with this line.
        number = end;
        return isBeforeTheEnd();
      }
      Job whole = whole();
      if (whole.state().isFinal()) {
        return false;
      }
      pause();
    }
  }

  private boolean isLast(int chunk) {
    ChunkQuestion lines = chunks.lines(chunk);
    return lines != null && lines.last();
  }

  /** Whether primes are wanted after the lines before chunk {@link #number}; counts those. */
  private boolean isBeforeTheEnd() {
    if (batch.untilPrimes() == 0) {
      return true;
    }
    while (true) {
      Job whole = whole();
      int settled = (int) whole.ledger().settled();
      long count = Account.of(whole.ledger().account()).tally().allPrimes();
      for (int i = number; i < settled; i++) { // these are in the account, and come yet
        Job chunk = chunks.get(i);
        count -= chunk == null ? 0 : ChunkResults.of(chunk).tally().allPrimes();
      }
      int open = settled;
      for (Job one = over(open); open < number && one != null; one = over(open)) {
        count += ChunkResults.of(one).tally().allPrimes();
        open++;
      }
      primes = count;
      if (count >= batch.untilPrimes() || open >= number) {
        return count < batch.untilPrimes();
      }
      if (whole.state().isFinal()) {
        return false;
      }
      awaitEnd(open);
    }
  }

  private @Nullable Job over(int chunk) {
    Job one = chunks.get(chunk);
    return one != null && one.state().isFinal() ? one : null;
  }

  private void awaitEnd(int chunk) {
    CompletableFuture<Job> end = gateway.end(chunks.id(chunk));
    try {
      Job now = chunks.get(chunk);
      if (now == null) {
        pause(); // it was settled, and thrown away
      } else if (!now.state().isFinal()) {
        await(end);
      }
    } finally {
      gateway.forget(chunks.id(chunk), end);
    }
  }

  /** The chunk {@link #number} when it is over; null if the batch ends before it. */
  private @Nullable Job finished() {
    while (true) {
      CompletableFuture<Job> end = gateway.end(chunks.id(number));
      try {
        Job chunk = chunks.get(number);
        if (chunk != null && chunk.state() == JobState.DONE) {
          return chunk;
        }
        // In this order: a batch that is over cancels its chunks afterwards.
        Job whole = whole();
        if (whole.state().isFinal()) {
          chunk = chunks.get(number); // as it was before the end of the batch, it may have changed
          if (chunk != null && isTold(chunk, whole)) {
            return chunk;
          }
          if (isTheEnd(whole)) {
            return null;
          }
        } else if (chunk != null && chunk.state().isFinal()) {
          return chunk; // without an answer, and the batch goes on
        }
        if (chunk != null) {
          await(end);
        } else {
          requireNotThrownAway(whole);
          pause();
        }
      } finally {
        gateway.forget(chunks.id(number), end);
      }
    }
  }

  /**
   * Whether the chunk {@link #number} belongs to the results of a batch that is over. One that is
   * done has counted every chunk up to its end, with or without an answer; one that was given up
   * has cancelled what it had not counted.
   */
  private boolean isTold(Job chunk, Job whole) {
    if (!chunk.state().isFinal()) {
      return false;
    }
    return chunk.state() != JobState.CANCELLED || !isTheEnd(whole);
  }

  /** Whether a batch that is over need not have results from this line on. */
  private boolean isTheEnd(Job whole) {
    return whole.state() == JobState.DONE
        ? line > Account.counted(whole).lines()
        : number >= whole.ledger().settled();
  }

  /** A chunk that was counted and is not there will never come. */
  private void requireNotThrownAway(Job whole) {
    boolean counted = number < whole.ledger().settled() || whole.state().isFinal();
    if (counted && !chunks.has(number)) {
      throw new BatchException(
          Reason.GONE, "the results from line " + line + " on are not kept any more");
    }
  }

  private Job whole() {
    if (stop.getAsBoolean()) {
      throw new BatchException(Reason.STOPPING, "this node is leaving; go on at another one");
    }
    Job whole = gateway.jobs().get(id);
    if (whole == null) {
      throw new BatchException(Reason.UNKNOWN, "there is no batch " + id);
    }
    return whole;
  }

  private static void await(CompletableFuture<Job> end) {
    try {
      Objects.requireNonNull(end.get(LOOK.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException | ExecutionException e) {
      // Then it is looked at again.
    } catch (InterruptedException e) {
      throw stopped();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MS); // nothing tells of a chunk that is submitted
    } catch (InterruptedException e) {
      throw stopped();
    }
  }

  private static BatchException stopped() {
    Thread.currentThread().interrupt();
    return new BatchException(Reason.STOPPING, "this node is stopping");
  }
}
