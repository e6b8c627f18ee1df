package sellaprime.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import sellaprime.grid.gateway.JobStatus;
import sellaprime.job.Question;
import sellaprime.metrics.NodeMetrics;
import sellaprime.testkit.Gate;
import sellaprime.testkit.LocalCluster;
import sellaprime.testkit.Scrape;

/** What two nodes count when one goes: each thing once, at one of the two. */
class HandOverMetricsTest {
  private static final int JOBS = 40;

  private final Gate gate = new Gate();
  private final LocalCluster cluster = new LocalCluster();
  private final List<NodeMetrics> metrics = new ArrayList<>();

  private GridNode start() {
    NodeMetrics own = NodeMetrics.ofKeeper();
    metrics.add(own);
    GridNode node = cluster.start(cluster.settings(), gate.test(), own.observer());
    own.show(node.figures());
    return node;
  }

  private double sum(String name, String... labels) {
    return metrics.stream().mapToDouble(one -> Scrape.parse(one.text()).sum(name, labels)).sum();
  }

  @Test
  void whatATesterLeavesIsCountedOnce() {
    try {
      GridNode stays = start();
      GridNode goes = start();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> stays.cluster().nodes().stream().allMatch(n -> n.state().equals("ready")));
      List<CompletableFuture<JobStatus>> accepted = new ArrayList<>();
      for (int i = 0; i < JOBS; i++) {
        accepted.add(stays.gateway().submit("job-" + i, Question.of("10^40+" + (2 * i + 1))));
      }
      accepted.forEach(CompletableFuture::join);
      assertThat(sum("sellaprime_attempts_total", "reason", "first")).isEqualTo(JOBS);
      String leaver = goes.ignite().cluster().localNode().id().toString();
      double there =
          (double)
              stays.jobs().unfinished().all().stream()
                  .filter(job -> job.owner().startsWith(leaver))
                  .count();
      assertThat(there).isPositive();

      goes.close();
      gate.open();
      for (int i = 0; i < JOBS; i++) {
        assertThat(stays.gateway().await("job-" + i, Duration.ofSeconds(60)).join())
            .satisfies(job -> assertThat(job.isOver()).isTrue());
      }
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(sum("sellaprime_jobs_total")).isEqualTo(JOBS));
      assertThat(sum("sellaprime_handovers_total", "cause", "orphaned")).isEqualTo(there);
      assertThat(
              sum("sellaprime_attempts_total", "reason", "moved")
                  + sum("sellaprime_attempts_total", "reason", "crashed"))
          .isEqualTo(there);
      assertThat(sum("sellaprime_job_test_seconds_count")).isGreaterThanOrEqualTo(JOBS);
    } finally {
      cluster.close();
      metrics.forEach(NodeMetrics::close);
    }
  }
}
