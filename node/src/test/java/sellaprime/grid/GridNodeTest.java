package sellaprime.grid;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import sellaprime.grid.gateway.JobStatus;
import sellaprime.job.Answer;
import sellaprime.job.NumberQuestion;
import sellaprime.job.Question;
import sellaprime.testkit.LocalCluster;

class GridNodeTest {
  @Test
  void aLoneNodeAnswers() throws Exception {
    try (LocalCluster cluster = LocalCluster.of(1)) {
      JobStatus status =
          cluster
              .node(0)
              .gateway()
              .submitAndWait(null, Question.of("2^127-1"), Duration.ofSeconds(20))
              .get(30, TimeUnit.SECONDS);
      assertThat(status.isOver()).isTrue();
      assertThat(requireNonNull(status.job().outcome()).answer()).isEqualTo(Answer.PRIME);
    }
  }

  @Test
  void aJobIsChargedWithItsRandomRounds() throws Exception {
    try (LocalCluster cluster = LocalCluster.of(1)) {
      long[] nanos = new long[2];
      for (int i = 0; i < 2; i++) {
        JobStatus status =
            cluster
                .node(0)
                .gateway()
                .submit("j" + i, new NumberQuestion("10^300+2", 1000 * i, false)) // even: quick
                .get(30, TimeUnit.SECONDS);
        nanos[i] = status.job().expectedNanos();
      }
      assertThat((double) nanos[1] / nanos[0]).isBetween(400.0, 402.0);
    }
  }

  @Test
  void twoNodesShareTheWork() throws Exception {
    try (LocalCluster cluster = LocalCluster.of(2)) {
      for (int round = 0; round < 3; round++) {

        List<CompletableFuture<JobStatus>> all = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
          all.add(
              cluster
                  .node(0)
                  .gateway()
                  .submitAndWait(null, Question.of("" + (1_000_003L + i)), Duration.ofSeconds(20)));
        }
        for (CompletableFuture<JobStatus> f : all) {
          assertThat(f.get(30, TimeUnit.SECONDS).isOver()).isTrue();
        }
      }
      assertThat(cluster.node(1).cluster().nodes()).hasSize(2);
    }
  }
}
