package sellaprime.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.ignite.client.ClientException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sellaprime.client.PendingCall.Kind;

/**
 * The loop against a cluster in memory; the test turns the crank, and no time passes but what it
 * lets pass.
 */
class ScriptedClusterTest {
  private static final long GIVE_UP_MS = 60_000;

  private final ManualClock clock = new ManualClock();
  private final FakeCluster cluster = new FakeCluster(clock, "a:1", "b:1");
  private ClientLoop loop = loop(true, GIVE_UP_MS);

  private ClientLoop loop(boolean retryWhenOverloaded, long giveUpMs) {
    PendingCalls pending =
        new PendingCalls(new ReplyRules(retryWhenOverloaded), giveUpMs * 1_000_000, Runnable::run);
    // Only a:1 is configured, so that the script knows where the client starts.
    AddressBook book = new AddressBook(List.of("a:1"), new Random(1));
    return new ClientLoop(cluster, book, pending, SECONDS.toNanos(5), clock);
  }

  private CompletableFuture<JobInfo> start(Kind kind, String id, @Nullable String number) {
    PendingCall call = new PendingCall(kind, id, number);
    loop.add(call);
    return call.future;
  }

  private CompletableFuture<JobInfo> test(String id) {
    return start(Kind.TEST, id, "7");
  }

  private void turn() {
    clock.advanceTo(loop.step());
  }

  private void turnForMs(long ms) {
    long end = clock.getAsLong() + ms * 1_000_000;
    while (clock.getAsLong() < end) {
      clock.advanceTo(Math.min(loop.step(), end));
    }
  }

  /** Turns until the future is complete; the loop must get there within ten minutes of its time. */
  private JobInfo outcome(CompletableFuture<JobInfo> future) {
    long end = clock.getAsLong() + SECONDS.toNanos(600);
    for (long next = loop.step(); !future.isDone(); next = loop.step()) {
      assertThat(next).as("still pending: %s", cluster.messages).isLessThan(end);
      clock.advanceTo(next);
    }
    return future.join();
  }

  private PrimesClientException failure(CompletableFuture<JobInfo> future) {
    try {
      JobInfo job = outcome(future);
      throw new AssertionError("Expected a failure, not " + job);
    } catch (CompletionException e) {
      if (e.getCause() instanceof PrimesClientException failure) {
        return failure;
      }
      throw e;
    }
  }

  private long submissions(String id) {
    return cluster.messages.stream()
        .filter(message -> message.contains("submit") && message.contains(id))
        .count();
  }

  @Test
  void aTestIsSubmittedAtOnceAndAnswered() {
    CompletableFuture<JobInfo> future = test("x");
    turn();
    turn();
    assertThat(cluster.messages).containsExactly("a:1: submit [x]");
    assertThat(clock.nowMs()).isZero();
    cluster.finishAll();
    assertThat(outcome(future).verdict()).isEqualTo(Verdict.PRIME);
    assertThat(clock.nowMs()).isEqualTo(1.0);
  }

  @Test
  void anOrderOfPrimesIsRepeatedUntilItIsAnswered() {
    PendingCall call = new PendingCall(Kind.SELL, "s", null);
    call.order = PrimeOrder.ofBits(64);
    cluster.node("a:1").alive = false;
    loop.add(call);
    turnForMs(200);
    cluster.node("a:1").alive = true;
    turnForMs(2_000);
    assertThat(cluster.messages).startsWith("a:1: sell [s]", "a:1: get [s]");
    assertThat(call.future).isNotDone();
    cluster.jobs.clear(); // all nodes were restarted
    turnForMs(2_000);
    assertThat(cluster.messages).filteredOn(m -> m.endsWith("sell [s]")).hasSize(2);
    cluster.finishAll();
    assertThat(outcome(call.future).number()).isEqualTo("prime of 64 bits");
  }

