package sellaprime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.batch.Block;
import sellaprime.grid.batch.format.LineForm;
import sellaprime.grid.batch.format.LineSource;
import sellaprime.grid.chunk.PackedLines;
import sellaprime.grid.chunk.Renderer;
import sellaprime.grid.chunk.Style;
import sellaprime.job.BatchQuestion;
import sellaprime.primality.input.InputLimits;
import sellaprime.rest.BatchMedia;

/**
 * The nodes of a running cluster, through their REST interfaces.
 *
 * <p>Lines are read here, whatever their format, and sent in pieces, each of which is accepted or
 * sent again: so no more than a piece has to be kept to go on at another node when one dies. Which
 * nodes there are is learned from the first.
 */
final class RemoteBatches implements BatchGrid {
  private static final int PIECE_BYTES = 1 << 22;
  private static final byte[] NOTHING = {};

  /** For so long it is tried at all nodes, again and again. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private static final long PAUSE_MS = 500;
  private static final InputLimits ANY = InputLimits.ofDigits(InputLimits.MAX_DIGITS);

  private final List<RestClient> nodes = new ArrayList<>();
  private volatile int current;
  private volatile boolean closed;

  RemoteBatches(String url, Access access) {
    RestClient first = new RestClient(url, access);
    nodes.add(first);
    try {
      JsonNode cluster = first.get("/v1/cluster").get().json();
      for (JsonNode node : cluster.path("nodes")) {
        addNode(node.path("http").asText(""), access);
      }
    } catch (ExecutionException e) {
      throw first.unreachable(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void addNode(String url, Access access) {
    if (url.isEmpty()) {
      return;
    }
    try {
      nodes.add(new RestClient(url, access));
    } catch (UsageException e) {
      // Not one to whom the API key may be shown; there are others.
    }
  }

  /** What is asked of a node. */
  private interface Call<T> {
    CompletableFuture<T> to(RestClient node);
  }

  /** The reply of some node, to which asking again would change nothing. */
  private RestClient.Reply ask(Call<RestClient.Reply> call) throws IOException {
    long start = System.nanoTime();
    while (true) {
      int asked = current;
      String why;
      try {
        RestClient.Reply reply = call.to(node(asked)).get();
        if (reply.status() != 429 && reply.status() != 503 && reply.status() != 408) {
          return reply;
        }
        why = reply.detail();
      } catch (ExecutionException e) {
        why = node(asked).unreachable(e.getCause() == null ? e : e.getCause()).getMessage();
      } catch (InterruptedException e) {
        throw interrupted();
      }
      again(asked, start, why);
    }
  }

  private void again(int asked, long start, @Nullable String why) throws IOException {
    if (closed || System.nanoTime() - start > PATIENCE_NANOS) {
      throw new IOException(why);
    }
    if (current == asked) { // two threads may find out at the same time
      current = asked + 1;
    }
    try {
      Thread.sleep(PAUSE_MS); // the next node may be as busy as this one was
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted");
  }

  private RestClient node(int number) {
    return nodes.get(Math.floorMod(number, nodes.size()));
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
      good(ask(node -> node.postBytes(piece(id, batch, 1, true), BatchMedia.LINES_TYPE, NOTHING)));
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

  @Override
  public void feed(String id, BatchQuestion batch, InputStream in) throws IOException {
    JsonNode standing = progress(id);
    if (standing.path("complete").asBoolean() || !isRunning(standing)) {
      return;
    }
    LineSource source = LineForm.RECOGNISED.source(in, ANY);
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
      RestClient.Reply reply = ask(node -> node.postBytes(path, BatchMedia.LINES_TYPE, bytes));
      if (reply.status() == 409 && !isRunning(progress(id))) {
        return;
      }
      good(reply);
    }
  }

  private static boolean isRunning(JsonNode batch) {
    return batch.path("state").asText().equals("running");
  }

  @Override
  public void read(String id, long from, boolean json, Sink sink) throws IOException {
    Renderer renderer = new Renderer(json ? Style.JSON : Style.TEXT);
    long next = from;
    long start = System.nanoTime();
    while (true) {
      int asked = current;
      String why;
      long before = next;
      try {
        String path = "/v1/batches/" + id + "/results?from=" + next;
        HttpResponse<InputStream> response =
            node(asked).stream(path, BatchMedia.RESULTS_TYPE).get();
        try (DataInputStream in =
            new DataInputStream(new BufferedInputStream(response.body(), 1 << 16))) {
          if (response.statusCode() == 200) {
            for (@Nullable Block block = Block.read(in); block != null; block = Block.read(in)) {
              take(sink, block.through(), block.rendered(renderer));
              next = Math.max(next, block.through() + 1);
            }
            return;
          }
          why = "the node answered with status " + response.statusCode();
          if (response.statusCode() < 500 && response.statusCode() != 429) {
            throw new UsageException(problem(in.readAllBytes(), why));
          }
        }
      } catch (ExecutionException e) {
        why = node(asked).unreachable(e.getCause() == null ? e : e.getCause()).getMessage();
      } catch (SinkException e) {
        throw e.cause;
      } catch (IOException e) {
        why = e.getMessage();
      } catch (InterruptedException e) {
        throw interrupted();
      }
      if (next > before) {
        start = System.nanoTime();
      }
      again(asked, start, why);
    }
  }

  private static String problem(byte[] body, String otherwise) {
    String text = new String(body, StandardCharsets.UTF_8);
    int detail = text.indexOf("\"detail\":\"");
    return detail < 0 ? otherwise : text.substring(detail + 10, text.lastIndexOf('"'));
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
    return node(current).delete("/v1/batches/" + id + "/results?through=" + line);
  }

  @Override
  public JsonNode progress(String id) throws IOException {
    return good(ask(node -> node.get("/v1/batches/" + id))).json();
  }

  @Override
  public JsonNode cancel(String id) throws IOException {
    return good(ask(node -> node.delete("/v1/batches/" + id))).json();
  }

  @Override
  public boolean isLasting() {
    return true;
  }

  @Override
  public void close() {
    closed = true;
  }
}
