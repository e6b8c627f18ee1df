package sellaprime.grid;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sellaprime.grid.batch.Batches;
import sellaprime.grid.batch.format.LineForm;
import sellaprime.grid.gateway.CallerId;
import sellaprime.job.Answer;
import sellaprime.job.Ask;
import sellaprime.job.BatchQuestion;
import sellaprime.job.JobState;
import sellaprime.job.NumberQuestion;
import sellaprime.job.PrimeSpec;
import sellaprime.job.SaleQuestion;
import sellaprime.testkit.LocalCluster;

/** What is cancelled while it runs lets go of its workers, whichever node is told. */
@Timeout(240)
class CancelTest {
  private static LocalCluster cluster;

  @BeforeAll
  static void start() {
    cluster = LocalCluster.of(2);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static ConditionFactory patiently() {
    return await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(5));
  }

  /**
   * What was cancelled takes far longer than this by itself; and a tester hears of it within
   * moments. How many of them cannot be said here: one step of a test, and a slow machine may take
   * seconds.
   */
  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(5));
  }

  /** Cancels {@code id} at the node that it was not given to, once it is in hand. */
  private static void cancelOnceItRuns(String id) {
    patiently()
        .until(() -> cluster.node(0).cluster().nodes().stream().anyMatch(n -> n.running() > 0));
    cluster.node(1).gateway().cancel(id).orTimeout(45, TimeUnit.SECONDS).join();
    for (GridNode node : cluster.nodes()) {
      assertThat(requireNonNull(node.jobs().get(id)).state()).isEqualTo(JobState.CANCELLED);
    }
    for (GridNode node : cluster.nodes()) {
      soon().until(() -> requireNonNull(node.tester()).unfinished() == 0);
      patiently().until(() -> node.jobs().unfinished().size() == 0);
    }
    cluster.node(0).gateway().submit(id + "-after", new NumberQuestion("2^89-1", 0, true)).join();
    patiently()
        .until(() -> requireNonNull(cluster.node(1).jobs().get(id + "-after")).state().isFinal());
    assertThat(
            requireNonNull(requireNonNull(cluster.node(1).jobs().get(id + "-after")).outcome())
                .answer())
        .as("a worker is free")
        .isEqualTo(Answer.PRIME);
    assertThat(requireNonNull(cluster.node(0).jobs().get(id)).state())
        .as("nothing changes that")
        .isEqualTo(JobState.CANCELLED);
  }

  @Test
  void aLongNumber() {
    String number = "(2^110503-1)*(2^216091-1)"; // minutes, however good the machine
    cluster.node(0).gateway().submit("number", new NumberQuestion(number, 0, true)).join();
    cancelOnceItRuns("number");
  }

  @Test
  void aBatch() {
    Batches batches = cluster.node(0).batches();
    batches.open(CallerId.OWN, "batch", new BatchQuestion(Ask.PRIME, 0, false, 0)).join();
    byte[] lines = "(2^2203-1)*(2^2281-1)\n".repeat(3_000).getBytes(StandardCharsets.UTF_8);
    Thread feeder = new Thread(() -> feed(batches, lines));
    feeder.start();
    cancelOnceItRuns("batch");
    patiently().until(() -> !feeder.isAlive());
  }

  /** Ends because the batch does, or because all is fed. */
  private static void feed(Batches batches, byte[] lines) {
    try {
      batches.feed(
          "batch",
          new Batches.Sent(new ByteArrayInputStream(lines), 1, true, LineForm.RECOGNISED),
          () -> false);
    } catch (IOException | RuntimeException e) {
      assertThat(e).hasMessageContaining("over");
    }
  }

  @Test
  void aSale() {
    PrimeSpec safe = new PrimeSpec(8192, 0, true, null, null);
    cluster.node(0).gateway().submit("sale", new SaleQuestion(safe, 1)).join();
    cancelOnceItRuns("sale");
  }
}
