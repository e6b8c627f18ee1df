package sellaprime.grid.batch;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sellaprime.grid.batch.BatchException.Reason;
import sellaprime.grid.batch.format.LineSource;
import sellaprime.grid.chunk.PackedLines;
import sellaprime.grid.gateway.Gateway;
import sellaprime.grid.gateway.RefusedException;
import sellaprime.grid.jobs.StoreUnavailableException;
import sellaprime.job.BatchQuestion;
import sellaprime.job.ChunkQuestion;
import sellaprime.job.Job;

/**
 * Cuts lines into chunks and submits them, in order, while there is room.
 *
 * <p><b>Size.</b> A chunk is of some 100 ms of expected work, of at most 256 KB, and of at most
 * 32,768 lines, since a result has a character for each line, which has to tell as many verdicts
 * apart. So a chunk of 64-bit numbers, at 0.1 us each, is of 3 ms only; what its job costs besides
 * is a hundredth of that. What work a line is, is guessed from its length, and from how long the
 * chunks before took: of ordinary numbers most are composite, and cost far less than a prime. A
 * long number ends its chunk, whatever it seems to cost: as the only one there it can be resumed,
 * see {@link sellaprime.grid.chunk.ChunkWork}.
 *
 * <p><b>Room.</b> It stops reading while too many of its chunks are unfinished, while admission
 * refuses more, and while 60 % of the room for jobs is used. So whoever sends the lines is slowed
 * down, and nothing piles up. That room comes back when results are taken or expire, and if nobody
 * takes any that may be days: so who sends may have it end after a while, and hear why.
 */
final class Feeder {
  private static final Logger log = LoggerFactory.getLogger(Feeder.class);

  private static final double CHUNK_NANOS = 100e6;
  static final int MOST_BYTES = 256 << 10;
  static final int MOST_LINES = 1 << 15;

  /** Above, it waits until results are taken, or expire. */
  private static final double ROOM = 0.6;

  private static final long PAUSE_MS = 20;

  private final Gateway gateway;
  private final Chunks chunks;
  private final String id;
  private final long caller;
  private final BatchQuestion batch;
  private final @Nullable Duration roomPatience;
  private final BooleanSupplier stop;
  private final Window window;
  private final LineCost cost;
  private final PackedLines packed = new PackedLines();

  /** The number of the chunk that is being filled. */
  private int number;

  private long firstLine;
  private double nanos;

  /** Waits for room up to {@code roomPatience}; {@code stop} says when to leave it. */
  Feeder(
      Gateway gateway,
      Job whole,
      BatchQuestion batch,
      @Nullable Duration roomPatience,
      BooleanSupplier stop) {
    this.gateway = gateway;
    this.chunks = new Chunks(gateway.jobs(), whole.id());
    this.id = whole.id();
    this.caller = whole.caller();
    this.batch = batch;
    this.roomPatience = roomPatience;
    this.stop = stop;
    this.window = new Window(gateway, chunks);
    this.cost = new LineCost(gateway.limits(), batch.rounds());
  }

  /**
   * Feeds what is new of {@code source}, whose first line is line {@code from} of the batch, until
   * it ends.
   *
   * @param more whether there may be more lines after those
   * @return how many lines the batch now has
   * @throws IOException if the source breaks; whole chunks before that are fed
   */
  long feed(LineSource source, long from, boolean more) throws IOException {
    number = chunks.end();
    long fed = chunks.lastLine(number);
    if (from > fed + 1) {
      throw new BatchException(
          Reason.CONFLICT, "the batch has " + fed + " lines; go on from line " + (fed + 1));
    }
    chunks.discardFrom(number);
    firstLine = fed + 1;
    try {
      for (long line = from; line <= fed; line++) {
        if (!source.next(packed)) {
          break; // fewer than there are already: nothing new
        }
        packed.clear();
      }
      while (addLine(source)) {
        boolean idle = window.isEmpty() && source.mayBlock();
        if (isFull() || idle) {
          submit(false);
        }
      }
      if (packed.lines() > 0 || !more) {
        submit(!more);
      }
      window.awaitStored(this::checkSound);
      if (chunks.end()
          < number) { // another feeder found a gap, and has thrown away what lay behind
        throw new BatchException(
            Reason.CONFLICT, "somebody else feeds this batch at another node; go on from its end");
      }
      return firstLine - 1;
    } finally {
      window.close();
    }
  }

  private boolean addLine(LineSource source) throws IOException {
    int start = packed.size();
    if (!source.next(packed)) {
      return false;
    }
    nanos += cost.ofLast(packed, start);
    return true;
  }

  private boolean isFull() {
    return packed.size() >= MOST_BYTES
        || packed.lines() >= MOST_LINES
        || cost.wasLong()
        || nanos * window.slowness() >= CHUNK_NANOS;
  }

  private void submit(boolean last) {
    ChunkQuestion chunk =
        new ChunkQuestion(
            batch.ask(), batch.rounds(), firstLine, packed.lines(), packed.packed(), last);
    double expected = Math.max(1000, nanos * window.slowness());
    awaitRoom();
    window.add(number, chunk, nanos, (long) expected, this::submitted);
    number++;
    firstLine += packed.lines();
    nanos = 0;
    packed.clear();
  }

  private void awaitRoom() {
    long fullSince = 0;
    while (true) {
      boolean isFull = gateway.roomUsed() > ROOM;
      if (!isFull && window.hasRoom()) {
        return;
      }
      check();
      long now = System.nanoTime();
      fullSince = !isFull ? 0 : fullSince == 0 ? now : fullSince;
      if (isFull && roomPatience != null && now - fullSince > roomPatience.toNanos()) {
        throw new BatchException(
            Reason.FULL,
            String.format(
                Locale.ROOT,
                "the room for jobs is %.0f %% full, and a batch takes more lines below %.0f %%: read"
                    + " results and let go of them (DELETE .../results?through=N), or wait until"
                    + " they expire; what was fed stays",
                100 * gateway.roomUsed(),
                100 * ROOM));
      }
      window.await(PAUSE_MS);
    }
  }

  /** Submits until it is accepted, or hopeless. */
  private CompletableFuture<?> submitted(int chunkNumber, ChunkQuestion chunk, long expected) {
    while (true) {
      check();
      try {
        return gateway.submit(caller, chunks.id(chunkNumber), chunk, expected);
      } catch (RefusedException e) {
        if (gateway.isDraining()) {
          throw new BatchException(Reason.STOPPING, "this node is leaving; go on at another one");
        }
        log.debug("Batch {} waits: {}", id, e.getMessage());
        window.await(PAUSE_MS);
      }
    }
  }

  /** Throws if there is no sense in submitting more. */
  private void check() {
    checkSound();
    var whole = gateway.jobs().get(id);
    if (whole == null || whole.state().isFinal()) {
      throw new BatchException(Reason.CONFLICT, "the batch is over");
    }
  }

  /** Throws if what was submitted may not be there. */
  private void checkSound() {
    if (stop.getAsBoolean()) {
      throw new BatchException(Reason.STOPPING, "this feed was stopped; go on with another one");
    }
    Throwable failure = window.failure();
    if (failure != null) {
      Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
      if (cause instanceof RefusedException refused
          && refused.reason() == RefusedException.Reason.CONFLICT) {
        throw new BatchException(
            Reason.CONFLICT, "somebody else feeds this batch; ask how far it is and go on there");
      }
      if (cause instanceof StoreUnavailableException unavailable) {
        throw unavailable;
      }
      throw new IllegalStateException("a chunk could not be submitted", cause);
    }
  }

  /** So that a wait can be told in one unit. */
  static long nanos(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
