package sellaprime.grid.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sellaprime.grid.observe.GridObserver;
import sellaprime.grid.observe.GridObserver.Lane;
import sellaprime.job.JobEvent;
import sellaprime.job.JobEvent.Cancelled;
import sellaprime.job.Ruling;
import sellaprime.testkit.Samples;

@Timeout(60)
class GroupCommitTest {
  /** Writes nothing; remembers batches, can be held up and told what fails. */
  private static final class FakeWriter implements GroupCommit.Writer {
    final List<SortedMap<String, JobEvent>> batches =
        Collections.synchronizedList(new ArrayList<>());
    final Semaphore permits = new Semaphore(0);
    final CountDownLatch entered = new CountDownLatch(1);
    volatile boolean gated;
    volatile Predicate<SortedMap<String, JobEvent>> fails = batch -> false;
    volatile BiPredicate<SortedMap<String, JobEvent>, String> lacks = (batch, id) -> false;

    @Override
    public Map<String, Ruling> write(SortedMap<String, JobEvent> batch) {
      entered.countDown();
      if (gated) {
        permits.acquireUninterruptibly();
      }
      batches.add(batch);
      if (fails.test(batch)) {
        throw new IllegalStateException("told to fail");
      }
      Map<String, Ruling> rulings = new HashMap<>();
      for (String id : batch.keySet()) {
        if (!lacks.test(batch, id)) {
          rulings.put(id, Ruling.appliedElsewhere());
        }
      }
      return rulings;
    }
  }

  private final FakeWriter writer = new FakeWriter();
  private final GroupCommit commit = new GroupCommit(Lane.MOVES, GridObserver.NONE, writer);

  @AfterEach
  void close() {
    writer.permits.release(1_000_000);
    commit.close();
  }

  private static JobEvent event() {
    return new Cancelled(1);
  }

  /** Holds the writer up in a first batch, so that what comes next gathers. */
  private CompletableFuture<Ruling> hold() throws InterruptedException {
    writer.gated = true;
    CompletableFuture<Ruling> first = commit.submit("first", event());
    writer.entered.await();
    return first;
  }

  private void letGo() {
    writer.gated = false;
    writer.permits.release();
  }

  private static Ruling get(CompletableFuture<Ruling> ruling) {
    return ruling.orTimeout(20, TimeUnit.SECONDS).join();
  }

  @Test
  void aLoneChangeNeedsNoCompany() {
    assertThat(get(commit.submit("a", event())).isApplied()).isTrue();
    assertThat(writer.batches).hasSize(1);
  }

  @Test
  void whatArrivesDuringABatchMakesUpTheNextSortedByKey() throws Exception {
    CompletableFuture<Ruling> first = hold();
    List<CompletableFuture<Ruling>> all = new ArrayList<>(List.of(first));
    for (String id : List.of("c", "a", "b")) {
      all.add(commit.submit(id, event()));
    }
    letGo();
    all.forEach(GroupCommitTest::get);
    assertThat(writer.batches).hasSize(2);
    assertThat(writer.batches.get(1).keySet()).containsExactly("a", "b", "c");
  }

  @Test
  void aBatchIsBounded() throws Exception {
    hold();
    List<CompletableFuture<Ruling>> all = new ArrayList<>();
    for (int i = 0; i < 2 * GroupCommit.MAX_BATCH + 1; i++) {
      all.add(commit.submit("k" + i, event()));
    }
    letGo();
    all.forEach(GroupCommitTest::get);
    assertThat(writer.batches)
        .extracting(Map::size)
        .containsExactly(1, GroupCommit.MAX_BATCH, GroupCommit.MAX_BATCH, 1);
  }

  @Test
  void changesOfOneJobNeverShareABatchAndKeepTheirOrder() throws Exception {
    hold();
    JobEvent one = event();
    JobEvent two = event();
    JobEvent three = event();
    List<CompletableFuture<Ruling>> all =
        List.of(
            commit.submit("a", one),
            commit.submit("a", two),
            commit.submit("b", event()),
            commit.submit("a", three));
    letGo();
    all.forEach(GroupCommitTest::get);
    assertThat(writer.batches.stream().skip(1).map(batch -> batch.get("a")))
        .containsExactly(one, two, three);
    assertThat(writer.batches.get(1)).containsKey("b");
  }

  @Test
  void aChangeLeftOutOfABatchIsTriedOnceMoreByItself() throws Exception {
    writer.lacks = (batch, id) -> id.equals("b") && batch.size() > 1;
    hold();
    List<CompletableFuture<Ruling>> all =
        List.of(
            commit.submit("a", event()), commit.submit("b", event()), commit.submit("c", event()));
    letGo();
    assertThat(all).allSatisfy(ruling -> assertThat(get(ruling).isApplied()).isTrue());
    assertThat(writer.batches).extracting(Map::size).containsExactly(1, 3, 1);
    assertThat(writer.batches.get(2)).containsOnlyKeys("b");
  }

