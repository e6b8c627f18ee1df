package sellaprime.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import sellaprime.testkit.ProcessCluster;
import sellaprime.testkit.ProcessNode;

/** A number whose test kills its JVM each time: three testers at most, and no other job is lost. */
class PoisonIT {
  private static final String DEADLY = "10^61+1";
  private static final int KILLED_BY_THE_HOOK = 137;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** Its nodes die of {@link #DEADLY}. */
  private static ProcessCluster deadlyTo(String name) {
    return new ProcessCluster(
        name,
        Map.of(
            "SELLAPRIME_JAVA_OPTS",
            "-Xmx256m -Dsellaprime.test.hooks=true -Dsellaprime.test.poison=" + DEADLY));
  }

  private static void awaitAllFailed(ProcessCluster cluster, int jobs) {
    await()
        .atMost(PATIENCE)
        .pollInterval(200, MILLISECONDS)
        .ignoreExceptions()
        .until(() -> allFailed(cluster, jobs));
  }

  @Test
  void aJobThatKillsItsJvmTakesThreeTestersAndIsSetAside() throws Exception {
    try (ProcessCluster cluster = deadlyTo("poison")) {
      for (int i = 0; i < 5; i++) {
        cluster.start();
      }
      Workload beside = new Workload("beside", 500);
      beside.submitTo(cluster.node(0));
      assertThat(cluster.node(1).submit("poison", DEADLY).get(60, TimeUnit.SECONDS).statusCode())
          .isIn(200, 202);
      await().atMost(PATIENCE).pollInterval(200, MILLISECONDS).until(() -> deadOf(cluster) == 3);
      ProcessNode survivor = cluster.living().get(0);
      JsonNode poison = survivor.get("/v1/jobs/poison?wait=120");
      assertThat(poison.path("state").asText()).as("%s", poison).isEqualTo("failed");
      assertThat(poison.path("reason").asText()).startsWith("poison");
      assertThat(poison.path("history")).hasSize(3);
      Set<String> testers = new HashSet<>();
      poison.path("history").forEach(event -> testers.add(event.path("tester").asText()));
      assertThat(testers).hasSize(3);
      assertThat(cluster.living()).as("no fourth one died").hasSize(2);
      Map<String, JsonNode> outcomes = beside.awaitAllCorrect(survivor, PATIENCE);
      assertThat(beside.awaitAllCorrect(cluster.living().get(1), PATIENCE)).isEqualTo(outcomes);
    }
  }

  @Test
  void aNumberThatKillsTakesThreeTestersByHoweverManyIdsItIsAsked() throws Exception {
    try (ProcessCluster cluster = deadlyTo("poisonids")) {
      for (int i = 0; i < 5; i++) {
        cluster.start();
      }
      Workload beside = new Workload("besideids", 300);
      beside.submitTo(cluster.node(0));
      for (int i = 0; i < 7; i++) { // while nodes die of it
        submitAnywhere(cluster, "ids-" + i);
      }
      awaitAllFailed(cluster, 7);
      for (int i = 7; i < 10; i++) { // and afterwards
        submitAnywhere(cluster, "ids-" + i);
      }
      awaitAllFailed(cluster, 10);
      for (ProcessNode survivor : cluster.living()) {
        JsonNode convenient = survivor.get("/v1/primality/" + URLEncoder.encode(DEADLY, UTF_8));
        assertThat(convenient.path("reason").asText()).startsWith("poison");
      }
      Map<String, JsonNode> outcomes = beside.awaitAllCorrect(cluster.living().get(0), PATIENCE);
      assertThat(beside.awaitAllCorrect(cluster.living().get(1), PATIENCE)).isEqualTo(outcomes);
      assertThat(deadOf(cluster)).as("testers that died").isEqualTo(3);
    }
  }

  /** At some node that lives, as a caller would: it may die at that very moment. */
  private static void submitAnywhere(ProcessCluster cluster, String id) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () -> {
              List<ProcessNode> living = cluster.living();
              ProcessNode node = living.get(Math.floorMod(id.hashCode(), living.size()));
              int status = node.submit(id, DEADLY).get(60, TimeUnit.SECONDS).statusCode();
              return status == 200 || status == 202;
            });
  }

  private static boolean allFailed(ProcessCluster cluster, int ids) throws Exception {
    for (ProcessNode node : cluster.living()) {
      for (int i = 0; i < ids; i++) {
        JsonNode job = node.get("/v1/jobs/ids-" + i);
        if (!job.path("state").asText().equals("failed")
            || !job.path("reason").asText().startsWith("poison")) {
          return false;
        }
      }
    }
    return true;
  }

  private static long deadOf(ProcessCluster cluster) {
    long dead = 0;
    for (int i = 0; i < 5; i++) {
      Process process = cluster.node(i).process();
      if (!process.isAlive()) {
        assertThat(process.exitValue()).isEqualTo(KILLED_BY_THE_HOOK);
        dead++;
      }
    }
    return dead;
  }

  @Test
  void withoutItsSwitchTheHookDoesNothing() throws Exception {
    try (ProcessCluster cluster =
        new ProcessCluster(
            "harmless",
            Map.of("SELLAPRIME_JAVA_OPTS", "-Xmx256m -Dsellaprime.test.poison=" + DEADLY))) {
      ProcessNode node = cluster.start();
      node.submit("harmless", DEADLY).get(60, TimeUnit.SECONDS);
      assertThat(node.get("/v1/jobs/harmless?wait=60").path("state").asText()).isEqualTo("done");
    }
  }
}
