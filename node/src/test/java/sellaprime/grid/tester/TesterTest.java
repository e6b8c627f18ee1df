package sellaprime.grid.tester;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sellaprime.grid.balance.Balancer;
import sellaprime.grid.balance.LiveTesters;
import sellaprime.grid.chunk.ChunkWork;
import sellaprime.grid.jobs.InMemoryJobStore;
import sellaprime.grid.jobs.KnownAnswers;
import sellaprime.grid.observe.GridObserver;
import sellaprime.job.Job;
import sellaprime.job.JobEvent.Cancelled;
import sellaprime.job.JobEvent.Reassigned;
import sellaprime.job.JobEvent.Submitted;
import sellaprime.job.JobState;
import sellaprime.job.NumberQuestion;
import sellaprime.job.Outcome;
import sellaprime.job.Question;
import sellaprime.job.Setback;
import sellaprime.primality.arith.Watch;
import sellaprime.primality.input.InputLimits;
import sellaprime.testkit.Gate;
import sellaprime.testkit.InMemoryLoads;
import sellaprime.testkit.ManualClock;
import sellaprime.testkit.Samples;

@Timeout(60)
class TesterTest {
  private static final NumberTest ENGINE = NumberTest.primality(InputLimits.DEFAULT);

  /** The number that the tests below treat in their own way; all others go to the engine. */
  private static final String ODD_ONE = "13";

  private final InMemoryJobStore store = new InMemoryJobStore();
  private final InMemoryLoads loads = new InMemoryLoads();
  private final LiveTesters live = new LiveTesters(loads, node -> true);
  private final Balancer balancer = new Balancer(loads, live);
  private final ManualClock clock = new ManualClock();
  private final List<Tester> testers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final CountDownLatch release = new CountDownLatch(1);
  private int maxQueued = 1000;
  private int workers = 2;
  private long knownChars;
  private Duration saveEvery = Duration.ofSeconds(10);

  private Tester tester(String id, NumberTest test) {
    Tester tester =
        new Tester(
            id,
            new Tester.Parts(
                id,
                Samples.node(id),
                true,
                workers,
                maxQueued,
                1 << 20,
                store,
                store.unfinished(),
                new KnownAnswers(store, knownChars),
                loads,
                balancer,
                new EngineWork(test, new ChunkWork(InputLimits.DEFAULT)),
                whole -> {},
                saveEvery,
                GridObserver.NONE,
                clock));
    testers.add(tester);
    store.onChange(tester::note);
    return tester;
  }

  private Tester start(String id, NumberTest test) {
    Tester tester = tester(id, test);
    Thread thread = new Thread(() -> runUnchecked(tester), "tester-" + id);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
    patiently().until(() -> loads.row(id) != null);
    return tester;
  }