  @Test
  void anAnswerIsKnownAtMostAQuarterLater() {
    CompletableFuture<JobInfo> future = test("x");
    turnForMs(1_000);
    assertThat(future).isNotDone();
    List<Double> asked = cluster.askedAtMs;
    assertThat(asked.get(0)).isEqualTo(1.0);
    for (int i = 1; i < asked.size(); i++) {
      double waited = asked.get(i - 1);
      assertThat(asked.get(i) - waited).isCloseTo(Math.max(2, waited / 4), within(0.001));
    }
    assertThat(asked.size()).isLessThan(30);
  }

  @Test
  void aJobThatTakesLongIsAskedForTwiceASecond() {
    CompletableFuture<JobInfo> unused = test("x");
    turnForMs(60_000);
    int before = cluster.askedAtMs.size();
    turnForMs(10_000);
    assertThat(cluster.askedAtMs.size() - before).isEqualTo(20);
  }

  @Test
  void callsThatWaitTogetherTravelTogether() {
    for (int i = 0; i < 2500; i++) {
      CompletableFuture<JobInfo> unused = test("x" + i);
    }
    turnForMs(10);
    assertThat(cluster.batches).containsExactly(1000, 1000, 500);
  }

  @Test
  void aMessageIsBoundedInCharactersButALongerNumberStillGoes() {
    String half = "1".repeat(PendingCalls.MAX_BATCH_CHARS / 2 - 100);
    String tooLong = "1".repeat(PendingCalls.MAX_BATCH_CHARS + 1);
    List<CompletableFuture<JobInfo>> futures = new ArrayList<>();
    futures.add(start(Kind.TEST, "a", half));
    futures.add(start(Kind.TEST, "b", half));
    futures.add(start(Kind.TEST, "c", tooLong));
    futures.add(start(Kind.TEST, "d", half));
    turnForMs(5);
    assertThat(cluster.batches).containsExactly(2, 1, 1);
    cluster.finishAll();
    futures.forEach(this::outcome);
  }

  @Test
  void theSameIdTwiceNeverTravelsInOneMessage() {
    CompletableFuture<JobInfo> first = start(Kind.SUBMIT, "x", "7");
    CompletableFuture<JobInfo> second = start(Kind.SUBMIT, "x", "9");
    outcome(first);
    assertThat(failure(second)).isInstanceOf(JobRefusedException.class);
    assertThat(cluster.batches).containsExactly(1, 1);
  }

  @Test
  void aSubmissionIsOverOnceAccepted() {
    assertThat(outcome(start(Kind.SUBMIT, "x", "7")).state()).isEqualTo(JobInfo.State.QUEUED);
    turnForMs(1_000);
    assertThat(cluster.askedAtMs).isEmpty();
  }

  @Test
  void aNodeThatDiesAfterAcceptingAndBeforeReplyingCostsNothing() {
    FakeCluster.FakeNode a = cluster.node("a:1");
    a.after = () -> a.alive = false;
    CompletableFuture<JobInfo> future = test("x");
    turnForMs(100);
    assertThat(cluster.messages).contains("a:1: submit [x]", "b:1: submit [x]");
    assertThat(cluster.jobs).hasSize(1);
    cluster.finishAll();
    assertThat(outcome(future).verdict()).isEqualTo(Verdict.PRIME);
    assertThat(clock.nowMs()).isLessThan(250);
  }

