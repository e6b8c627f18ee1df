package sellaprime.grid;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.ignite.IgniteServices;
import org.apache.ignite.services.ServiceConfiguration;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sellaprime.grid.gateway.JobStatus;
import sellaprime.grid.gateway.RefusedException;
import sellaprime.grid.gateway.RefusedException.Reason;
import sellaprime.grid.tester.NumberTest;
import sellaprime.grid.tester.TesterService;
import sellaprime.job.Answer;
import sellaprime.job.Job;
import sellaprime.job.JobState;
import sellaprime.job.NumberQuestion;
import sellaprime.job.Outcome;
import sellaprime.job.Question;
import sellaprime.job.Setback;
import sellaprime.primality.Verdict;
import sellaprime.primality.arith.Watch;
import sellaprime.primality.input.InputLimits;
import sellaprime.testkit.Gate;
import sellaprime.testkit.LocalCluster;

/** What users are promised, on real nodes. */
@Timeout(120)
class PromisesTest {
  private static final NumberTest ENGINE = NumberTest.primality(InputLimits.DEFAULT);

  private final LocalCluster cluster = new LocalCluster();
  private final Gate gate = new Gate();

  @AfterEach
  void close() {
    gate.open();
    cluster.close();
  }

  private void start(int nodes, NumberTest test) {
    for (int i = 0; i < nodes; i++) {
      cluster.start(test);
    }
  }

  private GridNode node(int i) {
    return cluster.node(i);
  }

  private static ConditionFactory patiently() {
    return await().atMost(Duration.ofSeconds(45)).pollInterval(Duration.ofMillis(10));
  }

  private static JobStatus get(CompletableFuture<JobStatus> future) {
    return future.orTimeout(45, TimeUnit.SECONDS).join();
  }

  private static JobStatus answer(GridNode node, @Nullable String id, String number) {
    return get(node.gateway().submitAndWait(id, Question.of(number), Duration.ofSeconds(40)));
  }

  private static JobStatus find(GridNode node, String id) {
    return requireNonNull(node.gateway().find(id), id);
  }

  private static Outcome outcome(JobStatus status) {
    return requireNonNull(status.job().outcome(), () -> "no outcome yet: " + status);
  }

