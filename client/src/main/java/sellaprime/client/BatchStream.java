package sellaprime.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import sellaprime.client.PendingCall.Kind;

/**
 * The results of a batch, in the order of its numbers, while those are still being fed. At most one
 * message feeds and one reads at a time; whoever reads the results drives both, and lets go of the
 * results that are here. Used by one thread.
 */
final class BatchStream implements Iterator<NumberResult> {
  /** So often in a row somebody else may seem to feed: a message of ours that comes late. */
  private static final int MOST_CONFLICTS = 20;

  private static final String ERROR = "ERROR";

  private final String id;
  private final NumberWindow window;
  private final Consumer<PendingCall> send;
  private final LongSupplier clock;
  private final Deque<NumberResult> results = new ArrayDeque<>();

  private @Nullable PendingCall feeding;
  private @Nullable PendingCall reading;

  /** How many lines the cluster has, and whether it knows that they are all. */
  private long fed;

  private boolean complete;
  private boolean over;
  private int conflicts;
  private int idleFeeds;
  private long feedAt;

  /** The first line whose result is not here. */
  private long next = 1;

  private long readAt;
  private long lastNewsAt;

  BatchStream(String id, Iterator<String> numbers, Consumer<PendingCall> send, LongSupplier clock) {
    this.id = id;
    this.window = new NumberWindow(numbers);
    this.send = send;
    this.clock = clock;
    this.lastNewsAt = clock.getAsLong();
    window.start();
  }

  @Override
  public boolean hasNext() {
    while (results.isEmpty() && !window.isThrough()) {
      long seen = window.changes();
      long wakeAt = step();
      if (results.isEmpty() && !window.isThrough()) {
        await(seen, wakeAt);
      }
    }
    if (results.isEmpty() && !over) {
      over = true;
      letGo();
      Throwable failure = window.failure();
      if (failure != null) {
        throw new CompletionException("the numbers could not be read", failure);
      }
    }
    return !results.isEmpty();
  }

  @Override
  public NumberResult next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return results.remove();
  }

  private void await(long seen, long wakeAt) {
    try {
      window.await(seen, wakeAt - clock.getAsLong());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PrimesClientException("Interrupted while waiting for batch " + id, id, true, e);
    }
  }

  /** Handles what has come, and sends what is due; returns when to look again. */
  private long step() {
    PendingCall fedNow = done(feeding);
    if (fedNow != null) {
      feeding = null;
      fed(fedNow);
    }
    PendingCall readNow = done(reading);
    if (readNow != null) {
      reading = null;
      read(readNow);
    }
    long now = clock.getAsLong();
    long wakeAt = Long.MAX_VALUE;
    if (feeding == null && !complete) {
      if (now < feedAt) {
        wakeAt = feedAt;
      } else {
        feed();
      }
    }
    if (reading == null && fed >= next) {
      if (now < readAt) {
        wakeAt = Math.min(wakeAt, readAt);
      } else {
        reading = call(Kind.RESULTS, reader(next));
      }
    }
    return wakeAt;
  }

  private BatchMessage reader(long from) {
    return node -> node.results(id, from, from - 1);
  }

  private static @Nullable PendingCall done(@Nullable PendingCall call) {
    return call != null && call.future.isDone() ? call : null;
  }

  private PendingCall call(Kind kind, BatchMessage message) {
    PendingCall call = new PendingCall(kind, id, null);
    call.message = message;
    send.accept(call);
    var unused = call.future.whenComplete((job, failure) -> window.note());
    return call;
  }

  private void feed() {
    long from = fed + 1;
    NumberWindow.Piece piece = window.piece(from, PrimesService.MAX_FEED_CHARS);
    if (piece.isNews()) {
      feeding = call(Kind.FEED, node -> node.feed(id, from, piece.lines(), !piece.last()));
    }
  }

  private void fed(PendingCall call) {
    BatchInfo info;
    try {
      info = info(call);
    } catch (JobRefusedException e) {
      if (e.status() != Reply.Status.CONFLICT || ++conflicts > MOST_CONFLICTS) {
        throw e;
      }
      feedAt = clock.getAsLong() + AskSchedule.pauseAfter(conflicts);
      return;
    }
    conflicts = 0;
    boolean moved = info.fed() > fed || info.isComplete();
    idleFeeds = moved ? 0 : idleFeeds + 1;
    feedAt = moved ? 0 : clock.getAsLong() + AskSchedule.pauseAfter(idleFeeds);
    stands(call, info);
  }

  private void stands(PendingCall call, BatchInfo info) {
    fed = Math.max(fed, info.fed());
    complete |= info.isComplete() || call.future.join().state().isFinal();
  }

  private void read(PendingCall call) {
    BatchInfo info = info(call);
    long now = clock.getAsLong();
    long before = next;
    take(info);
    stands(call, info);
    if (next > before) {
      lastNewsAt = now;
      readAt = now;
    } else {
      JobInfo batch = call.future.join();
      if (batch.state().isFinal()) {
        over = true;
        throw new JobFailedException(batch);
      }
      readAt = now + AskSchedule.untilNextAsk(now - lastNewsAt);
    }
  }

  /** Puts the results beside their numbers. */
  private void take(BatchInfo info) {
    String text = info.results();
    for (int from = 0; from < text.length(); ) {
      int end = text.indexOf('\n', from);
      String[] fields = text.substring(from, end).split("\t", 3);
      from = end + 1;
      long line = Long.parseLong(fields[0]);
      if (line >= next) {
        skipTo(line);
        String number = window.remove();
        results.add(
            fields[1].equals(ERROR)
                ? NumberResult.error(line, number, fields[2])
                : new NumberResult(line, number, Verdict.valueOf(fields[1]), fields[2], null));
        next = line + 1;
      }
    }
    skipTo(info.through() + 1);
  }

  /** Nothing is told of a line without a number. */
  private void skipTo(long line) {
    while (next < line) {
      results.add(NumberResult.error(next, window.remove(), "a number is missing"));
      next++;
    }
  }

  private static BatchInfo info(PendingCall call) {
    try {
      call.future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof PrimesClientException known) {
        known.fillInStackTrace();
        throw known;
      }
      throw e;
    }
    Reply reply = Objects.requireNonNull(call.reply);
    return Objects.requireNonNull(reply.batch(), "a reply without a batch");
  }

  private void letGo() {
    if (next > 1) {
      call(Kind.RESULTS, reader(next));
    }
  }

  /** Reads no more: what is left of the batch is given up, since nobody else knows its numbers. */
  void close() {
    window.close();
    if (!over) {
      over = true;
      send.accept(new PendingCall(Kind.CANCEL, id, null));
    }
  }
}