  @Test
  void aNodeThatDiesWhileCallersWaitLeavesThemToAnother() {
    List<CompletableFuture<JobInfo>> futures = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      futures.add(test("x" + i));
    }
    turnForMs(20);
    cluster.node("a:1").alive = false;
    turnForMs(200);
    cluster.finishAll();
    futures.forEach(this::outcome);
    assertThat(submissions("x199")).isOne();
  }

  @Test
  void aFrozenNodeCostsOneTimeout() {
    cluster.node("a:1").before =
        () -> {
          clock.advanceMs(5_000);
          throw new ClientException("Timeout was reached before computation completed.");
        };
    CompletableFuture<JobInfo> future = test("x");
    turnForMs(5_100);
    cluster.finishAll();
    assertThat(outcome(future).verdict()).isEqualTo(Verdict.PRIME);
    assertThat(clock.nowMs()).isBetween(5_000.0, 5_500.0);
  }

  @Test
  void aCallThatBreaksEveryMessageEndsUpAloneAndHoldsNobodyUp() {
    List<CompletableFuture<JobInfo>> others = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      others.add(test("x" + i));
    }
    CompletableFuture<JobInfo> poison = test("poison");
    for (String address : List.of("a:1", "b:1")) {
      cluster.node(address).before =
          () -> {
            String last = cluster.messages.get(cluster.messages.size() - 1);
            if (last.contains("poison")) {
              throw new ClientException("Out of memory");
            }
          };
    }
    turnForMs(20_000);
    cluster.finishAll();
    others.forEach(this::outcome);
    assertThat(failure(poison)).hasMessageContaining("Out of memory");
  }

  @Test
  void everyNodeMayDieInTurnWithoutLosingACall() {
    CompletableFuture<JobInfo> future = test("x");
    for (int i = 0; i < 50; i++) {
      turnForMs(40);
      cluster.node("a:1").alive = i % 2 == 0;
      cluster.node("b:1").alive = i % 3 == 0;
    }
    cluster.node("b:1").alive = true;
    cluster.finishAll();
    assertThat(outcome(future).verdict()).isEqualTo(Verdict.PRIME);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whateverFailsEveryCallIsAnsweredAndNoIdHasTwoNumbers(long seed) {
    Random random = new Random(seed);
    cluster.nodes.values().forEach(node -> node.before = () -> fail(random, 0.2));
    cluster.nodes.values().forEach(node -> node.after = () -> fail(random, 0.2));
    cluster
        .nodes
        .values()
        .forEach(
            node ->
                node.refusal =
                    id ->
                        random.nextInt(10) == 0
                            ? Reply.refused(
                                random.nextBoolean()
                                    ? Reply.Status.UNAVAILABLE
                                    : Reply.Status.OVERLOADED,
                                "now and then",
                                random.nextInt(50))
                            : null);
    List<CompletableFuture<JobInfo>> futures = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      futures.add(test("x" + i));
      turnForMs(random.nextInt(20));
      if (random.nextInt(10) == 0) {
        cluster.jobs.clear(); // every node was restarted
      }
      cluster.jobs.values().stream()
          .filter(job -> random.nextInt(5) == 0)
          .forEach(job -> job.state = JobInfo.State.DONE);
    }
    for (int i = 0; i < 100; i++) {
      cluster.finishAll();
      turnForMs(500);
    }
    assertThat(futures)
        .as("seed %d", seed)
        .allSatisfy(
            future ->
                assertThat(future).isCompletedWithValueMatching(ScriptedClusterTest::isPrime));
  }

  private static boolean isPrime(JobInfo job) {
    return job.verdict() == Verdict.PRIME;
  }

  private static void fail(Random random, double probability) {
    if (random.nextDouble() < probability) {
      throw FakeCluster.dead();
    }
  }

  @Test
  void anOverloadedClusterIsAskedAgainWhenItSaid() {
    cluster.node("a:1").refusal =
        id -> clock.nowMs() < 900 ? Reply.refused(Reply.Status.OVERLOADED, "busy", 300) : null;
    CompletableFuture<JobInfo> future = start(Kind.SUBMIT, "x", "7");
    outcome(future);
    assertThat(clock.nowMs()).isEqualTo(900.0);
    assertThat(submissions("x")).isEqualTo(4);
    assertThat(cluster.node("a:1").connections).isOne();
  }

  @Test
  void anOverloadedClusterIsNotGivenUpHoweverLongItTakes() {
    cluster.node("a:1").refusal =
        id ->
            clock.nowMs() < 5 * GIVE_UP_MS
                ? Reply.refused(Reply.Status.OVERLOADED, "busy", 30_000)
                : null;
    outcome(start(Kind.SUBMIT, "x", "7"));
  }

  @Test
  void onRequestOverloadIsTheCallersBusiness() {
    loop = loop(false, GIVE_UP_MS);
    cluster.node("a:1").refusal = id -> Reply.refused(Reply.Status.OVERLOADED, "busy", 300);
    JobRefusedException refused = (JobRefusedException) failure(start(Kind.SUBMIT, "x", "7"));
    assertThat(refused.status()).isEqualTo(Reply.Status.OVERLOADED);
    assertThat(refused.isRepeatable()).isTrue();
    assertThat(refused.retryAfterMs()).isEqualTo(300);
  }

  @Test
  void aNodeThatTakesNoWorkIsLeftForOneThatDoes() {
    cluster.node("a:1").refusal = id -> Reply.refused(Reply.Status.UNAVAILABLE, "draining", 0);
    outcome(start(Kind.SUBMIT, "x", "7"));
    assertThat(cluster.messages).containsExactly("a:1: submit [x]", "b:1: submit [x]");
    assertThat(clock.nowMs()).isEqualTo(50.0);
  }

  @Test
  void aClusterThatNeverTakesWorkIsGivenUpInTheEnd() {
    cluster
        .nodes
        .values()
        .forEach(
            node -> node.refusal = id -> Reply.refused(Reply.Status.UNAVAILABLE, "draining", 0));
    assertThat(failure(start(Kind.SUBMIT, "x", "7"))).hasMessageContaining("draining");
    assertThat(clock.nowMs()).isBetween(60_000.0, 62_000.0);
  }

  @Test
  void aSenselessReplyIsTakenAsNone() {
    Connector senseless =
        address -> {
          Connection good = cluster.connect(address);
          return address.equals("b:1") ? good : new TruncatingConnection(good);
        };
    PendingCalls pending =
        new PendingCalls(new ReplyRules(true), SECONDS.toNanos(60), Runnable::run);
    loop =
        new ClientLoop(
            senseless,
            new AddressBook(List.of("a:1"), new Random(1)),
            pending,
            SECONDS.toNanos(5),
            clock);
    outcome(start(Kind.SUBMIT, "x", "7"));
    assertThat(cluster.messages).containsExactly("a:1: submit [x]", "b:1: submit [x]");
  }

  @Test
  void aJobThatTheClusterHasLostIsSubmittedAgainWithTheSameId() {
    CompletableFuture<JobInfo> future = test("x");
    turnForMs(100);
    cluster.jobs.clear();
    turnForMs(500);
    assertThat(submissions("x")).isEqualTo(2);
    cluster.finish("x", JobInfo.State.DONE);
    assertThat(outcome(future).verdict()).isEqualTo(Verdict.PRIME);
  }

  @Test
  void aLostJobIsRecoveredForItsWaiterEvenIfItWasSubmittedByAnotherCall() {
    outcome(start(Kind.SUBMIT, "x", "7"));
    cluster.jobs.clear();
    CompletableFuture<JobInfo> future = start(Kind.AWAIT, "x", null);
    turnForMs(500);
    cluster.finishAll();
    assertThat(outcome(future).number()).isEqualTo("7");
  }

  @Test
  void aForeignJobIsAwaited() {
    cluster.jobs.put("theirs", new FakeCluster.FakeJob("11"));
    CompletableFuture<JobInfo> future = start(Kind.AWAIT, "theirs", null);
    turnForMs(100);
    assertThat(future).isNotDone();
    cluster.finishAll();
    assertThat(outcome(future).number()).isEqualTo("11");
  }

  @Test
  void aForeignJobThatNobodyKnowsIsNotFound() {
    PrimesClientException failure = failure(start(Kind.AWAIT, "theirs", null));
    assertThat(failure).isInstanceOf(JobNotFoundException.class);
    assertThat(failure.id()).isEqualTo("theirs");
    assertThat(failure.isRepeatable()).isFalse();
  }

  @Test
  void aJobIsCancelledForAllWhoWait() {
    CompletableFuture<JobInfo> waiting = test("x");
    turnForMs(10);
    assertThat(outcome(start(Kind.CANCEL, "x", null)).state()).isEqualTo(JobInfo.State.CANCELLED);
    assertThat(outcome(waiting).state()).isEqualTo(JobInfo.State.CANCELLED);
    assertThat(outcome(start(Kind.GET, "x", null)).state()).isEqualTo(JobInfo.State.CANCELLED);
  }

  @Test
  void whoStopsWaitingIsNotAskedFor() {
    CompletableFuture<JobInfo> future = test("x");
    turnForMs(10);
    int asked = cluster.askedAtMs.size();
    future.cancel(false);
    turnForMs(1_000);
    assertThat(cluster.askedAtMs).hasSize(asked);
    assertThat(cluster.jobs.get("x")).isNotNull();
  }

  @Test
  void anOutageShorterThanThePatienceFailsNothing() {
    CompletableFuture<JobInfo> future = test("x");
    turnForMs(10);
    cluster.nodes.values().forEach(node -> node.alive = false);
    turnForMs(GIVE_UP_MS - 2_000);
    assertThat(future).isNotDone();
    cluster.node("b:1").alive = true;
    cluster.finishAll();
    assertThat(outcome(future).verdict()).isEqualTo(Verdict.PRIME);
  }

  @Test
  void anOutageLongerThanThePatienceFailsTheCallAndSaysHowToAskLater() {
    CompletableFuture<JobInfo> early = test("early");
    turnForMs(10);
    cluster.nodes.values().forEach(node -> node.alive = false);
    turnForMs(GIVE_UP_MS / 2);
    CompletableFuture<JobInfo> late = start(Kind.SUBMIT, "late", "7");
    PrimesClientException failure = failure(early);
    assertThat(failure)
        .hasMessageContaining("60.0 s")
        .hasMessageContaining("a:1, b:1")
        .hasMessageContaining("was accepted")
        .hasMessageContaining("await(\"early\")");
    assertThat(failure.id()).isEqualTo("early");
    assertThat(failure.isRepeatable()).isTrue();
    assertThat(clock.nowMs()).isBetween(60_000.0, 62_000.0);
    assertThat(late).isNotDone();
    assertThat(failure(late)).hasMessageContaining("may have been accepted");
    assertThat(clock.nowMs()).isBetween(90_000.0, 92_000.0);
  }

  @Test
  void withoutLimitThePatienceIsEndless() {
    loop = loop(true, 0);
    CompletableFuture<JobInfo> future = test("x");
    cluster.nodes.values().forEach(node -> node.alive = false);
    turnForMs(3_600_000);
    assertThat(future).isNotDone();
    cluster.node("a:1").alive = true;
    turnForMs(2_000);
    cluster.finishAll();
    outcome(future);
  }

  @Test
  void anIdleClientNoticesNewNodesAndDeadOnes() {
    turnForMs(1_000);
    cluster.nodes.put("c:1", new FakeCluster.FakeNode());
    turnForMs(5_000);
    cluster.node("a:1").alive = false;
    cluster.node("b:1").alive = false;
    turnForMs(60_000);
    assertThat(cluster.node("c:1").connections).isOne();
  }

  @Test
  void theEndFailsWhatIsPendingAndSaysHowToAskLater() {
    CompletableFuture<JobInfo> future = test("x");
    turnForMs(10);
    loop.end(ClientThread.CLOSED, null);
    assertThat(failure(future))
        .hasMessageContaining("The client was closed")
        .hasMessageContaining("await(\"x\")");
  }

  /** Loses the last reply of each message. */
  private record TruncatingConnection(Connection good) implements Connection {
    @Override
    public Reply[] submit(String[] ids, String[] numbers) {
      return List.of(good.submit(ids, numbers)).subList(1, ids.length).toArray(new Reply[0]);
    }

    @Override
    public Reply feed(String id, long from, String lines, boolean more) {
      return good.feed(id, from, lines, more);
    }

    @Override
    public Reply results(String id, long from, long taken) {
      return good.results(id, from, taken);
    }

    @Override
    public Reply sell(String id, PrimeOrder order) {
      return good.sell(id, order);
    }

    @Override
    public Reply[] get(String[] ids) {
      return good.get(ids);
    }

    @Override
    public Reply cancel(String id) {
      return good.cancel(id);
    }

    @Override
    public String[] endpoints() {
      return good.endpoints();
    }

    @Override
    public void close() {
      good.close();
    }
  }
}
