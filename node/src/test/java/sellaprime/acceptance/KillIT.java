package sellaprime.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import sellaprime.client.JobInfo;
import sellaprime.client.PrimesClient;
import sellaprime.testkit.KnownNumbers;
import sellaprime.testkit.KnownNumbers.KnownNumber;
import sellaprime.testkit.ProcessCluster;
import sellaprime.testkit.ProcessNode;

/** Real processes, real signals: what is accepted is answered, whatever dies. */
class KillIT {
  private static final int JOBS = 2_000;

  /** Primes of so many bits, for a test that is to find most of its jobs unfinished. */
  private static final int BITS = 4096;

  private static final int HEAVY = 300;
  private static final int PENDING = HEAVY / 2;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @Test
  void everyAcceptedJobIsAnsweredWhenTheSubmittingNodeAndOneMoreAreKilled() throws Exception {
    try (ProcessCluster cluster = ProcessCluster.of("kill", 3)) {
      Workload work = Workload.heavy("kill", BITS, HEAVY);
      work.submitTo(cluster.node(0));
      ProcessNode survivor = cluster.node(2);
      assertThat(survivor.unfinished()).as("jobs pending at the kill").isGreaterThan(PENDING);
      cluster.node(0).kill();
      cluster.node(1).kill();
      ProcessNode late = cluster.start();
      Map<String, JsonNode> outcomes = work.awaitAllCorrect(survivor, PATIENCE);
      assertThat(work.awaitAllCorrect(late, PATIENCE))
          .as("outcomes as the other node shows them")
          .isEqualTo(outcomes);
    }
  }

  @Test
  void thinClientCallersKeepWaitingThroughTheKill() throws Exception {
    try (ProcessCluster cluster = ProcessCluster.of("thin", 3);
        PrimesClient client = PrimesClient.connect(cluster.node(0).thin())) {
      List<KnownNumber> samples = new ArrayList<>();
      List<CompletableFuture<JobInfo>> answers = new ArrayList<>();
      List<CompletableFuture<String>> accepted = new ArrayList<>();
      for (int i = 0; i < HEAVY; i++) {
        String id = "thin-" + i;
        samples.add(KnownNumbers.heavy(BITS, i));
        accepted.add(client.submitAsync(id, samples.get(i).number()));
      }
      for (CompletableFuture<String> id : accepted) {
        answers.add(client.await(id.get(60, TimeUnit.SECONDS)));
      }
      assertThat(cluster.node(2).unfinished())
          .as("jobs pending at the kill")
          .isGreaterThan(PENDING);
      cluster.node(0).kill(); // the one that the client is connected to
      cluster.node(1).kill();
      for (int i = 0; i < HEAVY; i++) {
        JobInfo job = answers.get(i).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(job.verdict()).as("%s", job).isNotNull();
        assertThat(job.verdict().isProbablePrime()).isEqualTo(samples.get(i).prime());
      }
    }
  }

  @Test
  void aNodeStartedWhileJobsRunTakesWork() throws Exception {
    try (ProcessCluster cluster = ProcessCluster.of("late", 1)) {
      Workload first = new Workload("first", 1_000);
      first.submitTo(cluster.node(0));
      ProcessNode late = cluster.start();
      Workload second = new Workload("second", 500);
      second.submitTo(cluster.node(0));
      Set<String> answerers = new HashSet<>();
      first.awaitAllCorrect(late, PATIENCE);
      second
          .awaitAllCorrect(cluster.node(0), PATIENCE)
          .values()
          .forEach(job -> answerers.add(job.path("node").asText()));
      assertThat(answerers).contains(late.name());
    }
  }

  @Test
  void aNodeFrozenBeyondTheDetectionTimeComesBackAndLosesNothing() throws Exception {
    try (ProcessCluster cluster = ProcessCluster.of("freeze", 3)) {
      Workload work = new Workload("freeze", JOBS);
      work.submitTo(cluster.node(0));
      ProcessNode frozen = cluster.node(1);
      frozen.signal("STOP");
      Map<String, JsonNode> outcomes = work.awaitAllCorrect(cluster.node(0), PATIENCE);
      frozen.signal("CONT");
      // It was declared dead meanwhile: it finds that out, and comes back by itself.
      for (ProcessNode node : cluster.living()) {
        awaitSize(node, 3);
      }
      assertThat(frozen.process().isAlive()).isTrue();
      assertThat(work.awaitAllCorrect(frozen, PATIENCE)).isEqualTo(outcomes);
      assertThat(work.awaitAllCorrect(cluster.node(0), PATIENCE)).isEqualTo(outcomes);
      assertThat(work.awaitAllCorrect(cluster.node(2), PATIENCE)).isEqualTo(outcomes);
    }
  }

  @Test
  void oneOfTwoNodesIsFrozenAndComesBackToTheOther() throws Exception {
    try (ProcessCluster cluster = ProcessCluster.of("freezetwo", 2)) {
      Workload work = new Workload("freezetwo", JOBS);
      work.submitTo(cluster.node(0));
      ProcessNode frozen = cluster.node(1);
      frozen.signal("STOP");
      awaitSize(cluster.node(0), 1); // neither is told by Ignite that it is cut off
      frozen.signal("CONT");
      for (ProcessNode node : cluster.living()) {
        awaitSize(node, 2);
      }
      assertThat(cluster.living()).hasSize(2);
      assertThat(work.awaitAllCorrect(frozen, PATIENCE))
          .isEqualTo(work.awaitAllCorrect(cluster.node(0), PATIENCE));
    }
  }

  private static void awaitSize(ProcessNode node, int size) {
    await().atMost(PATIENCE).ignoreExceptions().until(() -> node.clusterSize() == size);
  }

  @Test
  void aNodeToldToLeaveHandsItsQueueOverAndExitsWithZero() throws Exception {
    try (ProcessCluster cluster = ProcessCluster.of("leave", 2)) {
      Workload work = new Workload("leave", 1_000);
      work.submitTo(cluster.node(0));
      cluster.node(0).terminate();
      assertThat(cluster.node(0).awaitExit(Duration.ofSeconds(40))).isZero();
      work.awaitAllCorrect(cluster.node(1), PATIENCE);
    }
  }
}
