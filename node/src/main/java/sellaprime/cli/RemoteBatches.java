package sellaprime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.batch.Block;
import sellaprime.grid.batch.format.LineForm;
import sellaprime.grid.batch.format.LineSource;
import sellaprime.grid.chunk.PackedLines;
import sellaprime.grid.chunk.Renderer;
import sellaprime.grid.chunk.Style;
import sellaprime.job.BatchQuestion;
import sellaprime.rest.BatchMedia;

/**
 * The nodes of a running cluster, through their REST interfaces.
 *
 * <p>Lines are read here, whatever their format, and sent in pieces, each of which is accepted or
 * sent again: so no more than a piece has to be kept to go on at another node when one dies. Which
 * nodes there are is learned from the first.
 *
 * <p>A feed may rightly wait for minutes, until there is room, and a read until a long number is
 * tested. So neither has a time limit, but a node that is silent is asked for a sign of life: one
 * that vanished without closing its connections is left for the next one within a minute.
 */
final class RemoteBatches implements BatchGrid {
  private static final int PIECE_BYTES = 1 << 22;
  private static final byte[] NOTHING = {};
  private static final ObjectMapper JSON = new ObjectMapper();

  /** After so many signs of life without a reply it must be the reply that was lost. */
  private static final int SIGNS = 4;

  private static final long PAUSE_MS = 500;

  /**
   * How long a node may take.
   *
   * @param answer until a plain question is answered
   * @param silence until what may take long is looked after
   */
  record Times(Duration answer, Duration silence) {
    static final Times USUAL = new Times(RestClient.SLACK, Duration.ofSeconds(30));
  }

  private final Times times;
  private final Consumer<String> notices;
  private final RemoteNodes nodes;
  private final ScheduledThreadPoolExecutor timer;
  private boolean toldOfRoom; // by the thread that feeds

  /** {@code notices} are told to whoever waits. */
  RemoteBatches(String url, Access access, Consumer<String> notices) {
    this(url, access, notices, Times.USUAL);
  }

