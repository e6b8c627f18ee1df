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
    description = "Shows the nodes of a running cluster, their testers and their load.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  private static final String ROW = "%-16s %-7s %-9s %7s %7s %7s  %-28s %s%n";

  @Option(
      names = "--connect",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8080",
      description = "Any node of the cluster (default: ${DEFAULT-VALUE}).")
  private String url = "";

  @Option(names = "--json", description = "Print the answer of GET /v1/cluster.")
  private boolean json;

  @Mixin private AccessOptions accessOptions = new AccessOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    CommandSpec command = Objects.requireNonNull(spec);
    RestClient rest = new RestClient(url, accessOptions.read());
    PrintWriter err = command.commandLine().getErr();
    try {
      RestClient.Reply reply = rest.get("/v1/cluster").get();
      if (reply.status() != 200) {
        err.println("sellaprime: " + reply.detail());
        return ExitCode.NO_ANSWER;
      }
      print(command.commandLine().getOut(), reply.json());
      return ExitCode.OK;
    } catch (ExecutionException e) {
      err.println(
          "sellaprime: "
              + rest.unreachable(Objects.requireNonNullElse(e.getCause(), e)).getMessage());
      return ExitCode.NO_ANSWER;
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
