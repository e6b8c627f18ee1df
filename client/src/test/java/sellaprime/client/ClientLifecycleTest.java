package sellaprime.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads, start and stop of a client, on a cluster in memory. */
@Timeout(30)
class ClientLifecycleTest {
  private final FakeCluster cluster = new FakeCluster(new ManualClock(), "a:1");
  private final FakeCluster.FakeNode node = cluster.node("a:1");

  private PrimesClientBuilder builder() {
    return PrimesClient.builder().addresses("a:1").connector(cluster);
  }

  private void finishEveryJobAtOnce() {
    node.after = cluster::finishAll;
  }

  @Test
  void closingFailsWhatIsPendingAndClosingAgainIsFine() {
    PrimesClient client = builder().connect();
    CompletableFuture<JobInfo> pending = client.testAsync("7");
    client.close();
    client.close();
    assertThatThrownBy(() -> pending.get(20, SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(PrimesClientException.class)
        .hasMessageContaining("The client was closed");
  }

  @Test
  void aCallAfterTheCloseFailsAtOnce() {
    PrimesClient client = builder().connect();
    client.close();
    assertThat(client.testAsync("7")).isCompletedExceptionally();
    assertThatThrownBy(() -> client.submit("7")).hasMessageContaining("The client was closed");
  }

  @Test
  void closingDoesNotWaitForAFrozenNode() throws Exception {
    CountDownLatch frozen = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    node.before =
        () -> {
          frozen.countDown();
          try {
            never.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        };
    PrimesClient client = builder().connect();
    CompletableFuture<JobInfo> pending = client.testAsync("7");
    frozen.await();
    client.close();
    assertThatThrownBy(() -> pending.get(20, SECONDS)).isInstanceOf(ExecutionException.class);
  }

  @Test
  void theIoThreadIsADaemonAndEndsWithTheClient() throws Exception {
    AtomicReference<Thread> io = new AtomicReference<>();
    node.before = () -> io.set(Thread.currentThread());
    try (PrimesClient client = builder().connect()) {
      client.submit("7");
    }
    Thread thread = Objects.requireNonNull(io.get());
    assertThat(thread.getName()).isEqualTo("sellaprime-client-io");
    assertThat(thread.isDaemon()).isTrue();
    thread.join();
  }

  @Test
  void dependentsMayBlockOnOtherFuturesOfTheSameClient() throws Exception {
    finishEveryJobAtOnce();
    try (PrimesClient client = builder().connect()) {
      CompletableFuture<?>[] futures = new CompletableFuture<?>[64];
      for (int i = 0; i < futures.length; i++) {
        futures[i] = client.testAsync("7").thenApply(job -> client.testAsync("11").join().number());
      }
      CompletableFuture.allOf(futures).get(20, SECONDS);
    }
  }

  @Test
  void dependentsNeverRunInTheIoThread() throws Exception {
    finishEveryJobAtOnce();
    try (PrimesClient client = builder().connect()) {
      CountDownLatch registered = new CountDownLatch(1);
      node.before =
          () -> {
            try {
              registered.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          };
      CompletableFuture<String> thread =
          client.testAsync("7").thenApply(job -> Thread.currentThread().getName());
      registered.countDown();
      assertThat(thread.get(20, SECONDS)).startsWith("sellaprime-client-callback-");
    }
  }

  @Test
  void aTestWithoutAnAnswerInTimeTellsTheIdToAskLater() throws Exception {
    try (PrimesClient client = builder().connect()) {
      AtomicReference<String> id = new AtomicReference<>();
      assertThatThrownBy(() -> client.test("7", Duration.ofMillis(50)))
          .isInstanceOfSatisfying(AnswerTimeoutException.class, e -> id.set(e.id()));
      finishEveryJobAtOnce();
      assertThat(client.await(Objects.requireNonNull(id.get())).get(20, SECONDS).number())
          .isEqualTo("7");
    }
  }

  @Test
  void anInterruptedTestIsCancelledInTheCluster() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    node.before =
        () -> {
          String last = cluster.messages.get(cluster.messages.size() - 1);
          if (last.contains("get")) {
            asked.countDown();
          } else if (last.contains("cancel")) {
            cancelled.countDown();
          }
        };
    try (PrimesClient client = builder().connect()) {
      AtomicReference<Throwable> end = new AtomicReference<>();
      Thread caller =
          new Thread(
              () -> {
                try {
                  client.test("7");
                } catch (Throwable e) {
                  end.set(e);
                }
              });
      caller.start();
      asked.await();
      caller.interrupt();
      caller.join();
      assertThat(end.get()).isInstanceOf(InterruptedException.class);
      assertThat(cancelled.await(20, SECONDS)).isTrue();
    }
  }

  @Test
  void aJobThatFailedIsAnExceptionForATest() {
    node.after = () -> cluster.jobs.values().forEach(job -> job.state = JobInfo.State.FAILED);
    try (PrimesClient client = builder().connect()) {
      assertThatThrownBy(() -> client.test("7"))
          .isInstanceOfSatisfying(
              JobFailedException.class,
              e -> assertThat(e.job().state()).isEqualTo(JobInfo.State.FAILED))
          .hasMessageContaining("failed: poison");
      assertThat(client.testAsync("7").join().state()).isEqualTo(JobInfo.State.FAILED);
    }
  }

  @Test
  void aBrokenClientTellsEveryoneWhoWaits() throws Exception {
    node.before =
        () -> {
          throw new NoClassDefFoundError("gone");
        };
    try (PrimesClient client = builder().connect()) {
      assertThatThrownBy(() -> client.testAsync("7").get(20, SECONDS))
          .cause()
          .isInstanceOf(PrimesClientException.class)
          .hasMessageContaining("The client has broken down: gone");
    }
  }

  @Test
  void aConnectionIsTriedUntilANodeComes() throws Exception {
    node.alive = false;
    CountDownLatch tried = new CountDownLatch(3);
    Connector late =
        address -> {
          tried.countDown();
          node.alive = tried.getCount() == 0;
          return cluster.connect(address);
        };
    try (PrimesClient client = builder().connector(late).connect()) {
      assertThat(client.submit("x", "7")).isEqualTo("x");
    }
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> builder().connectTimeout(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder().requestTimeout(Duration.ofDays(9)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder().giveUpAfter(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder().addresses("nowhere:x"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
