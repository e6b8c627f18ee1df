package sellaprime.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import sellaprime.testkit.ProcessCluster;
import sellaprime.testkit.ProcessNode;

/** A test that takes longer than its node lives. */
class LongNumberIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @Test
  void aTestWhoseNodeIsKilledGoesOnElsewhereFromItsLastCheckpoint() throws Exception {
    try (ProcessCluster cluster = new ProcessCluster("long")) {
      cluster.start();
      cluster.start();
      assertThat(cluster.node(0).submit("m", "2^86243-1").join().statusCode()).isEqualTo(202);
      ProcessNode running = running(cluster);
      ProcessNode other = cluster.node(running == cluster.node(0) ? 1 : 0);
      await().atMost(PATIENCE).until(() -> progress(job(other)) > 0);
      double first = progress(job(other));
      // So far that a tester which begins anew tells less at first.
      await().atMost(PATIENCE).until(() -> progress(job(other)) > 4 * first);
      double before = progress(job(other));
      running.kill();
      await().atMost(PATIENCE).until(() -> job(other).path("attempts").asInt() == 2);
      double reached = progress(job(other));
      assertThat(reached).as("the last record of the first tester").isGreaterThanOrEqualTo(before);
      JsonNode[] next = new JsonNode[1];
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                next[0] = job(other);
                return isDone(next[0]) || progress(next[0]) != reached;
              });
      if (!isDone(next[0])) {
        assertThat(progress(next[0])).as("what the next tester tells first").isGreaterThan(reached);
      }
      await().atMost(PATIENCE).until(() -> isDone(job(other)));
      JsonNode job = job(other);
      assertThat(job.path("verdict").asText()).isEqualTo("prime");
      assertThat(job.has("progress")).isFalse();
      assertThat(job.path("history")).hasSize(1);
      assertThat(job.path("history").get(0).path("kind").asText()).isEqualTo("interrupted");
    }
  }

  private static ProcessNode running(ProcessCluster cluster) {
    String[] name = new String[1];
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              for (JsonNode node : cluster.node(0).get("/v1/cluster").path("nodes")) {
                if (node.path("running").asInt() > 0) {
                  name[0] = node.path("name").asText();
                }
              }
              return name[0] != null;
            });
    return cluster.node(0).name().equals(name[0]) ? cluster.node(0) : cluster.node(1);
  }

  private static double progress(JsonNode job) {
    return job.path("progress").asDouble(0);
  }

  private static boolean isDone(JsonNode job) {
    return job.path("state").asText().equals("done");
  }

  private static JsonNode job(ProcessNode node) throws Exception {
    return node.get("/v1/jobs/m");
  }
}
