package sellaprime.grid.tester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sellaprime.grid.jobs.TesterLoad;
import sellaprime.testkit.Samples;

@Timeout(30)
class LoadReporterTest {
  private final List<TesterLoad> rows = new CopyOnWriteArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final Semaphore gate = new Semaphore(1_000_000);
  private final LoadReporter reporter =
      new LoadReporter(
          2,
          (running, beat) ->
              Samples.row("a#1", false, 0, beat, running.toArray(new String[running.size()])),
          this::publish);
  private @Nullable CompletableFuture<Void> thread;

  private void publish(TesterLoad row) {
    gate.acquireUninterruptibly();
    if (failures.getAndUpdate(n -> n > 0 ? n - 1 : 0) > 0) {
      throw new IllegalStateException("told to fail");
    }
    rows.add(row);
  }

  private CompletableFuture<Void> start() {
    CompletableFuture<Void> running = inThread(reporter::run);
    thread = running;
    return running;
  }

  private interface Blocking {
    void run() throws InterruptedException;
  }

  private static CompletableFuture<Void> inThread(Blocking action) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                action.run();
                done.complete(null);
              } catch (Throwable e) {
                done.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return done;
  }

  @AfterEach
  void close() throws Exception {
    reporter.close();
    gate.release(1_000_000);
    if (thread != null) {
      thread.get(10, TimeUnit.SECONDS);
    }
  }

  private TesterLoad last() {
    return rows.get(rows.size() - 1);
  }

  @Test
  void writesARowAtOnceAndThenAsASignOfLife() {
    start();
    await().until(() -> rows.size() >= 3);
    assertThat(rows).extracting(TesterLoad::beat).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void announceReturnsOnlyOnceTheRowIsStored() throws Exception {
    start();
    await().until(() -> !rows.isEmpty());
    gate.drainPermits();
    CompletableFuture<Void> announced = inThread(() -> reporter.announce(1, List.of("j", "k")));
    await().until(gate::hasQueuedThreads);
    assertThat(announced).isNotDone();
    // The row in the writer's hand may have been built before the announcement: let two pass.
    gate.release(2);
    announced.get(10, TimeUnit.SECONDS);
    assertThat(rows).anyMatch(row -> row.running().equals(List.of("j", "k")));
    gate.release(1_000_000);
    reporter.release(1);
    await().until(() -> last().running().isEmpty());
  }

  @Test
  void announcementsOfSeveralWorkersStandInOneRow() throws Exception {
    start();
    reporter.announce(0, List.of("j"));
    reporter.announce(1, List.of("k"));
    assertThat(last().running()).containsExactlyInAnyOrder("j", "k");
  }

  @Test
  void aPublisherThatFailsIsTriedAgain() throws Exception {
    failures.set(3);
    start();
    reporter.announce(0, List.of("j"));
    assertThat(last().running()).containsExactly("j");
    assertThat(failures).hasValue(0);
  }

  @Test
  void aChangeIsToldSoon() {
    start();
    await().until(() -> !rows.isEmpty());
    int before = rows.size();
    reporter.changed();
    await().until(() -> rows.size() > before);
  }

  @Test
  void flushReturnsOnceARowIsStored() throws Exception {
    start();
    await().until(() -> !rows.isEmpty());
    int before = rows.size();
    reporter.flush();
    assertThat(rows).hasSizeGreaterThan(before);
  }

  @Test
  void closeReleasesWhoeverWaits() throws Exception {
    failures.set(Integer.MAX_VALUE);
    start();
    CompletableFuture<Void> announcing = inThread(() -> reporter.announce(0, List.of("j")));
    CompletableFuture<Void> flushing = inThread(reporter::flush);
    reporter.close();
    reporter.close();
    assertThatThrownBy(() -> announcing.get(10, TimeUnit.SECONDS))
        .isInstanceOf(CancellationException.class);
    flushing.get(10, TimeUnit.SECONDS);
    assertThatThrownBy(() -> reporter.announce(0, List.of("k")))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void flushDoesNotWaitForAReporterThatHasNotBegun() throws Exception {
    inThread(reporter::flush).get(10, TimeUnit.SECONDS);
    start();
    await().until(() -> !rows.isEmpty());
  }
}
