package sellaprime.rest;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sellaprime.grid.batch.Batches;
import sellaprime.grid.batch.Block;
import sellaprime.grid.batch.Results;
import sellaprime.grid.batch.format.LineForm;
import sellaprime.grid.chunk.Renderer;
import sellaprime.grid.chunk.Style;

/**
 * The long bodies: batches that are fed, and results that are read. Each has a thread of its own,
 * of a bounded number, and blocks it; so the threads of the server never wait.
 */
final class BatchStreams {
  private static final Logger log = LoggerFactory.getLogger(BatchStreams.class);
  static final int MOST_READERS = 64;

  /** After that a sender is told that there is no room: till then a reader may make some. */
  private static final Duration ROOM_PATIENCE = Duration.ofSeconds(60);

  private static final int BLOCK_BUFFER = 1 << 13;

  private final Backend backend;
  private final Duration patience;
  private final Map<Pace, String> paces = new ConcurrentHashMap<>();
  private final ExecutorService feeders = pool("feed", Batches.MOST_FEEDS + 4);
  private final ExecutorService readers = pool("results", MOST_READERS);

  /** A sender may have us wait for {@code patience} until there is something to speak of. */
  BatchStreams(Backend backend, Duration patience) {
    this.backend = backend;
    this.patience = patience;
  }

  private static ExecutorService pool(String name, int most) {
    AtomicInteger count = new AtomicInteger();
    return new ThreadPoolExecutor(
        0,
        most,
        10,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> {
          Thread thread =
              new Thread(task, "sellaprime-batch-" + name + "-" + count.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }

  private static void start(ExecutorService pool, Runnable task) {
    try {
      pool.execute(task);
    } catch (RejectedExecutionException e) {
      throw new ProblemException(
          503, "too many batches pass through this node; try again later", 5);
    }
  }

  /** Feeds what {@code request} brings; one of the two is called in the end. */
  void feed(
      String id,
      FeedRequest request,
      long from,
      boolean more,
      LineForm form,
      Runnable fed,
      Consumer<Throwable> failed) {
    start(
        feeders,
        () -> {
          Pace pace = new Pace(Content.Source.asInputStream(request.source()), patience);
          paces.put(pace, id);
          try {
            Batches.Sent sent = new Batches.Sent(pace, from, more, form, ROOM_PATIENCE);
            backend.batches().feed(id, sent, () -> backend.isLeaving() || pace.isLost());
            fed.run();
          } catch (IOException | RuntimeException | Error e) {
            failed.accept(pace.isLost() ? tooSlow() : problem(e));
          } finally {
            paces.remove(pace);
            Thread.interrupted();
          }
        });
  }

  private static Throwable tooSlow() {
    return new ProblemException(408, "the lines did not come in time; what was fed stays");
  }

  private static Throwable problem(Throwable failure) {
    return failure instanceof IOException
        ? new ProblemException(400, "the body broke off; what was fed stays")
        : failure;
  }

  /** Looks for senders that are too slow. */
  void tick() {
    paces.forEach(
        (pace, id) -> {
          if (pace.isLost()) {
            backend.batches().stopFeed(id);
          }
        });
  }

  /**
   * Writes results to {@code response} as they come, until they end or their reader is gone.
   *
   * @param framed whether each block of them comes with a line before it: {@code #}, the number of
   *     its last line, and of its bytes
   */
  void results(String id, long from, BatchMedia media, boolean framed, MemoryResponse response) {
    Peer peer = Peer.of(response);
    Results results =
        backend.batches().results(id, from, () -> backend.isLeaving() || peer.isGone());
    results.check();
    start(
        readers,
        () -> {
          response.setStatus(200);
          response.getHeaders().put(HttpHeader.CONTENT_TYPE, media.contentType(framed));
          response.stream();
          try {
            OutputStream out = Content.Sink.asOutputStream(response);
            out.flush(); // the head: whoever asks sees that there will be an answer
            Style style = media.style();
            if (style == null) {
              write(results, out);
            } else {
              write(results, new Renderer(style), framed, out);
            }
            Runnable end = () -> end(response, peer);
            response.write(true, ByteBuffer.allocate(0), Callback.from(end, response::failed));
          } catch (IOException | RuntimeException e) {
            log.debug("Results of batch {} are not read to their end", id, e);
            response.failed(e);
          }
        });
  }

  private static void end(MemoryResponse response, Peer peer) {
    if (peer.hasSentMore()) {
      response.cutOff();
    }
    response.succeeded();
  }

  /** As they are kept. */
  private static void write(Results results, OutputStream out) throws IOException {
    DataOutputStream blocks = new DataOutputStream(new BufferedOutputStream(out, BLOCK_BUFFER));
    for (@Nullable Block block = results.next(); block != null; block = results.next()) {
      block.write(blocks);
      blocks.flush();
    }
  }

  private static void write(Results results, Renderer renderer, boolean framed, OutputStream out)
      throws IOException {
    long through = 0;
    for (@Nullable Block block = results.next(); block != null; block = results.next()) {
      byte[] bytes = block.rendered(renderer);
      boolean isNews = block.through() > through; // a list may end with a chunk of nothing
      through = block.through();
      if (framed && isNews) {
        String head = "# " + block.through() + " " + bytes.length + "\n";
        out.write(head.getBytes(StandardCharsets.UTF_8));
      }
      if (bytes.length > 0) {
        out.write(bytes);
      }
    }
  }

  /** Stops everything, soon. */
  void close() {
    feeders.shutdown();
    readers.shutdown();
  }
}