  private static void runUnchecked(Tester tester) {
    try {
      tester.run();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void stop() throws InterruptedException {
    release.countDown();
    testers.forEach(Tester::close);
    for (Thread thread : threads) {
      thread.join(10_000);
      assertThat(thread.isAlive()).as("%s has ended", thread.getName()).isFalse();
    }
  }

  private static ConditionFactory patiently() {
    return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(5));
  }

  private void submit(String id, String number, String owner, long nanos) {
    store.apply(id, new Submitted(Job.submitted(id, Question.of(number), nanos, owner, 1))).join();
  }

  private Job job(String id) {
    return requireNonNull(store.get(id));
  }

  private Job ended(String id) {
    patiently().until(() -> job(id).state().isFinal());
    return job(id);
  }

  private void submitManyAndTheOddOne(String owner) {
    for (int i = 0; i < 100; i++) {
      submit("tiny" + i, "" + (1001 + i), owner, Samples.TINY);
    }
    submit("odd", ODD_ONE, owner, Samples.TINY);
    for (int i = 0; i < 20; i++) {
      submit("large" + i, "" + (2001 + i), owner, Samples.LARGE);
    }
  }

  private void othersAreAnsweredAtTheirFirstAttempt() {
    for (Job job : store.all()) {
      if (!job.id().equals("odd")) {
        Job end = ended(job.id());
        assertThat(end.state()).isEqualTo(JobState.DONE);
        assertThat(end.attempt()).isEqualTo(1);
        assertThat(end.setbacks()).isEmpty();
      }
    }
  }

  @Test
  void answersWhatItIsGiven() {
    start("a#1", ENGINE);
    submitManyAndTheOddOne("a#1");
    othersAreAnsweredAtTheirFirstAttempt();
    Outcome outcome = requireNonNull(ended("odd").outcome());
    assertThat(requireNonNull(outcome.answer()).text()).isEqualTo("prime");
    assertThat(outcome.node()).isEqualTo("a");
    assertThat(store.unfinished().size()).isZero();
    patiently().until(() -> requireNonNull(loads.row("a#1")).running().isEmpty());
  }

  @Test
  void leavesTheJobsOfOthersAlone() {
    start("a#1", ENGINE);
    submit("theirs", "7", "b#1", Samples.TINY);
    submit("mine", "7", "a#1", Samples.TINY);
    ended("mine");
    assertThat(job("theirs").state()).isEqualTo(JobState.QUEUED);
  }

  private static void toss(String what) {
    switch (what) {
      case "RuntimeException" -> throw new IllegalStateException("on purpose");
      case "StackOverflowError" -> toss(what);
      case "CancellationException" -> throw new CancellationException("by nobody");
      default -> throw new OutOfMemoryError("on purpose");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RuntimeException",
        "StackOverflowError",
        "OutOfMemoryError",
        "CancellationException"
      })
  void aTestThatThrowsCostsOnlyItsWorker(String what) {
    AtomicInteger thrown = new AtomicInteger();
    start(
        "a#1",
        (question, watch) -> {
          if (question.number().equals(ODD_ONE) && thrown.getAndIncrement() == 0) {
            toss(what);
          }
          return ENGINE.test(question, watch);
        });
    submitManyAndTheOddOne("a#1");
    othersAreAnsweredAtTheirFirstAttempt();
    Job odd = ended("odd");
    assertThat(odd.state()).isEqualTo(JobState.DONE);
    assertThat(odd.attempt()).isEqualTo(2);
    assertThat(odd.setbacks())
        .singleElement()
        .satisfies(
            setback -> {
              assertThat(setback.kind()).isEqualTo(Setback.Kind.THREW);
              assertThat(setback.detail())
                  .contains(what.equals("RuntimeException") ? "IllegalState" : what);
            });
  }

  @Test
  void theThirdThrowFailsTheJobWithItsReason() {
    start(
        "a#1",
        (question, watch) -> {
          if (question.number().equals(ODD_ONE)) {
            toss("OutOfMemoryError");
          }
          return ENGINE.test(question, watch);
        });
    submitManyAndTheOddOne("a#1");
    othersAreAnsweredAtTheirFirstAttempt();
    Job odd = ended("odd");
    assertThat(odd.state()).isEqualTo(JobState.FAILED);
    assertThat(odd.setbacks()).hasSize(3);
    assertThat(requireNonNull(odd.outcome()).reason()).contains("threw 3 times", "OutOfMemory");
  }

  @Test
  void aJobThatThrewIsTriedElsewhere() {
    start(
        "a#1",
        (question, watch) -> {
          throw new IllegalStateException("on purpose");
        });
    start("b#1", ENGINE);
    submit("odd", ODD_ONE, "a#1", Samples.TINY);
    Job odd = ended("odd");
    assertThat(odd.state()).isEqualTo(JobState.DONE);
    assertThat(odd.owner()).isEqualTo("b#1");
  }

  /** The odd one never returns and never asks whether to stop; it ignores interrupts. */
  private NumberTest hanging(AtomicInteger hangs, int most) {
    return (question, watch) -> {
      if (question.number().equals(ODD_ONE) && hangs.getAndIncrement() < most) {
        begun.countDown();
        while (release.getCount() > 0) {
          try {
            release.await();
          } catch (InterruptedException e) {
            hangs.get(); // and on, as native code would
          }
        }
      }
      return ENGINE.test(question, watch);
    };
  }

  private void superviseUntil(Tester tester, Callable<Boolean> condition) {
    patiently()
        .until(
            () -> {
              // A minute takes 300 looks, so that a thread which waits for a core is not taken for
              // hung.
              tester.superviseWorkers(TimeUnit.MILLISECONDS.toNanos(200));
              return condition.call();
            });
  }

  @Test
  void aTestThatHangsIsTriedElsewhereAndItsThreadReplaced() throws Exception {
    workers = 1;
    Tester tester = start("a#1", hanging(new AtomicInteger(), 1));
    submitManyAndTheOddOne("a#1"); // it has tiny ones beside it in its hand
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    start("b#1", ENGINE);
    superviseUntil(tester, () -> job("odd").state().isFinal());
    othersAreAnsweredAtTheirFirstAttempt();
    Job odd = job("odd");
    assertThat(odd.state()).isEqualTo(JobState.DONE);
    assertThat(odd.owner()).isEqualTo("b#1");
    assertThat(odd.setbacks())
        .singleElement()
        .satisfies(setback -> assertThat(setback.kind()).isEqualTo(Setback.Kind.HUNG));
    patiently().until(() -> requireNonNull(loads.row("a#1")).running().isEmpty());
    submit("after", "7", "a#1", Samples.LARGE);
    assertThat(ended("after").state()).as("a has a worker again").isEqualTo(JobState.DONE);
  }

  @Test
  void theThirdHangFailsTheJobAndALateAnswerIsIgnored() {
    workers = 1;
    Tester tester = start("a#1", hanging(new AtomicInteger(), 3));
    submitManyAndTheOddOne("a#1");
    superviseUntil(tester, () -> job("odd").state().isFinal());
    othersAreAnsweredAtTheirFirstAttempt();
    release.countDown(); // now they answer, all three
    submit("after", "7", "a#1", Samples.LARGE);
    ended("after");
    Job odd = job("odd");
    assertThat(odd.state()).isEqualTo(JobState.FAILED);
    assertThat(odd.setbacks()).hasSize(3);
    assertThat(requireNonNull(odd.outcome()).reason()).contains("hung 3 times");
  }

  @Test
  void aTestThatShowsLifeIsNeverTakenForHung() throws Exception {
    workers = 1;
    Tester tester = start("a#1", endless());
    beginTheEndlessOne();
    for (int look = 0; look < 50; look++) {
      long before = steps.get();
      patiently().until(() -> steps.get() > before);
      tester.superviseWorkers(TimeUnit.SECONDS.toNanos(50));
    }
    assertThat(job("odd").attempt()).isEqualTo(1);
    assertThat(stopped).isFalse();
  }

  @Test
  void patienceGrowsWithTheWorkAndWithTheSlownessOfTheMachine() {
    Job tiny = Samples.job("t", "a#1", Samples.TINY);
    Job minutes = Samples.job("m", "a#1", TimeUnit.MINUTES.toNanos(1));
    Job days = Samples.job("d", "a#1", TimeUnit.DAYS.toNanos(1));
    assertThat(Patience.nanos(tiny, 50)).isEqualTo(TimeUnit.MINUTES.toNanos(1));
    assertThat(Patience.nanos(minutes, 1)).isEqualTo(TimeUnit.MINUTES.toNanos(20));
    assertThat(Patience.nanos(minutes, 2)).isEqualTo(TimeUnit.MINUTES.toNanos(40));
    assertThat(Patience.nanos(days, 1)).isEqualTo(TimeUnit.HOURS.toNanos(1));
  }

  @Test
  void aLongTestGoesOnElsewhereFromItsLastCheckpoint() {
    saveEvery = Duration.ZERO;
    List<String> resumedFrom = new CopyOnWriteArrayList<>();
    start(
        "a#1",
        (question, watch) -> {
          watch.progress(0.25);
          watch.checkpoint(() -> new byte[] {25});
          watch.progress(0.5);
          throw new IllegalStateException("on purpose");
        });
    start(
        "b#1",
        (question, watch) -> {
          resumedFrom.add(Arrays.toString(watch.resumeFrom()));
          return ENGINE.test(question, watch);
        });
    submit("odd", ODD_ONE, "a#1", Samples.LARGE);
    Job odd = ended("odd");
    assertThat(odd.state()).isEqualTo(JobState.DONE);
    assertThat(resumedFrom).containsExactly("[25]");
    assertThat(odd.setbacks())
        .singleElement()
        .satisfies(setback -> assertThat(setback.kind()).isEqualTo(Setback.Kind.INTERRUPTED));
  }

  @Test
  void aShortTestIsNotStoredBeforeItsEnd() {
    start(
        "a#1",
        (question, watch) -> {
          watch.progress(0.5);
          watch.checkpoint(
              () -> {
                throw new AssertionError("nobody wants to keep it");
              });
          return ENGINE.test(question, watch);
        });
    submit("odd", ODD_ONE, "a#1", Samples.LARGE);
    assertThat(ended("odd").setbacks()).isEmpty();
  }

  @Test
  void whatThreeTestersDiedOfIsNotTested() {
    AtomicInteger tests = new AtomicInteger();
    start("a#1", counted(tests, ENGINE));
    submit("before", ODD_ONE, "x#1", Samples.LARGE);
    store.apply("before", Reassigned.afterCrash("x#1", 1, "y#1", "x", 5)).join();
    store.apply("before", Reassigned.afterCrash("y#1", 2, "z#1", "y", 6)).join();
    submit("other", ODD_ONE, "z#1", Samples.LARGE);
    store.apply("other", Reassigned.afterCrash("z#1", 1, "a#1", "z", 7)).join();
    assertThat(ended("other").state()).isEqualTo(JobState.FAILED);
    assertThat(requireNonNull(job("other").outcome()).reason()).startsWith("poison");
    assertThat(tests).hasValue(0);
  }

  @Test
  void whatIsAskedWhileItRunsIsAnsweredWithIt() {
    AtomicInteger tests = new AtomicInteger();
    Gate gate = new Gate();
    Tester tester = start("a#1", counted(tests, gate.test()));
    submit("first", ODD_ONE, "a#1", Samples.LARGE);
    submit("second", ODD_ONE, "a#1", Samples.LARGE);
    submit("third", ODD_ONE, "a#1", Samples.LARGE);
    patiently().until(() -> !gate.entered().isEmpty());
    assertThat(tester.unfinished()).isEqualTo(3);
    store.apply("third", new Cancelled(7)).join();
    gate.open();
    assertThat(ended("first").state()).isEqualTo(JobState.DONE);
    assertThat(ended("second").state()).isEqualTo(JobState.DONE);
    assertThat(ended("third").state()).isEqualTo(JobState.CANCELLED);
    assertThat(tests).hasValue(1);
    patiently().until(() -> tester.unfinished() == 0);
  }

  @Test
  void whoWaitedForATestThatIsGivenUpIsTestedItself() {
    AtomicInteger tests = new AtomicInteger();
    Tester tester =
        start(
            "a#1",
            counted(
                tests,
                (question, watch) -> {
                  if (tests.get() == 1) {
                    computeUntilCancelled(watch);
                  }
                  return ENGINE.test(question, watch);
                }));
    submit("first", ODD_ONE, "a#1", Samples.LARGE);
    patiently().until(() -> tests.get() == 1);
    submit("second", ODD_ONE, "a#1", Samples.LARGE);
    patiently().until(() -> tester.unfinished() == 2);
    store.apply("first", new Cancelled(7)).join();
    assertThat(ended("second").state()).isEqualTo(JobState.DONE);
    assertThat(tests).hasValue(2);
    patiently().until(() -> tester.unfinished() == 0);
  }

  @Test
  void whatIsKnownIsNotTestedUnlessAFreshAnswerIsWanted() {
    knownChars = 1 << 20;
    AtomicInteger tests = new AtomicInteger();
    start("a#1", counted(tests, ENGINE));
    submit("first", ODD_ONE, "a#1", Samples.LARGE);
    Outcome first = requireNonNull(ended("first").outcome());
    submit("second", ODD_ONE, "a#1", Samples.LARGE);
    Outcome second = requireNonNull(ended("second").outcome());
    assertThat(second.answer()).isEqualTo(first.answer());
    assertThat(second.method()).isEqualTo(first.method());
    assertThat(tests).hasValue(1);
    Job fresh =
        Job.submitted("third", new NumberQuestion(ODD_ONE, 0, true), Samples.LARGE, "a#1", 1);
    store.apply("third", new Submitted(fresh)).join();
    ended("third");
    assertThat(tests).hasValue(2);
  }

  private static NumberTest counted(AtomicInteger tests, NumberTest test) {
    return (question, watch) -> {
      tests.incrementAndGet();
      return test.test(question, watch);
    };
  }

  @Test
  void aNumberThatHasNoValueFailsWithoutRetry() {
    start("a#1", ENGINE);
    submit("odd", "5-7", "a#1", Samples.TINY);
    Job odd = ended("odd");
    assertThat(odd.state()).isEqualTo(JobState.FAILED);
    assertThat(odd.attempt()).isEqualTo(1);
    assertThat(requireNonNull(odd.outcome()).reason()).isNotBlank();
  }

  private final CountDownLatch begun = new CountDownLatch(1);
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final AtomicLong steps = new AtomicLong();

  /** Computes for ever unless cancelled, and takes note of that. */
  private NumberTest endless() {
    return (question, watch) -> {
      if (question.number().equals(ODD_ONE)) {
        begun.countDown();
        computeUntilCancelled(watch);
      }
      return ENGINE.test(question, watch);
    };
  }

  private void computeUntilCancelled(Watch watch) {
    try {
      while (true) {
        watch.check();
        steps.incrementAndGet();
        Thread.onSpinWait();
      }
    } catch (CancellationException e) {
      stopped.set(true);
      throw e;
    }
  }

  private void beginTheEndlessOne() throws InterruptedException {
    submit("odd", ODD_ONE, "a#1", Samples.LARGE);
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aCancelledJobStopsComputing() throws Exception {
    workers = 1;
    start("a#1", endless());
    beginTheEndlessOne();
    store.apply("odd", new Cancelled(5)).join();
    patiently().untilTrue(stopped);
    assertThat(job("odd").state()).isEqualTo(JobState.CANCELLED);
    submit("next", "7", "a#1", Samples.LARGE);
    assertThat(ended("next").state()).as("the worker is free again").isEqualTo(JobState.DONE);
  }

  @Test
  void aJobThatIsTakenAwayStopsComputing() throws Exception {
    start("a#1", endless());
    beginTheEndlessOne();
    store.apply("odd", Reassigned.whileQueued("a#1", 1, "b#1")).join();
    patiently().untilTrue(stopped);
    assertThat(job("odd").isWorkOf("b#1", 2)).isTrue();
  }

  @Test
  void aJobAnsweredElsewhereStopsComputing() throws Exception {
    start("a#1", endless());
    beginTheEndlessOne();
    store.apply("odd", Samples.prime("late")).join();
    patiently().untilTrue(stopped);
  }

  @Test
  void aJobCancelledWhileItWaitsIsNeverTested() throws Exception {
    workers = 1;
    Set<String> tested = ConcurrentHashMap.newKeySet();
    NumberTest endless = endless();
    start(
        "a#1",
        (question, watch) -> {
          tested.add(question.number());
          return endless.test(question, watch);
        });
    beginTheEndlessOne();
    submit("waiting", "101", "a#1", Samples.LARGE);
    submit("after", "103", "a#1", Samples.LARGE);
    store.apply("waiting", new Cancelled(5)).join();
    store.apply("odd", new Cancelled(5)).join();
    ended("after");
    assertThat(tested).containsExactlyInAnyOrder(ODD_ONE, "103");
  }

  private NumberTest blocking() {
    return (question, watch) -> {
      begun.countDown();
      try {
        release.await();
      } catch (InterruptedException e) {
        throw new CancellationException("closed");
      }
      return ENGINE.test(question, watch);
    };
  }

  @Test
  void whatOverflowsTheQueueIsOfferedAgain() {
    workers = 1;
    maxQueued = 3;
    Tester tester = start("a#1", blocking());
    for (int i = 0; i < 30; i++) {
      submit("j" + i, "" + (101 + i), "a#1", Samples.LARGE);
    }
    assertThat(tester.unfinished()).isLessThanOrEqualTo(4);
    release.countDown();
    patiently()
        .until(
            () -> {
              tester.offerMissing();
              return store.unfinished().size() == 0;
            });
    assertThat(store.all()).hasSize(30).allMatch(job -> job.state() == JobState.DONE);
    assertThat(store.all()).allMatch(job -> job.attempt() == 1);
  }

  @Test
  void offerMissingOffersNothingTwice() {
    AtomicInteger tests = new AtomicInteger();
    NumberTest blocking = blocking();
    Tester tester =
        start(
            "a#1",
            (question, watch) -> {
              tests.incrementAndGet();
              return blocking.test(question, watch);
            });
    for (int i = 0; i < 10; i++) {
      submit("j" + i, "" + (101 + i), "a#1", Samples.LARGE);
    }
    for (int i = 0; i < 10; i++) {
      tester.offerMissing();
    }
    release.countDown();
    patiently().until(() -> store.unfinished().size() == 0);
    assertThat(tests).hasValue(10);
  }

  @Test
  void anAnswerThatCouldNotBeRecordedIsFoundAgain() {
    Tester tester = start("a#1", blocking());
    submit("j", "101", "a#1", Samples.LARGE);
    store.refuseNext(1);
    release.countDown();
    patiently()
        .until(
            () -> {
              tester.offerMissing();
              return job("j").state() == JobState.DONE;
            });
  }

  @Test
  void aWorkerThatBreaksOutsideAnyTestLosesNoJob() {
    workers = 1;
    Tester tester = start("a#1", blocking());
    for (int i = 0; i < 10; i++) {
      submit("j" + i, "" + (101 + i), "a#1", i < 5 ? Samples.TINY : Samples.LARGE);
    }
    store.breakNext(2);
    release.countDown();
    patiently()
        .until(
            () -> {
              tester.offerMissing();
              return store.unfinished().size() == 0;
            });
    assertThat(store.all()).hasSize(10).allMatch(job -> job.state() == JobState.DONE);
  }

  @Test
  void aTestThatLeavesItsThreadInterruptedLosesNoJob() {
    workers = 1;
    Tester tester =
        start(
            "a#1",
            (question, watch) -> {
              Thread.currentThread().interrupt();
              return ENGINE.test(question, watch);
            });
    for (int i = 0; i < 5; i++) {
      submit("j" + i, "" + (101 + i), "a#1", Samples.LARGE);
    }
    patiently()
        .until(
            () -> {
              tester.offerMissing();
              return store.unfinished().size() == 0;
            });
  }

  @Test
  void aNoteOfAnOlderAttemptDoesNotDisplaceTheNewerOne() {
    workers = 1;
    Tester tester = start("a#1", blocking());
    submit("first", "101", "a#1", Samples.LARGE);
    patiently().until(() -> requireNonNull(loads.row("a#1")).running().contains("first"));
    submit("j", "103", "b#1", Samples.LARGE);
    store.apply("j", Reassigned.whileQueued("b#1", 1, "a#1")).join();
    // As offerMissing may, which reads a job a moment before it offers it.
    tester.note(Job.submitted("j", Question.of("103"), Samples.LARGE, "a#1", 1));
    release.countDown();
    assertThat(ended("j").state()).isEqualTo(JobState.DONE);
  }

  @Test
  void closeStopsComputingAndLeavesTheJobsToOthers() throws Exception {
    Tester tester = start("a#1", endless());
    beginTheEndlessOne();
    tester.close();
    tester.close();
    patiently().untilTrue(stopped);
    patiently().until(() -> loads.row("a#1") == null);
    assertThat(job("odd").isWorkOf("a#1", 1)).isTrue();
    assertThat(job("odd").setbacks()).isEmpty();
  }

  @Test
  void leaveHandsTheQueueOverAndFinishesWhatRuns() throws Exception {
    workers = 1;
    Tester leaving = start("a#1", blocking());
    submit("running", "101", "a#1", Samples.LARGE);
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    start("b#1", ENGINE);
    for (int i = 0; i < 20; i++) {
      submit("queued" + i, "" + (201 + i), "a#1", Samples.LARGE);
    }
    Thread leave = leaving(leaving, Duration.ofMinutes(5));
    for (int i = 0; i < 20; i++) {
      Job moved = ended("queued" + i);
      assertThat(moved.owner()).isEqualTo("b#1");
      assertThat(moved.setbacks()).isEmpty();
    }
    assertThat(job("running").state()).isEqualTo(JobState.QUEUED);
    clock.advance(Duration.ofHours(1)); // a wall clock that is set does not shorten its time
    release.countDown();
    leave.join(20_000);
    assertThat(ended("running").attempt()).isEqualTo(1);
    patiently().until(() -> loads.row("a#1") == null);
    leaving.leave(Duration.ZERO);
  }

  @Test
  void leaveHandsOverWhatIsNotFinishedInTime() throws Exception {
    Tester leaving = start("a#1", endless());
    beginTheEndlessOne();
    start("b#1", ENGINE);
    leaving.leave(Duration.ZERO);
    patiently().untilTrue(stopped);
    Job odd = ended("odd");
    assertThat(odd.owner()).isEqualTo("b#1");
    assertThat(odd.setbacks()).isEmpty();
  }

  @Test
  void leavingAloneItWorksItsQueueOff() throws Exception {
    workers = 1;
    Tester tester = start("a#1", blocking());
    for (int i = 0; i < 10; i++) {
      submit("j" + i, "" + (101 + i), "a#1", Samples.LARGE);
    }
    Thread leave = leaving(tester, Duration.ofMinutes(5));
    patiently().until(() -> requireNonNull(loads.row("a#1")).isLeaving());
    release.countDown();
    leave.join(20_000);
    assertThat(store.all()).hasSize(10).allMatch(job -> job.state() == JobState.DONE);
  }

  @Test
  void mayLeaveBeforeItRuns() throws Exception {
    Tester tester = tester("a#1", ENGINE);
    leaving(tester, Duration.ZERO).join(20_000);
    tester.run();
    assertThat(loads.rows()).isEmpty();
  }

  private Thread leaving(Tester tester, Duration patience) {
    Thread thread =
        new Thread(
            () -> {
              try {
                tester.leave(patience);
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            },
            "leaving");
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
    return thread;
  }
}
