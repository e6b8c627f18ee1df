package sellaprime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A cluster, watched until the process is told to end, or nobody reads any more.
 *
 * <p>On a terminal its table is drawn again and again in the same place. Elsewhere there is a line
 * for each change, or with JSON an object: what {@code GET /v1/cluster} answers. While nobody
 * answers that is said, once, and it is tried again.
 */
final class StatusWatch {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** To the upper left corner; then what is below goes. */
  private static final String HOME = "\033[H\033[J";

  /** Asks a node. */
  interface Source {
    /**
     * What {@code GET /v1/cluster} answers.
     *
     * @throws NobodyThereException if nobody does
     */
    JsonNode cluster() throws InterruptedException;
  }

  private final Source source;
  private final BiConsumer<PrintWriter, JsonNode> table;
  private final boolean json;
  private final boolean redraws;
  private final PrintWriter out;
  private final PrintWriter err;
  private JsonNode shown = MissingNode.getInstance();
  private boolean silent;

  /**
   * {@code table} prints one for a terminal, which {@code out} is if {@code isTerminal}; JSON is
   * never drawn over.
   */
  StatusWatch(
      Source source,
      BiConsumer<PrintWriter, JsonNode> table,
      boolean json,
      boolean isTerminal,
      PrintWriter out,
      PrintWriter err) {
    this.source = source;
    this.table = table;
    this.json = json;
    this.redraws = isTerminal && !json;
    this.out = out;
    this.err = err;
  }

  /** Shows {@code first}, and what comes after it; returns when nobody reads any more. */
  int run(JsonNode first) throws InterruptedException {
    show(first);
    while (!out.checkError()) {
      Thread.sleep(PAUSE.toMillis()); // the cluster is asked now and then; it tells nobody
      look();
    }
    return ExitCode.OK;
  }

  /** Asks once more, and shows what is new. */
  void look() throws InterruptedException {
    try {
      JsonNode cluster = source.cluster();
      silent = false;
      show(cluster);
    } catch (NobodyThereException e) {
      if (!silent) {
        err.println("sellaprime: " + e.getMessage() + "; tried again until Ctrl-C");
        err.flush();
      }
      silent = true;
    }
  }

  private void show(JsonNode cluster) {
    if (redraws) {
      out.print(HOME);
      table.accept(out, cluster);
      out.println(now());
    } else if (!cluster.path("nodes").equals(shown.path("nodes"))) {
      out.println(json ? cluster : line(cluster));
    }
    shown = cluster;
    out.flush();
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String line(JsonNode cluster) {
    List<String> nodes = new ArrayList<>();
    long queued = 0;
    long running = 0;
    for (JsonNode node : cluster.path("nodes")) {
      nodes.add(node.path("name").asText() + " " + node.path("state").asText());
      queued += node.path("queued").asLong();
      running += node.path("running").asLong();
    }
    return now()
        + " %d nodes (%s), %d jobs queued, %d running"
            .formatted(nodes.size(), String.join(", ", nodes), queued, running);
  }
}
