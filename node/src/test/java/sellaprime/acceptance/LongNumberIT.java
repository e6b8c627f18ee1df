package sellaprime.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import sellaprime.testkit.ProcessCluster;
import sellaprime.testkit.ProcessNode;

/** A test that takes longer than its node lives. */
class LongNumberIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @Test
  void aTestWhoseNodeIsKilledGoesOnElsewhereFromItsLastCheckpoint() throws Exception {
    Map<String, String> saveOften =
        Map.of("SELLAPRIME_JAVA_OPTS", "-Xmx512m -Dsellaprime.save-every-ms=200");
    try (ProcessCluster cluster = new ProcessCluster("long", saveOften)) {
      cluster.start();
      cluster.start();
      assertThat(cluster.node(0).submit("m", "2^86243-1").join().statusCode()).isEqualTo(202);
      ProcessNode running = running(cluster);
      ProcessNode other = cluster.node(running == cluster.node(0) ? 1 : 0);
      // Checkpoints are offered once a second: by the second after the first record there is one.
      await().atMost(PATIENCE).until(() -> progress(other) > 0);
      TimeUnit.SECONDS.sleep(2);
      double first = progress(other);
      await().atMost(PATIENCE).until(() -> progress(other) > first);
      running.kill();
      double reached = progress(other);
      await().atMost(PATIENCE).until(() -> job(other).path("attempts").asInt() == 2);
      await()
          .atMost(PATIENCE)
          .until(() -> job(other).path("state").asText().equals("done") || progress(other) > 0);
      assertThat(job(other).path("progress").asDouble(1))
          .as("what the next tester tells first")
          .isGreaterThanOrEqualTo(reached);
      await().atMost(PATIENCE).until(() -> job(other).path("state").asText().equals("done"));
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

  private static double progress(ProcessNode node) throws Exception {
    return job(node).path("progress").asDouble(0);
  }

  private static JsonNode job(ProcessNode node) throws Exception {
    return node.get("/v1/jobs/m");
  }
}
