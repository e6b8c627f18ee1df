package sellaprime.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sellaprime.testkit.Command;
import sellaprime.testkit.Command.Result;
import sellaprime.testkit.ProcessCluster;
import sellaprime.testkit.ProcessNode;

/** Nodes with {@code --data} as processes: kill -9 of all of them at once loses nothing. */
class DurableIT {
  /** Two hundred; 5000 with {@code -Dsellaprime.durable.jobs=5000}. */
  private static final int JOBS = Integer.getInteger("sellaprime.durable.jobs", 200);

  /** So large that few are done when all are accepted: a few jobs have to be larger for that. */
  private static final int BITS = JOBS > 1_000 ? 4096 : 6144;

  private static final int MOST_DONE = JOBS > 1_000 ? JOBS / 20 : JOBS / 5;

  private static final Duration PATIENCE = Duration.ofMinutes(JOBS > 1_000 ? 30 : 10);

  @TempDir private Path directories;

  @Test
  void everyAcceptedJobIsAnsweredWhenAllNodesAreKilledAtOnce() throws Exception {
    try (ProcessCluster cluster = new ProcessCluster("durable")) {
      for (int i = 0; i < 3; i++) {
        start(cluster, i);
      }
      Workload work = Workload.heavy("durable", BITS, JOBS);
      work.submitTo(cluster.node(0));
      Map<String, JsonNode> before = work.doneAt(cluster.node(1));
      System.out.printf("durable: %d of %d jobs unfinished%n", JOBS - before.size(), JOBS);
      assertThat(before).as("jobs done before the kill").hasSizeLessThan(MOST_DONE);
      cluster.living().forEach(node -> node.process().destroyForcibly()); // not one after the other
      cluster.living().forEach(ProcessNode::kill);

      ProcessNode second = start(cluster, 1);
      ProcessNode third = start(cluster, 2);
      Map<String, JsonNode> outcomes = work.awaitAllCorrect(second, PATIENCE);
      work.assertNoneSubmittedAgain(outcomes);
      assertThat(outcomes).as("outcomes from before the kill stand").containsAllEntriesOf(before);
      ProcessNode first = start(cluster, 0);
      assertThat(work.awaitAllCorrect(third, PATIENCE)).isEqualTo(outcomes);
      assertThat(work.awaitAllCorrect(first, PATIENCE)).isEqualTo(outcomes);
      assertInUseIsRefused(first, 0);
    }
  }

  private ProcessNode start(ProcessCluster cluster, int directory) throws IOException {
    return cluster.start("--data", directories.resolve("d" + directory).toString());
  }

  private void assertInUseIsRefused(ProcessNode owner, int directory) throws Exception {
    Result result = serve(directories.resolve("d" + directory));
    assertThat(result.err())
        .contains("is in use by a running node (process " + owner.process().pid() + ")");
    assertThat(result.exit()).isEqualTo(2);
  }

  @Test
  void aFileInPlaceOfADirectoryIsToldInASentence() throws Exception {
    Path file = Files.writeString(directories.resolve("file"), "precious");
    Result result = serve(file);
    assertThat(result.err())
        .endsWith("sellaprime: " + file + " is a file; --data takes a directory\n");
    assertThat(result.out()).isEmpty();
    assertThat(result.exit()).isEqualTo(2);
    assertThat(file).hasContent("precious");
  }

  private static Result serve(Path data) throws Exception {
    return Command.sellaprime(
            "serve",
            "--http-port=0",
            "--thin-port=0",
            "--discovery-port=0",
            "--data",
            data.toString())
        .run();
  }
}
