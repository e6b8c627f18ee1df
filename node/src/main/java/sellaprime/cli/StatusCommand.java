package sellaprime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sellaprime status}: the nodes of a cluster and what they have to do. */
@Command(
    name = "status",
    description = {
      "Shows the nodes of a running cluster, their testers and their load.",
      "",
      "With --watch it goes on until Ctrl-C: on a terminal it draws the table again each"
          + " second, else it prints a line whenever something has changed. It waits for a node"
          + " that does not answer any more."
    },
    mixinStandardHelpOptions = true,
    exitCodeList = {
      "0:told",
      "2:bad usage",
      "3:no answer",
      "130:interrupted by Ctrl-C",
      "143:terminated"
    },
    footer = {
      "  sellaprime status",
      "  sellaprime status --watch",
      "  sellaprime status --connect https://10.0.0.1:8080 --tls me --json"
    })
final class StatusCommand implements Callable<Integer> {
  private static final String ROW = "%-16s %-7s %-9s %7s %7s %7s  %-28s %s%n";

  @Option(
      names = "--connect",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8080",
      description = "Any node of the cluster (default: ${DEFAULT-VALUE}).")
  private String url = "";

  @Option(
      names = "--json",
      fallbackValue = "true",
      description = "Print the answer of GET /v1/cluster.")
  private boolean json;

  @Option(
      names = {"-w", "--watch"},
      fallbackValue = "true",
      description = "Go on, and show what changes, until Ctrl-C.")
  private boolean watch;

  @Mixin private AccessOptions accessOptions = new AccessOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    RestClient rest = new RestClient(url, accessOptions.read());
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    try {
      JsonNode cluster = cluster(rest);
      if (watch) {
        boolean isTerminal = Boolean.getBoolean("sellaprime.terminal.out");
        return new StatusWatch(() -> cluster(rest), this::print, json, isTerminal, out, err)
            .run(cluster);
      }
      print(out, cluster);
      return ExitCode.OK;
    } catch (NobodyThereException e) {
      err.println("sellaprime: " + e.getMessage());
      return ExitCode.NO_ANSWER;
    }
  }

  private static JsonNode cluster(RestClient rest) throws InterruptedException {
    try {
      RestClient.Reply reply = rest.get("/v1/cluster").get();
      if (reply.status() != 200) {
        throw new NobodyThereException(reply.detail(), null);
      }
      return reply.json();
    } catch (ExecutionException e) {
      throw rest.unreachable(Objects.requireNonNullElse(e.getCause(), e));
    }
  }

  private void print(PrintWriter out, JsonNode cluster) {
    if (json) {
      out.println(cluster);
      return;
    }
    JsonNode nodes = cluster.path("nodes");
    int queued = 0;
    int running = 0;
    out.printf(ROW, "NAME", "ROLE", "STATE", "WORKERS", "QUEUED", "RUNNING", "HTTP", "THIN");
    for (JsonNode node : nodes) {
      queued += node.path("queued").asInt();
      running += node.path("running").asInt();
      out.printf(
          ROW,
          node.path("name").asText(),
          node.path("role").asText("keeper"),
          node.path("state").asText(),
          node.path("workers").asText(),
          node.path("queued").asText(),
          node.path("running").asText(),
          node.path("http").asText("-"),
          node.path("thin").asText("-"));
    }
    out.printf("%d nodes, %d jobs queued, %d running%n", nodes.size(), queued, running);
    printEngine(out, cluster.path("engine"));
  }

  /** What the asked node computes with; another node's machine may have less or more. */
  private static void printEngine(PrintWriter out, JsonNode engine) {
    out.printf("engine of %s:", engine.path("node").asText());
    String separator = " ";
    for (JsonNode kernel : engine.path("kernels")) {
      if (!kernel.path("bits").asText().isEmpty()) {
        out.printf(
            "%s%s %s bits", separator, kernel.path("name").asText(), kernel.path("bits").asText());
        separator = "; ";
      }
    }
    out.printf("%s%s in bulk%n", separator, engine.path("bulk").asText());
    for (JsonNode kernel : engine.path("kernels")) {
      if (kernel.has("unavailable")) {
        out.printf(
            "  without %s: %s%n",
            kernel.path("name").asText(), kernel.path("unavailable").asText());
      }
    }
  }
}
