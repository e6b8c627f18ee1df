package sellaprime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code status --watch} prints of what it sees. */
class StatusWatchTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private static JsonNode cluster(String... nodes) {
    StringBuilder all = new StringBuilder("{\"nodes\":[");
    for (String node : nodes) {
      String[] fields = node.split(" ", -1);
      all.append(all.charAt(all.length() - 1) == '[' ? "" : ",")
          .append(
              "{\"name\":\"%s\",\"state\":\"%s\",\"queued\":%s,\"running\":1}"
                  .formatted(fields[0], fields[1], fields[2]));
    }
    try {
      return new ObjectMapper().readTree(all + "]}");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static final JsonNode NOBODY = MissingNode.getInstance();

  /** Looks at each of {@code seen}. */
  private void watch(boolean json, boolean isTerminal, JsonNode... seen) throws Exception {
    Deque<JsonNode> left = new ArrayDeque<>(List.of(seen));
    StatusWatch watch =
        new StatusWatch(
            () -> {
              JsonNode next = left.remove();
              if (next.isMissingNode()) {
                throw new NobodyThereException("no node answers", null);
              }
              return next;
            },
            (to, cluster) -> to.println("TABLE " + cluster.path("nodes").size()),
            json,
            isTerminal,
            new PrintWriter(out, true),
            new PrintWriter(err, true));
    while (!left.isEmpty()) {
      watch.look();
    }
  }

  @Test
  void aChangeIsALine() throws Exception {
    JsonNode one = cluster("a ready 0");
    JsonNode two = cluster("a ready 2", "b joining 3");
    watch(false, false, one, one, two, two, one);
    List<String> lines =
        out.toString().lines().map(line -> line.replaceFirst("\\S+ ", "")).toList();
    assertThat(lines)
        .containsExactly(
            "1 nodes (a ready), 0 jobs queued, 1 running",
            "2 nodes (a ready, b joining), 5 jobs queued, 2 running",
            "1 nodes (a ready), 0 jobs queued, 1 running");
    assertThat(out.toString()).startsWith("20").doesNotContain("\033");
  }

  @Test
  void asJsonItIsAnObjectALineOnATerminalToo() throws Exception {
    JsonNode one = cluster("a ready 0");
    JsonNode two = cluster("a ready 2");
    watch(true, true, one, one, two);
    assertThat(out.toString()).isEqualTo(one + "\n" + two + "\n");
  }

  @Test
  void onATerminalTheTableIsDrawnAgain() throws Exception {
    JsonNode one = cluster("a ready 0");
    watch(false, true, one, one);
    assertThat(out.toString().split("\033\\[H\033\\[J", -1)).hasSize(3);
    assertThat(out.toString()).contains("TABLE 1\n");
  }

  @Test
  void whoIsSilentIsToldOnceAndWaitedFor() throws Exception {
    JsonNode one = cluster("a ready 0");
    watch(false, false, one, NOBODY, NOBODY, cluster("a ready 1"), NOBODY);
    assertThat(out.toString().lines()).hasSize(2);
    assertThat(err.toString())
        .isEqualTo("sellaprime: no node answers; tried again until Ctrl-C\n".repeat(2));
  }
}