  @Test
  void aChangeThatFailsTwiceIsReportedAndHarmsNoOther() throws Exception {
    writer.lacks = (batch, id) -> id.equals("b");
    hold();
    CompletableFuture<Ruling> good = commit.submit("a", event());
    CompletableFuture<Ruling> bad = commit.submit("b", event());
    letGo();
    assertThat(get(good).isApplied()).isTrue();
    assertThatThrownBy(() -> get(bad)).hasCauseInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void aBatchThatFailsAltogetherIsTriedOneByOne() throws Exception {
    writer.fails = batch -> batch.size() > 1 || batch.containsKey("b");
    hold();
    CompletableFuture<Ruling> good = commit.submit("a", event());
    CompletableFuture<Ruling> bad = commit.submit("b", event());
    letGo();
    assertThat(get(good).isApplied()).isTrue();
    assertThatThrownBy(() -> get(bad))
        .hasCauseInstanceOf(StoreUnavailableException.class)
        .hasRootCauseMessage("told to fail");
    writer.fails = batch -> false;
    assertThat(get(commit.submit("b", event())).isApplied()).as("works on").isTrue();
  }

  @Test
  void closeWritesWhatIsWaitingAndRefusesWhatComesLater() throws Exception {
    hold();
    CompletableFuture<Ruling> waiting = commit.submit("a", event());
    letGo();
    commit.close();
    commit.close();
    assertThat(waiting).isCompleted();
    assertThat(commit.submit("b", event()))
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void eightThreadsAgainstAWriterThatFailsNowAndThen() throws Exception {
    Random seeds = Samples.random("group commit");
    Random luck = new Random(seeds.nextLong()); // used in the writer's thread alone
    writer.fails = batch -> luck.nextInt(20) == 0;
    writer.lacks = (batch, id) -> luck.nextInt(30) == 0;
    Map<String, ConcurrentLinkedQueue<JobEvent>> submitted = new ConcurrentHashMap<>();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<List<CompletableFuture<Ruling>>>> work = new ArrayList<>();
      for (int t = 0; t < 8; t++) {
        int thread = t;
        Random random = new Random(seeds.nextLong());
        work.add(
            threads.submit(
                () -> {
                  List<CompletableFuture<Ruling>> mine = new ArrayList<>();
                  for (int i = 0; i < 2_000; i++) {
                    // Each key has one submitting thread, so that its order is known.
                    String id = thread + "-" + random.nextInt(20);
                    JobEvent event = event();
                    submitted.computeIfAbsent(id, k -> new ConcurrentLinkedQueue<>()).add(event);
                    mine.add(commit.submit(id, event));
                    if (random.nextInt(100) == 0) {
                      mine.get(mine.size() - 1).handle((r, e) -> r).get(20, TimeUnit.SECONDS);
                    }
                  }
                  return mine;
                }));
      }
      for (Future<List<CompletableFuture<Ruling>>> mine : work) {
        for (CompletableFuture<Ruling> change : mine.get()) {
          change.handle((ruling, failure) -> true).get(20, TimeUnit.SECONDS);
        }
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(writer.batches.stream().mapToInt(Map::size).max().orElse(0)).isGreaterThan(1);
    Map<String, LinkedHashSet<JobEvent>> written = new HashMap<>();
    for (SortedMap<String, JobEvent> batch : writer.batches) {
      batch.forEach(
          (id, event) -> written.computeIfAbsent(id, k -> new LinkedHashSet<>()).add(event));
    }
    submitted.forEach(
        (id, events) -> assertThat(written.get(id)).as(id).containsExactlyElementsOf(events));
  }

  /**
   * The moment between the last look at the queue and the end of the thread is short: try often.
   */
  @Test
  void noChangeIsLeftHangingByAClose() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int round = 0; round < 2_000; round++) {
        GroupCommit brief = new GroupCommit(Lane.MOVES, GridObserver.NONE, writer);
        CountDownLatch go = new CountDownLatch(1);
        Future<List<CompletableFuture<Ruling>>> submitting =
            threads.submit(
                () -> {
                  go.await();
                  List<CompletableFuture<Ruling>> all = new ArrayList<>();
                  for (int i = 0; i < 20; i++) {
                    all.add(brief.submit("k", event()));
                  }
                  return all;
                });
        Future<?> closing =
            threads.submit(
                () -> {
                  go.await();
                  brief.close();
                  return null;
                });
        go.countDown();
        closing.get();
        for (CompletableFuture<Ruling> change : submitting.get()) {
          assertThat(change.isDone()).as("settled, round %s", round).isTrue();
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
