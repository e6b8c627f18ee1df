package sellaprime.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sellaprime.grid.PortChoice;
import sellaprime.testkit.ProcessCluster;
import sellaprime.testkit.ProcessNode;

/** Keepers and testers as processes: whoever dies, what was accepted is answered. */
class RolesIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @Test
  void nothingIsLostWhenATesterAndAKeeperAreKilled() throws Exception {
    try (ProcessCluster cluster = ProcessCluster.of("roles", 2)) {
      ProcessNode keeper = cluster.node(0);
      ProcessNode doomedKeeper = cluster.node(1);
      ProcessNode tester = cluster.startTester();
      ProcessNode doomedTester = cluster.startTester();
      assertThat(keeper.clusterSize()).isEqualTo(4);
      Workload work = new Workload("roles", 800);
      work.submitTo(doomedKeeper);
      await()
          .pollDelay(Duration.ZERO)
          .atMost(PATIENCE)
          .until(() -> atWork(keeper).contains(doomedTester.name()));
      assertThat(keeper.unfinished()).as("jobs pending at the kill").isGreaterThan(100);

      doomedTester.kill();
      doomedKeeper.kill();

      Set<String> answerers = new HashSet<>();
      for (JsonNode job : work.awaitAllCorrect(keeper, PATIENCE).values()) {
        answerers.add(job.path("node").asText());
      }
      assertThat(answerers).contains(keeper.name(), tester.name());
      await().atMost(PATIENCE).ignoreExceptions().until(() -> keeper.clusterSize() == 2);
      assertThat(tester.isReady()).isTrue();
      for (JsonNode node : keeper.get("/v1/cluster").path("nodes")) {
        boolean isTester = node.path("name").asText().equals(tester.name());
        assertThat(node.path("role").asText()).isEqualTo(isTester ? "tester" : "keeper");
      }
    }
  }

  /** Who has one of the last 200 jobs or has answered one, as {@code asked} knows. */
  private static Set<String> atWork(ProcessNode asked) throws Exception {
    Set<String> names = new HashSet<>();
    for (JsonNode job : asked.get("/v1/jobs?limit=200").path("jobs")) {
      names.add(job.path(job.has("owner") ? "owner" : "node").asText());
    }
    return names;
  }

  @Test
  void aTesterOutlivesItsKeepersAndLeavesInGoodOrder() throws Exception {
    int port = PortChoice.ANY_FREE.choose("127.0.0.1");
    String at = String.valueOf(port);
    try (ProcessCluster cluster = new ProcessCluster("alone")) {
      ProcessNode gone = cluster.start("--discovery-port", at);
      ProcessNode tester = cluster.startTester();
      assertThat(tester.isReady()).isTrue();
      assertThat(tester.get("/v1/jobs").path("status").asInt()).isEqualTo(404);

      gone.kill();
      await().atMost(PATIENCE).until(() -> !tester.isReady());
      assertThat(tester.get("/livez").path("status").asText()).isEqualTo("live");

      ProcessNode keeper = cluster.start("--discovery-port", at);
      await().atMost(PATIENCE).until(tester::isReady);
      Workload work = new Workload("alone", 400);
      work.submitTo(keeper);
      tester.terminate();
      assertThat(tester.awaitExit(Duration.ofMinutes(1))).isZero();
      Map<String, JsonNode> outcomes = work.awaitAllCorrect(keeper, PATIENCE);
      Set<String> answerers = new HashSet<>();
      outcomes.values().forEach(job -> answerers.add(job.path("node").asText()));
      assertThat(answerers).contains(keeper.name());
      outcomes.forEach((id, job) -> assertThat(job.path("history")).as(id).isEmpty());
    }
  }
}