  /** Accepts {@code count} jobs of large odd numbers, at all the given nodes in turn. */
  private static List<String> submit(String prefix, int count, GridNode... gateways) {
    List<CompletableFuture<JobStatus>> accepted = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      accepted.add(
          gateways[i % gateways.length]
              .gateway()
              .submit(prefix + i, Question.of("10^60+" + (2 * i + 1))));
    }
    return accepted.stream().map(a -> get(a).job().id()).toList();
  }

  private static void allAreAnswered(Collection<String> ids, List<GridNode> nodes) {
    for (GridNode node : nodes) {
      patiently()
          .untilAsserted(
              () ->
                  assertThat(ids)
                      .allSatisfy(
                          id -> assertThat(find(node, id).job().state()).isEqualTo(JobState.DONE)));
    }
    for (String id : ids) {
      for (GridNode node : nodes) {
        assertThat(find(node, id).job())
            .usingRecursiveComparison()
            .isEqualTo(find(nodes.get(0), id).job());
      }
    }
  }

  private static void indexesAreEmpty(List<GridNode> nodes) {
    for (GridNode node : nodes) {
      patiently().until(() -> node.jobs().unfinished().size() == 0);
    }
  }

  @Test
  @DisplayName("1: accepted means stored on every node")
  void acceptedMeansStoredOnEveryNode() {
    start(3, gate.test());
    for (int i = 0; i < 200; i++) {
      String id = "j" + i;
      get(node(i % 3).gateway().submit(id, Question.of("2^89-1")));
      for (GridNode node : cluster.nodes()) {
        assertThat(find(node, id).job().question().shown()).isEqualTo("2^89-1");
      }
    }
  }

  @Test
  @DisplayName("2: every accepted job has one outcome, and every node shows the same")
  void oneOutcomeTheSameOnEveryNode() {
    start(3, ENGINE);
    List<CompletableFuture<JobStatus>> all = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      for (GridNode node : cluster.nodes()) {
        all.add(
            node.gateway()
                .submitAndWait("j" + i, Question.of("10^30+" + i), Duration.ofSeconds(40)));
      }
    }
    Map<String, Outcome> first = new HashMap<>();
    for (CompletableFuture<JobStatus> one : all) {
      JobStatus status = get(one);
      Outcome before = first.putIfAbsent(status.job().id(), outcome(status));
      if (before != null) {
        assertThat(outcome(status)).usingRecursiveComparison().isEqualTo(before);
      }
    }
    assertThat(first).hasSize(300);
    allAreAnswered(first.keySet(), cluster.nodes());
    indexesAreEmpty(cluster.nodes());
    // Asked again, long after: the same.
    JobStatus again = answer(node(1), "j7", "10^30+7");
    assertThat(outcome(again)).usingRecursiveComparison().isEqualTo(first.get("j7"));
  }

  @Test
  @DisplayName("2: an id with another number is refused, and nothing is disturbed")
  void anIdWithAnotherNumberIsRefused() {
    start(2, ENGINE);
    answer(node(0), "mine", "2^89-1");
    assertThat(node(1).gateway().submit("mine", Question.of("2^91-1")))
        .failsWithin(Duration.ofSeconds(20))
        .withThrowableThat()
        .withCauseInstanceOf(RefusedException.class)
        .satisfies(
            e ->
                assertThat(((RefusedException) requireNonNull(e.getCause())).reason())
                    .isEqualTo(Reason.CONFLICT));
    assertThat(find(node(1), "mine").job().question().shown()).isEqualTo("2^89-1");
  }

  @Test
  @DisplayName(
      "3: when a node dies, its queued and running jobs are answered by the survivors, who share"
          + " them")
  void aDeadNodesJobsAreAnsweredBySurvivors() {
    start(3, gate.test());
    List<String> ids = submit("j", 300, node(0), node(1), node(2));
    GridNode victim = node(2);
    String victimId = victim.ignite().cluster().localNode().id().toString();
    Set<String> orphans =
        ids.stream()
            .filter(id -> find(node(0), id).job().owner().startsWith(victimId))
            .collect(Collectors.toSet());
    assertThat(orphans).hasSizeBetween(60, 140);
    patiently().until(() -> gate.entered().size() == 6);
    Set<String> inHand =
        orphans.stream()
            .filter(id -> find(node(0), id).state().equals("running"))
            .collect(Collectors.toSet());
    assertThat(inHand).isNotEmpty().hasSizeLessThan(orphans.size());

    LocalCluster.fail(victim);
    List<GridNode> survivors = List.of(node(0), node(1));
    patiently()
        .until(
            () ->
                ids.stream().noneMatch(id -> find(node(0), id).job().owner().startsWith(victimId)));
    Map<String, Integer> taken = new HashMap<>();
    for (String id : orphans) {
      assertThat(find(node(0), id).job().attempt()).isGreaterThanOrEqualTo(2);
    }
    // By load: who had less before gets more of the orphans, so it is the sum that is even.
    for (String id : ids) {
      taken.merge(find(node(0), id).job().owner(), 1, Integer::sum);
    }
    assertThat(taken.values())
        .as("spread over both survivors")
        .hasSize(2)
        .allMatch(count -> count >= ids.size() / 5);
    gate.open();
    allAreAnswered(ids, survivors);
    assertThat(ids.stream().filter(id -> find(node(0), id).job().isSuspect()))
        .as("only what the victim's workers had in hand is held against a job")
        .containsExactlyInAnyOrderElementsOf(inHand);
    indexesAreEmpty(survivors);
  }

  @Test
  @DisplayName("4: a caller may vanish and ask again, with the job's id, at any node")
  void askAgainAtAnyNode() {
    start(3, gate.test());
    get(node(0).gateway().submit("mine", Question.of("2^127-1")));
    node(0).close();
    CompletableFuture<JobStatus> waiting =
        node(1).gateway().await("mine", Duration.ofSeconds(40)).thenApply(s -> requireNonNull(s));
    JobStatus again = get(node(2).gateway().submit("mine", Question.of("2^127-1")));
    assertThat(again.job().id()).isEqualTo("mine");
    gate.open();
    assertThat(outcome(get(waiting)).answer()).isEqualTo(Answer.PRIME);
    patiently().until(() -> find(node(2), "mine").isOver());
    assertThat(node(1).gateway().find("never heard of")).isNull();
  }

  @Test
  @DisplayName(
      "5: a job that was running on three nodes when they died is set aside, with its history")
  void poison() {
    String deadly = "10^61+1";
    Map<GridNode, Thread> deaths = new ConcurrentHashMap<>();
    for (int i = 0; i < 5; i++) {
      CompletableFuture<GridNode> self = new CompletableFuture<>();
      NumberTest held = gate.test();
      self.complete(
          cluster.start(
              (question, watch) -> {
                if (question.number().equals(deadly)) {
                  GridNode node = self.join();
                  deaths.computeIfAbsent(node, PromisesTest::killFromBeside);
                  return neverDone(watch);
                }
                return held.test(question, watch);
              }));
    }
    List<String> innocent = submit("j", 100, node(0), node(1));
    get(node(0).gateway().submit("poison", Question.of(deadly)));
    gate.open();
    patiently()
        .until(
            () ->
                survivors(deaths).stream()
                    .allMatch(node -> find(node, "poison").job().state() == JobState.FAILED));
    List<GridNode> survivors = survivors(deaths);
    assertThat(survivors).hasSize(2);
    Job poison = find(survivors.get(0), "poison").job();
    assertThat(requireNonNull(poison.outcome()).reason()).startsWith("poison");
    assertThat(poison.setbacks()).hasSize(3).allMatch(s -> s.kind() == Setback.Kind.CRASHED);
    assertThat(poison.setbacks()).extracting(Setback::tester).doesNotHaveDuplicates();
    for (GridNode survivor : survivors) {
      for (boolean fresh : List.of(false, true)) {
        NumberQuestion again = new NumberQuestion(deadly, 0, fresh);
        Job other = get(survivor.gateway().submit(null, again)).job();
        assertThat(other.state()).as("by another id").isEqualTo(JobState.FAILED);
        assertThat(requireNonNull(other.outcome()).reason()).startsWith("poison");
        assertThat(other.attempt()).as("no tester got it").isZero();
      }
    }
    GridNode late = cluster.start(gate.test());
    assertThat(get(late.gateway().submit(null, Question.of(deadly))).job().state())
        .as("at a node that came later")
        .isEqualTo(JobState.FAILED);
    allAreAnswered(innocent, survivors);
    assertThat(outcome(answer(survivors.get(1), "after", "2^107-1")).answer())
        .as("the others work on")
        .isEqualTo(Answer.PRIME);
  }

  private static Verdict neverDone(Watch watch) {
    while (true) {
      watch.check();
      Thread.onSpinWait();
    }
  }

  /** Kills a node from beside: the job itself stays in the worker's hand. */
  private static Thread killFromBeside(GridNode node) {
    Thread thread = new Thread(() -> LocalCluster.fail(node), "death");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private List<GridNode> survivors(Map<GridNode, Thread> deaths) {
    return cluster.nodes().stream().filter(node -> !deaths.containsKey(node)).toList();
  }

  @Test
  @DisplayName(
      "6: under overload the service refuses before it accepts, and what it accepted it answers")
  void overload() {
    GridSettings settings = cluster.settings();
    GridNode node =
        cluster.start(
            settings.withBounds(50, settings.maxWork(), settings.maxOutcomes()), gate.test());
    List<String> accepted = submit("j", 50, node);
    for (int i = 0; i < 20; i++) {
      String id = "k" + i;
      RefusedException refusal =
          catchThrowableOfType(
              RefusedException.class, () -> node.gateway().submit(id, Question.of("10^60+7")));
      assertThat(refusal.reason()).isEqualTo(Reason.OVERLOADED);
      assertThat(refusal.retryAfterSeconds()).isGreaterThanOrEqualTo(1);
      assertThat(node.gateway().find(id)).as("nothing was stored").isNull();
    }
    gate.open();
    allAreAnswered(accepted, List.of(node));
    assertThat(answer(node, "k0", "10^60+7").isOver()).as("repeated later, it is taken").isTrue();
  }

  @Test
  @DisplayName(
      "7: prime is said only of what is proved, composite is certain, and the method is told")
  void theAnswerSaysWhatIsKnown() {
    start(2, ENGINE);
    Map<String, Answer> expected =
        Map.of(
            "2^61-1", Answer.PRIME,
            "18446744073709551557", Answer.PRIME,
            "2^127-1", Answer.PRIME,
            "100000000000000000039", Answer.PROBABLE_PRIME,
            "2^64+1", Answer.COMPOSITE,
            "561", Answer.COMPOSITE,
            "2^83-1", Answer.COMPOSITE,
            "1", Answer.COMPOSITE);
    expected.forEach(
        (number, answer) -> {
          Outcome outcome = outcome(answer(node(0), null, number));
          assertThat(outcome.answer()).as(number).isEqualTo(answer);
          assertThat(outcome.method()).as(number).isNotBlank();
          assertThat(outcome.node()).isNotBlank();
        });
    assertThat(outcome(answer(node(1), null, "2^127-1")).method()).contains("Lucas-Lehmer");
    assertThat(outcome(answer(node(1), null, "561")).method()).contains("divisible by 3");
  }

  @Test
  @DisplayName("jobs outlive the tester service: cancelled and deployed again, it takes them over")
  void theTesterServiceMayBeRedeployed() {
    start(2, gate.test());
    List<String> ids = submit("j", 60, node(0), node(1));
    node(0).ignite().services().cancel("tester");
    patiently().until(() -> !node(0).gateway().isReady() && !node(1).gateway().isReady());
    RefusedException refusal =
        catchThrowableOfType(
            RefusedException.class, () -> node(0).gateway().submit("late", Question.of("10^60+1")));
    assertThat(refusal.reason()).isEqualTo(Reason.UNAVAILABLE);
    gate.open();
    node(1)
        .ignite()
        .services()
        .deploy(
            new ServiceConfiguration()
                .setName("tester")
                .setService(new TesterService())
                .setMaxPerNodeCount(1)
                .setTotalCount(0));
    patiently().until(() -> node(0).gateway().isReady());
    allAreAnswered(ids, cluster.nodes());
    assertThat(ids.stream().map(id -> find(node(0), id).job())).noneMatch(Job::isSuspect);
  }

  @Test
  @DisplayName("one tester works at a node, also if Ignite starts its service there twice")
  void theTesterServiceMayBeStartedTwice() {
    start(2, gate.test());
    List<String> before = submit("b", 30, node(0), node(1));
    String first = requireNonNull(node(0).tester()).id();
    IgniteServices services = node(0).ignite().services();
    services.deployNodeSingleton("twin", new TesterService()); // returns when it is deployed
    List<String> between = submit("m", 30, node(0), node(1));
    assertThat(requireNonNull(node(0).tester()).id()).isEqualTo(first);
    services.cancel("tester");
    patiently().until(() -> !requireNonNull(node(0).tester()).id().equals(first));
    gate.open();
    List<String> after = submit("z", 30, node(0), node(1));
    for (List<String> ids : List.of(before, between, after)) {
      allAreAnswered(ids, cluster.nodes());
    }
  }

  @Test
  @DisplayName("a tester that dies on a living node loses no job, and has a successor")
  void aTesterThatDiesOnALivingNode() {
    start(2, gate.test());
    List<String> ids = submit("j", 60, node(0), node(1));
    String first = requireNonNull(node(0).tester()).id();
    requireNonNull(node(0).tester()).close();
    patiently().until(() -> !requireNonNull(node(0).tester()).id().equals(first));
    gate.open();
    allAreAnswered(ids, cluster.nodes());
    assertThat(answer(node(0), "after", "2^107-1").isOver()).isTrue();
  }

  @Test
  @DisplayName("a node that leaves hands its queue over, finishes what runs, and loses nothing")
  void leavingLosesNothing() throws Exception {
    start(3, gate.test());
    List<String> ids = submit("j", 120, node(0), node(1), node(2));
    patiently().until(() -> gate.entered().size() == 6);
    Thread leave = new Thread(() -> node(2).leave(Duration.ofSeconds(40)), "leave");
    leave.start();
    String leaving = requireNonNull(node(2).tester()).id();
    patiently()
        .until(
            () ->
                ids.stream()
                    .map(id -> find(node(0), id))
                    .noneMatch(
                        job -> job.job().owner().equals(leaving) && job.state().equals("queued")));
    RefusedException refusal =
        catchThrowableOfType(
            RefusedException.class, () -> node(2).gateway().submit("late", Question.of("10^60+1")));
    assertThat(refusal.reason()).isEqualTo(Reason.UNAVAILABLE);
    gate.open();
    leave.join(45_000);
    assertThat(leave.isAlive()).isFalse();
    List<GridNode> rest = List.of(node(0), node(1));
    allAreAnswered(ids, rest);
    assertThat(ids.stream().map(id -> find(node(0), id).job())).noneMatch(Job::isSuspect);
    patiently().until(() -> node(0).cluster().nodes().size() == 2);
    node(2).leave(Duration.ZERO);
  }

  @Test
  @DisplayName("a node that joins has all jobs at once, and takes work")
  void aJoiningNodeTakesWork() {
    start(1, ENGINE);
    List<String> before = submit("old", 100, node(0));
    allAreAnswered(before, List.of(node(0)));
    GridNode joined = cluster.start(gate.test());
    assertThat(before).allSatisfy(id -> assertThat(find(joined, id).isOver()).isTrue());
    // The first node may well be quick enough for the first hundreds: it shares what would wait.
    List<String> after = new ArrayList<>();
    patiently()
        .until(
            () -> {
              after.addAll(submit("new" + after.size() + "-", 500, node(0)));
              return !gate.entered().isEmpty();
            });
    gate.open();
    allAreAnswered(after, cluster.nodes());
    Set<String> answeredBy =
        IntStream.range(0, after.size())
            .mapToObj(i -> String.valueOf(outcome(find(node(0), after.get(i))).node()))
            .collect(Collectors.toSet());
    assertThat(answeredBy).hasSize(2);
  }

  @Test
  @DisplayName("a job cancelled at one node stops computing at another")
  void cancelFromAnyNode() {
    start(2, ENGINE);
    String huge = "2^300007-1"; // hours of work
    get(node(0).gateway().submit("huge", Question.of(huge)));
    patiently().until(() -> find(node(1), "huge").state().equals("running"));
    node(1).gateway().cancel("huge").orTimeout(20, TimeUnit.SECONDS).join();
    for (GridNode node : cluster.nodes()) {
      assertThat(find(node, "huge").job().state()).isEqualTo(JobState.CANCELLED);
      patiently().until(() -> requireNonNull(node.tester()).unfinished() == 0);
    }
  }
}