  RemoteBatches(String url, Access access, Consumer<String> notices, Times times) {
    this.times = times;
    this.notices = notices;
    nodes = new RemoteNodes(url, access, times.answer);
    timer = new ScheduledThreadPoolExecutor(1, RemoteBatches::daemon);
    timer.setRemoveOnCancelPolicy(true);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "sellaprime-signs-of-life");
    thread.setDaemon(true);
    return thread;
  }

  /** What is asked of a node. */
  private interface Call {
    RestClient.Reply to(RestClient node) throws ExecutionException, InterruptedException;
  }

  /** Goes on from {@code asked} at the next node, unless all were asked for too long. */
  private static void next(RemoteNodes.Trial trial, RestClient asked, @Nullable String why)
      throws IOException {
    if (!trial.failed(asked)) {
      throw new IOException(why);
    }
    pause(PAUSE_MS); // the next node may be as busy as this one was
  }

  private static void pause(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /** The reply of some node, to which asking again would change nothing. */
  private RestClient.Reply ask(Call call) throws IOException {
    return ask(nodes.new Trial(), call);
  }

  private RestClient.Reply ask(RemoteNodes.Trial trial, Call call) throws IOException {
    while (true) {
      RestClient asked = nodes.current();
      String why;
      try {
        RestClient.Reply reply = call.to(asked);
        if (reply.status() == 429) { // no failure: it may take hours until there is room
          trial.isAlive();
          nodes.answered(asked);
          pause(reply.pause().toMillis());
          continue;
        }
        if (reply.status() != 503 && reply.status() != 408) {
          nodes.answered(asked);
          return reply;
        }
        why = reply.detail();
      } catch (ExecutionException e) {
        why = asked.unreachable(e.getCause() == null ? e : e.getCause()).getMessage();
      } catch (InterruptedException e) {
        throw interrupted();
      }
      next(trial, asked, why);
    }
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted");
  }

  private static RestClient.Reply good(RestClient.Reply reply) {
    if (reply.status() >= 300) {
      throw new UsageException(reply.detail());
    }
    return reply;
  }

  @Override
  public void open(String id, BatchQuestion batch) {
    try {
      String path = piece(id, batch, 1, true);
      RemoteNodes.Trial trial = nodes.new Trial();
      good(ask(trial, node -> sent(trial, node, id, path, NOTHING)));
    } catch (IOException e) {
      throw new NobodyThereException(String.valueOf(e.getMessage()), e);
    }
  }

  private static String piece(String id, BatchQuestion batch, long from, boolean more) {
    return "/v1/batches?id="
        + id
        + "&ask="
        + batch.ask().text()
        + "&rounds="
        + batch.rounds()
        + "&strict="
        + batch.strict()
        + (batch.untilPrimes() > 0 ? "&until-prime=" + batch.untilPrimes() : "")
        + "&from="
        + from
        + "&more="
        + more;
  }

  /**
   * Sends a piece until it is accepted; false if the batch is over. Sending again changes nothing:
   * lines that are there are skipped.
   */
  private boolean send(String id, String path, byte[] bytes) throws IOException {
    RemoteNodes.Trial trial = nodes.new Trial();
    while (true) {
      RestClient.Reply reply = ask(trial, node -> roomy(trial, sent(trial, node, id, path, bytes)));
      if (reply.status() != 409) {
        good(reply);
        return true;
      }
      if (!isRunning(progress(id))) {
        return false;
      }
      if (!trial.hasFailed()) {
        good(reply); // somebody else feeds it
      }
      // A node that was given up may live, and be busy with what it has of this piece.
      next(trial, nodes.current(), reply.detail());
    }
  }

  /** A node without room lives: it is asked again and again, until results have gone. */
  private RestClient.Reply roomy(RemoteNodes.Trial trial, RestClient.Reply reply) {
    if (reply.status() == 429) {
      trial.isAlive();
      if (!toldOfRoom) {
        toldOfRoom = true;
        notices.accept("the batch waits: " + reply.detail());
      }
    }
    return reply;
  }

  /** The reply of {@code node}, however long that takes, as long as it shows signs of life. */
  private RestClient.Reply sent(
      RemoteNodes.Trial trial, RestClient node, String id, String path, byte[] bytes)
      throws ExecutionException, InterruptedException {
    while (true) {
      CompletableFuture<RestClient.Reply> reply =
          node.postBytes(path, BatchMedia.LINES_TYPE, bytes);
      try {
        for (int signs = 0; signs < SIGNS; signs++) {
          try {
            return reply.get(times.silence.toMillis(), TimeUnit.MILLISECONDS);
          } catch (TimeoutException e) {
            node.get("/v1/batches/" + id).get();
            trial.isAlive();
          }
        }
      } finally {
        reply.cancel(true); // no effect on one that is there
      }
    }
  }

  @Override
  public void feed(String id, BatchQuestion batch, InputStream in) throws IOException {
    JsonNode standing = progress(id);
    if (standing.path("complete").asBoolean() || !isRunning(standing)) {
      return;
    }
    LineSource source = LineForm.RECOGNISED.source(in, nodes.limits());
    PackedLines lines = new PackedLines();
    long fed = standing.path("fed").asLong();
    for (long line = 1; line <= fed && source.next(lines); line++) {
      lines.clear();
    }
    boolean more = true;
    for (long from = fed + 1; more; ) {
      long first = from;
      more = false;
      while (source.next(lines)) {
        if (lines.size() >= PIECE_BYTES || source.mayBlock()) {
          more = true;
          break;
        }
      }
      boolean goesOn = more;
      from += lines.lines();
      byte[] bytes = lines.packed().array();
      lines.clear();
      String path = piece(id, batch, first, goesOn);
      if (!send(id, path, bytes)) {
        return;
      }
    }
  }

  private static boolean isRunning(JsonNode batch) {
    return batch.path("state").asText().equals("running");
  }

  @Override
  public void read(String id, long from, boolean json, Sink sink) throws IOException {
    Renderer renderer = new Renderer(json ? Style.JSON : Style.TEXT);
    AtomicLong next = new AtomicLong(from);
    RemoteNodes.Trial trial = nodes.new Trial();
    while (true) {
      RestClient asked = nodes.current();
      String why;
      try {
        String path = "/v1/batches/" + id + "/results?from=" + next;
        HttpResponse<InputStream> response = asked.stream(path, BatchMedia.RESULTS_TYPE).get();
        InputStream body = watched(response.body(), asked, id, next, trial);
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(body, 1 << 16))) {
          if (response.statusCode() == 200) {
            for (@Nullable Block block = Block.read(in); block != null; block = Block.read(in)) {
              take(sink, block.through(), block.rendered(renderer));
              next.set(Math.max(next.get(), block.through() + 1));
              trial.isAlive();
              nodes.answered(asked);
            }
            return;
          }
          why = "the node answered with status " + response.statusCode();
          if (response.statusCode() < 500 && response.statusCode() != 429) {
            throw new UsageException(problem(in.readAllBytes(), why));
          }
        }
      } catch (ExecutionException e) {
        why = asked.unreachable(e.getCause() == null ? e : e.getCause()).getMessage();
      } catch (SinkException e) {
        throw e.cause;
      } catch (IOException e) {
        why = e.getMessage();
      } catch (InterruptedException e) {
        throw interrupted();
      }
      next(trial, asked, why);
    }
  }

  /** {@code body}, whose reads fail when its node is gone, or keeps back what it has. */
  private InputStream watched(
      InputStream body, RestClient node, String id, AtomicLong next, RemoteNodes.Trial trial) {
    return new WatchedBody(
        body,
        times.silence,
        timer,
        () ->
            node.get("/v1/batches/" + id)
                .thenApply(
                    reply -> {
                      trial.isAlive();
                      // What is answered comes within moments, unless the connection is dead. If
                      // it was on its way just now, it is read a second time.
                      return isRunning(reply.json())
                          && reply.json().path("done").asLong() < next.get();
                    }));
  }

  /** What {@code body} tells as a problem (RFC 9457), or {@code otherwise} if it is none. */
  static String problem(byte[] body, String otherwise) {
    try {
      String detail = JSON.readTree(body).path("detail").asText("");
      return detail.isEmpty() ? otherwise : detail;
    } catch (IOException e) {
      return otherwise;
    }
  }

  /** What our side could not take is no failure of the node. */
  private static final class SinkException extends Exception {
    private static final long serialVersionUID = 1L;
    final transient IOException cause;

    SinkException(IOException cause) {
      this.cause = cause;
    }
  }

  private static void take(Sink sink, long through, byte[] block) throws SinkException {
    try {
      sink.take(through, block);
    } catch (IOException e) {
      throw new SinkException(e);
    }
  }

  @Override
  public CompletableFuture<?> taken(String id, long line) {
    return nodes.current().delete("/v1/batches/" + id + "/results?through=" + line);
  }

  @Override
  public JsonNode progress(String id) throws IOException {
    return good(ask(node -> node.get("/v1/batches/" + id).get())).json();
  }

  @Override
  public JsonNode cancel(String id) throws IOException {
    return good(ask(node -> node.delete("/v1/batches/" + id).get())).json();
  }

  @Override
  public boolean isLasting() {
    return true;
  }

  @Override
  public @Nullable String elsewhere() {
    return nodes.elsewhere();
  }

  @Override
  public void close() {
    nodes.close();
    timer.shutdownNow();
  }
}
