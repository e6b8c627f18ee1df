package sellaprime.grid.batch;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.batch.BatchException.Reason;
import sellaprime.grid.batch.format.LineForm;
import sellaprime.grid.batch.format.LineSource;
import sellaprime.grid.chunk.Tally;
import sellaprime.grid.gateway.Gateway;
import sellaprime.grid.gateway.JobStatus;
import sellaprime.job.BatchQuestion;
import sellaprime.job.ChunkQuestion;
import sellaprime.job.Job;
import sellaprime.job.JobEvent.Noted;
import sellaprime.job.Ledger;
import sellaprime.job.Outcome;
import sellaprime.job.Ruling;

/**
 * Batches as a caller on this node sees them; see the package for what is guaranteed. Thread-safe.
 */
public final class Batches implements AutoCloseable {
  /** Batches that are fed through one node at a time. */
  public static final int MOST_FEEDS = 16;

  private static final int PATIENCE_SECONDS = 5;

  private final Gateway gateway;
  private final Map<String, Feed> feeds = new ConcurrentHashMap<>();

  /** Reads chunks, which those that write jobs have no time for. */
  private final ExecutorService clearing = clearingThread();

  private volatile boolean closed;

  /** Through {@code gateway}. */
  public Batches(Gateway gateway) {
    this.gateway = gateway;
  }

  private static ExecutorService clearingThread() {
    ThreadPoolExecutor one =
        new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "sellaprime-batch-clearing");
              thread.setDaemon(true);
              return thread;
            });
    one.allowCoreThreadTimeOut(true);
    return one;
  }

  /**
   * Accepts a batch without lines.
   *
   * @param caller who gets a fair share; see {@link sellaprime.grid.gateway.CallerId}
   * @param id the caller's own, or null for a random one; one that has the same question already is
   *     the same batch
   */
  public CompletableFuture<JobStatus> open(long caller, @Nullable String id, BatchQuestion batch) {
    return gateway.submit(caller, id, batch, 1);
  }

  /**
   * What is sent for a batch.
   *
   * @param bytes the lines; read in the thread that feeds
   * @param from the number of the first of them, from 1
   * @param more whether there may be more lines after those
   * @param form in what form they are
   * @param roomPatience for how long to wait in silence while the room for jobs is too full; null
   *     for ever
   */
  public record Sent(
      InputStream bytes, long from, boolean more, LineForm form, @Nullable Duration roomPatience) {
    /** Lines of someone who waits for room as long as it takes. */
    public Sent(InputStream bytes, long from, boolean more, LineForm form) {
      this(bytes, from, more, form, null);
    }
  }

  /**
   * Feeds lines to a batch, as far as it does not have them yet. Blocks until all are stored on
   * every node. Whoever fed the same batch through this node before is stopped.
   *
   * @param stop says when to leave it
   * @return how many lines the batch now has
   * @throws BatchException if it cannot be fed
   * @throws sellaprime.grid.gateway.RefusedException if this node takes no work
   * @throws sellaprime.grid.jobs.StoreUnavailableException if it is unknown whether all was stored
   * @throws IOException if {@code sent} breaks; ask {@link #find} how much is there
   */
  public long feed(String id, Sent sent, BooleanSupplier stop) throws IOException {
    BatchView view = known(id);
    if (view.complete()) {
      return view.fed();
    }
    if (view.status().isOver()) {
      throw new BatchException(Reason.CONFLICT, "the batch is over: " + view.status().state());
    }
    Feed feed = new Feed();
    enter(id, feed);
    try {
      InputStream in = feed.guarded(sent.bytes());
      LineSource source = sent.form().source(in, gateway.limits());
      BooleanSupplier enough = () -> closed || feed.isStopped() || stop.getAsBoolean();
      return new Feeder(gateway, view.status().job(), view.batch(), sent.roomPatience(), enough)
          .feed(source, sent.from(), sent.more());
    } finally {
      feeds.remove(id, feed);
      feed.end();
    }
  }

  private void enter(String id, Feed feed) {
    Feed before = feeds.put(id, feed);
    if (before != null) {
      before.stop();
      if (!before.awaitEnd(PATIENCE_SECONDS)) {
        feeds.remove(id, feed);
        feed.end();
        throw new BatchException(Reason.BUSY, "this batch is being fed; try again in a second");
      }
    }
    if (feeds.size() > MOST_FEEDS) {
      feeds.remove(id, feed);
      feed.end();
      throw new BatchException(
          Reason.BUSY, MOST_FEEDS + " batches are fed through this node already; try again later");
    }
  }

  /** Stops whoever feeds the batch through this node. */
  public void stopFeed(String id) {
    Feed feed = feeds.get(id);
    if (feed != null) {
      feed.stop();
    }
  }

  /**
   * The results from line {@code from}, in order; they follow a batch that runs.
   *
   * @param stop says when to leave it
   * @throws BatchException if there is no such batch
   */
  public Results results(String id, long from, BooleanSupplier stop) {
    BatchView view = known(id);
    return new Results(gateway, id, view.batch(), from, () -> closed || stop.getAsBoolean());
  }

  /**
   * Notes that nobody needs the results up to {@code line} any more. Chunks of which none is needed
   * are thrown away on every node: soon while the batch runs, by whoever oversees it; before this
   * completes if it is over.
   *
   * @return completes exceptionally with {@link sellaprime.grid.jobs.StoreUnavailableException};
   *     then repeating is safe
   * @throws BatchException if there is no such batch
   */
  public CompletableFuture<?> taken(String id, long line) {
    boolean ended = whole(id).state().isFinal();
    Ledger taken = Ledger.taken(line);
    return gateway
        .jobs()
        .apply(id, new Noted(taken, ended))
        .thenCompose(
            ruling ->
                ruling.kind() == Ruling.Kind.STALE // ended meanwhile
                    ? gateway.jobs().apply(id, new Noted(taken, !ended))
                    : CompletableFuture.completedFuture(ruling))
        .thenComposeAsync(ruling -> new Clearing(gateway.jobs(), id).run(), clearing);
  }

  /** The batch as it stands, or null if there is none. Cost: some reads of local copies. */
  public @Nullable BatchView find(String id) {
    Job whole = gateway.jobs().get(id);
    return whole != null && whole.question() instanceof BatchQuestion batch
        ? view(whole, batch)
        : null;
  }

  private BatchView known(String id) {
    Job whole = whole(id);
    return view(whole, (BatchQuestion) whole.question());
  }

  private Job whole(String id) {
    Job whole = gateway.jobs().get(id);
    if (whole == null || !(whole.question() instanceof BatchQuestion)) {
      throw new BatchException(Reason.UNKNOWN, "there is no batch " + id);
    }
    return whole;
  }

  private BatchView view(Job whole, BatchQuestion batch) {
    Chunks chunks = new Chunks(gateway.jobs(), whole.id());
    int end = chunks.end();
    ChunkQuestion last = end == 0 ? null : chunks.lines(end - 1);
    Account account = Account.of(whole.ledger().account());
    Outcome outcome = whole.outcome();
    String result = outcome == null ? null : outcome.result();
    Tally done = Account.counted(whole);
    return new BatchView(
        new JobStatus(whole, false),
        batch,
        Math.max(chunks.lastLine(end), done.lines()),
        result != null || (last != null && last.last()),
        done,
        account.linesPerSecond(),
        whole.ledger().taken());
  }

  /** Stops all feeds and readers, soon. */
  @Override
  public void close() {
    closed = true;
    feeds.values().forEach(Feed::stop);
    clearing.shutdown();
  }
}
