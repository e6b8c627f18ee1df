package sellaprime.grid;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import sellaprime.grid.balance.Balancer;
import sellaprime.grid.balance.LiveTesters;
import sellaprime.grid.balance.Membership;
import sellaprime.grid.balance.NoTesterException;
import sellaprime.grid.jobs.InMemoryJobStore;
import sellaprime.grid.jobs.KnownAnswers;
import sellaprime.grid.jobs.TesterLoad;
import sellaprime.grid.jobs.UnfinishedJobs.Assignment;
import sellaprime.grid.observe.GridObserver;
import sellaprime.grid.recovery.Reassigner;
import sellaprime.job.Answer;
import sellaprime.job.Job;
import sellaprime.job.JobEvent;
import sellaprime.job.JobEvent.Answered;
import sellaprime.job.JobEvent.Cancelled;
import sellaprime.job.JobEvent.Reassigned;
import sellaprime.job.JobEvent.Submitted;
import sellaprime.job.JobState;
import sellaprime.job.Outcome;
import sellaprime.job.Question;
import sellaprime.job.Ruling;
import sellaprime.job.Setback;
import sellaprime.testkit.InMemoryLoads;
import sellaprime.testkit.ManualClock;
import sellaprime.testkit.Samples;

/**
 * The rules and recovery in a made-up cluster without threads: nodes that come, leave and die,
 * testers that fall silent, changes that are stored late, twice, or not at all. A seed decides what
 * happens; after each step the promises must hold.
 *
 * <p>Real are the transitions, the index, the balancer, the view of who lives, and the reassigner;
 * each node has its own. Testers are made up: a queue, a hand, a load row.
 */
class GridModelTest {
  private static final int SEEDS = 300;
  private static final int STEPS = 200;

  private final Logger reassignerLog = (Logger) LoggerFactory.getLogger(Reassigner.class);

  /** It tells of every mishap, and here are many thousands. */
  @BeforeEach
  void hush() {
    reassignerLog.setLevel(Level.OFF);
  }

  @AfterEach
  void unhush() {
    reassignerLog.setLevel(null);
  }

  @Test
  void thePromisesHoldWhateverHappens() {
    long first = Samples.seed("grid model");
    Map<String, Integer> seen = new TreeMap<>();
    for (long seed = first; seed < first + SEEDS; seed++) {
      Model model = new Model(seed);
      try {
        model.run();
      } catch (Throwable e) {
        throw new AssertionError(
            "repeat with -Dsellaprime.seed=" + seed + "; the last steps: " + model.story, e);
      }
      model.seen.forEach((what, times) -> seen.merge(what, times, Integer::sum));
    }
    System.out.println("grid model saw " + seen);
    assertThat(seen)
        .as("a script that never poisons, say, proves nothing")
        .containsKeys(
            "DONE",
            "CANCELLED",
            "FAILED",
            "conflict",
            "unavailable",
            "moved",
            "crashed in hand",
            "disagreed",
            "over");
  }

  private static final class Model {
    final Random random;
    final ManualClock clock = new ManualClock();
    final InMemoryJobStore store = new InMemoryJobStore();
    final InMemoryLoads loads = new InMemoryLoads();
    final List<Node> nodes = new ArrayList<>();
    final Deque<String> story = new ArrayDeque<>();
    final Map<String, Integer> seen = new TreeMap<>();

    /** What callers were told: id and number of each accepted job. */
    final Map<String, String> accepted = new HashMap<>();

    final Map<String, String> numbers = new HashMap<>();
    final Map<String, Outcome> outcomes = new HashMap<>();

    /** The truth that recovery has to find: which testers died with a job in hand. */
    final Map<String, Set<String>> diedInHand = new HashMap<>();

    /** Jobs that no tester answers before it dies of them. */
    final Set<String> deadly = new HashSet<>();

    /** Verdicts of testers that are gone, or sent before; they arrive some time. */
    final List<Runnable> lateAnswers = new ArrayList<>();

    int names;

    Model(long seed) {
      this.random = new Random(seed);
      for (int i = 0; i < 3; i++) {
        nodes.add(new Node());
      }
      store.hold();
      if (random.nextInt(4) == 0) {
        store.applyTwice();
      }
    }

    void run() {
      for (int step = 0; step < STEPS; step++) {
        clock.advance(Duration.ofMillis(100));
        act();
        check();
      }
      comeToRest();
    }

    private void act() {
      switch (random.nextInt(30)) {
        case 0, 1, 2 -> submitNew();
        case 3 -> submitAgain();
        case 4, 5, 6 -> testers().forEach(FakeTester::take);
        case 7, 8 -> pick(testers()).answer();
        case 9 -> pick(testers()).fail();
        case 10 -> cancel();
        case 11, 26, 27, 28 -> crashNode();
        case 12 -> closeTester();
        case 13 -> hushTester();
        case 14 -> leave();
        case 15, 24, 25, 29 -> join();
        case 16 -> pick(nodes).sweep();
        case 17 -> nodes.forEach(Node::sweep);
        case 18 -> lateAnswer();
        case 19 -> storeFault();
        default -> {
          for (int i = random.nextInt(20); i >= 0; i--) {
            store.letOneGo(random);
          }
        }
      }
    }

    private <T> T pick(List<T> all) {
      return all.get(random.nextInt(all.size()));
    }

    private void tell(String what) {
      story.addLast(what);
      if (story.size() > 60) {
        story.removeFirst();
      }
    }

    private void count(String what) {
      seen.merge(what, 1, Integer::sum);
    }

    private List<FakeTester> testers() {
      return nodes.stream().map(node -> node.tester).toList();
    }

    // --- what callers do

    private void submitNew() {
      String id = "j" + names++;
      numbers.put(id, "" + (100 + random.nextInt(10)));
      if (random.nextInt(3) == 0) {
        deadly.add(id);
      }
      submit(id, requireNonNull(numbers.get(id)));
    }

    private void submitAgain() {
      if (!numbers.isEmpty()) {
        String id = pick(List.copyOf(numbers.keySet()));
        submit(id, random.nextInt(3) == 0 ? "99" : requireNonNull(numbers.get(id)));
      }
    }

    private void submit(String id, String number) {
      String owner;
      try {
        owner = pick(nodes).balancer.pick(Samples.LARGE, false).tester();
      } catch (NoTesterException e) {
        count("refused");
        return;
      }
      tell("submit " + id + "=" + number + " to " + owner);
      Job job = Job.submitted(id, Question.of(number), Samples.LARGE, owner, clock.millis());
      store
          .apply(id, new Submitted(job))
          .whenComplete(
              (ruling, failure) -> {
                if (failure != null) {
                  count("unavailable");
                } else if (ruling.kind() == Ruling.Kind.CONFLICT) {
                  count("conflict");
                } else {
                  String before = accepted.putIfAbsent(id, number);
                  assertThat(before == null || before.equals(number))
                      .as("one number per id")
                      .isTrue();
                }
              });
    }

    private void cancel() {
      if (!numbers.isEmpty()) {
        String id = pick(List.copyOf(numbers.keySet()));
        tell("cancel " + id);
        store.apply(id, new Cancelled(clock.millis()));
      }
    }

    // --- what befalls nodes

    private void join() {
      if (nodes.size() < 6) {
        nodes.add(new Node());
        tell("join " + nodes.get(nodes.size() - 1).id);
      }
    }

    private void crashNode() {
      if (nodes.size() > 1) {
        Node node =
            nodes.stream()
                .max(Comparator.comparingInt(n -> n.tester.danger()))
                .filter(n -> n.tester.danger() > 0)
                .orElseGet(() -> pick(nodes));
        tell("crash " + node.id + " with " + node.tester.hand.keySet() + " in hand");
        nodes.remove(node);
        nodes.forEach(other -> other.ghosts.add(node.id));
        node.tester.die();
        if (random.nextInt(3) == 0) {
          recover();
        }
      }
    }

    /**
     * What the crash left is seen to before the next mishap: a chance for the deadly jobs to kill
     * again.
     */
    private void recover() {
      nodes.forEach(Node::sweep);
      for (int i = 0; i < 40; i++) {
        store.letOneGo(random);
      }
      testers().forEach(FakeTester::take);
    }

    /** The service dies, and its row goes with it; the next incarnation starts on the same node. */
    private void closeTester() {
      Node node = pick(nodes);
      tell("close " + node.tester.id);
      node.tester.close();
      node.tester = new FakeTester(node);
    }

    /** The tester hangs: its row stays and changes no more. */
    private void hushTester() {
      Node node = pick(nodes);
      tell("hush " + node.tester.id + " with " + node.tester.hand.keySet() + " in hand");
      node.tester.die();
      node.tester = new FakeTester(node);
    }

    private void leave() {
      if (nodes.size() > 1) {
        Node node = pick(nodes);
        tell("leave " + node.id);
        node.tester.leave();
        nodes.remove(node);
      }
    }

    private void lateAnswer() {
      if (!lateAnswers.isEmpty()) {
        tell("late answer");
        lateAnswers.remove(random.nextInt(lateAnswers.size())).run();
      }
    }

    private void storeFault() {
      if (random.nextBoolean()) {
        store.refuseNext(1 + random.nextInt(3));
      } else {
        store.loseNextReplies(1 + random.nextInt(3));
      }
    }

    private void apply(String id, JobEvent event) {
      store
          .apply(id, event)
          .whenComplete(
              (ruling, failure) -> {
                if (failure == null) {
                  switch (ruling.kind()) {
                    case STALE -> count("stale");
                    case OVER -> count("over");
                    default -> {}
                  }
                }
              });
    }

    // --- the promises

    private void check() {
      for (Job job : store.all()) {
        Outcome outcome = job.outcome();
        Outcome before = outcomes.get(job.id());
        require(job.state().isFinal() == (outcome != null), job, "final, and only then an outcome");
        if (before != null) {
          require(outcome == before, job, "an outcome never changes");
        } else if (outcome != null) {
          outcomes.put(job.id(), outcome);
          count(job.state().name());
          if (job.attempt() > 1) {
            count("moved");
          }
          if (job.state() == JobState.FAILED) {
            isJustlyPoison(job);
          }
        }
        Set<String> deaths = diedInHand.getOrDefault(job.id(), Set.of());
        for (Setback setback : job.setbacks()) {
          require(deaths.contains(setback.tester()), job, "a setback is a death it was in hand at");
        }
      }
      accepted.forEach(
          (id, number) -> {
            Job job = store.get(id);
            require(
                job != null && job.question().shown().equals(number),
                id,
                "accepted, and never lost");
          });
    }

    /** As an assertion, but for the hot loop. */
    private static void require(boolean holds, Object job, String promise) {
      if (!holds) {
        throw new AssertionError(promise + ": " + job);
      }
    }

    private void isJustlyPoison(Job job) {
      assertThat(requireNonNull(job.outcome()).reason()).contains("poison");
      String number = job.question().shown();
      Set<String> deaths = new HashSet<>();
      for (Job other : store.all()) {
        if (other.question().shown().equals(number)) {
          deaths.addAll(diedInHand.getOrDefault(other.id(), Set.of()));
        }
      }
      assertThat(deaths)
          .as("testers that died with %s in hand, or another with its number", job.id())
          .hasSizeGreaterThanOrEqualTo(3);
    }

    /** With a living tester and no more mishaps, every accepted job gets its outcome. */
    private void comeToRest() {
      tell("rest");
      deadly.clear();
      store.refuseNext(0);
      store.loseNextReplies(0);
      nodes.add(new Node());
      store.letGo();
      for (int round = 0; round < 40; round++) {
        clock.advance(Duration.ofSeconds(2));
        for (Node node : List.copyOf(nodes)) {
          node.sweep();
          while (node.tester.take()) {
            while (node.tester.answer()) {
              check();
            }
          }
          while (node.tester.answer()) {
            check();
          }
        }
      }
      check();
      while (!lateAnswers.isEmpty()) {
        lateAnswer();
        check();
      }
      accepted.keySet().forEach(id -> assertThat(outcomes).as("outcome of %s", id).containsKey(id));
      assertThat(store.unfinished().all()).isEmpty();
      assertThat(loads.rows())
          .as("rows of testers that are gone go too, but for the silent ones of living nodes")
          .allMatch(row -> isAlive(row.nodeId()));
    }

    private boolean isAlive(String nodeId) {
      return nodes.stream().anyMatch(node -> node.id.equals(nodeId));
    }

    /** A node's own view, and its tester. */
    private final class Node implements Membership {
      final String id = "n" + names++;
      final LiveTesters live = new LiveTesters(loads, this::isAlive);
      final Balancer balancer = new Balancer(loads, live);
      final Reassigner reassigner =
          new Reassigner(
              store,
              store.unfinished(),
              new KnownAnswers(store, 0).deadly(),
              loads,
              live,
              balancer,
              this,
              GridObserver.NONE,
              clock);
      int incarnations;
      FakeTester tester = new FakeTester(this);

      /** Of the departed, those whose departure has not reached this node. */
      final Set<String> ghosts = new HashSet<>();

      void sweep() {
        if (random.nextInt(3) > 0) {
          ghosts.clear();
        }
        if (!ghosts.isEmpty()) {
          count("disagreed");
        }
        testers().forEach(FakeTester::beat);
        live.tick();
        if (random.nextInt(5) == 0) {
          store.unfinished().verify();
        }
        reassigner.reassignOrphans();
        tester.offerMissing();
        reassigner.removeSettledRows();
      }

      @Override
      public String localId() {
        return id;
      }

      @Override
      public Collection<String> liveIds() {
        return Stream.concat(nodes.stream().map(node -> node.id), ghosts.stream()).toList();
      }

      @Override
      public boolean isAlive(String nodeId) {
        return ghosts.contains(nodeId) || Model.this.isAlive(nodeId);
      }

      @Override
      public boolean isLocalOldest() {
        return nodes.get(0) == this;
      }

      @Override
      public long version() {
        return names;
      }
    }

    private final class FakeTester {
      final Node node;
      final String id;
      final Deque<Job> queue = new ArrayDeque<>();
      final Map<String, Job> hand = new HashMap<>();
      boolean gone;
      boolean leaving;
      long beats;

      FakeTester(Node node) {
        this.node = node;
        this.id = node.id + "#" + ++node.incarnations;
        store.onChange(this::note);
        beat();
      }

      void beat() {
        if (!gone) {
          loads.publish(
              new TesterLoad(
                  id,
                  node.id,
                  node.id,
                  2,
                  leaving,
                  queue.size(),
                  new long[] {queue.size() * Samples.LARGE, 0, 0},
                  1,
                  hand.keySet().toArray(new String[0]),
                  true,
                  ++beats));
        }
      }

      private void note(Job job) {
        queue.removeIf(old -> old.id().equals(job.id()));
        if (job.isWorkOf(id, job.attempt())) {
          if (!gone && !leaving) {
            queue.add(job);
          }
        } else {
          hand.remove(job.id());
        }
      }

      void offerMissing() {
        for (Assignment assignment : store.unfinished().all()) {
          Job job = store.get(assignment.id());
          if (job != null
              && job.isWorkOf(id, job.attempt())
              && !hand.containsKey(job.id())
              && queue.stream().noneMatch(other -> other.id().equals(job.id()))) {
            queue.add(job);
          }
        }
      }

      /** How often the deadly job in hand, if there is one, has killed before; and one. */
      int danger() {
        return hand.values().stream()
            .filter(job -> deadly.contains(job.id()))
            .mapToInt(job -> 1 + job.setbacks().size())
            .max()
            .orElse(0);
      }

      /** A worker announces a job, or a few, and begins. */
      boolean take() {
        Job first = queue.poll();
        if (first == null) {
          return false;
        }
        hand.put(first.id(), first);
        if (!first.isSuspect() && random.nextBoolean()) {
          for (Job next = queue.peek(); next != null && !next.isSuspect(); next = queue.peek()) {
            hand.put(next.id(), next);
            queue.poll();
          }
        }
        beat();
        return true;
      }

      private @Nullable Job anyInHand() {
        List<Job> jobs = hand.values().stream().filter(job -> !deadly.contains(job.id())).toList();
        return jobs.isEmpty() ? null : pick(jobs);
      }

      boolean answer() {
        Job job = anyInHand();
        if (job == null) {
          return false;
        }
        tell(id + " answers " + job.id());
        if (random.nextInt(4) == 0) {
          lateAnswers.add(() -> apply(job.id(), verdict("again")));
        }
        hand.remove(job.id());
        apply(job.id(), verdict("first"));
        beat();
        return true;
      }

      /** The test throws. */
      void fail() {
        // Throws count for their own rule, tested elsewhere; here the job goes back to the queue's
        // end.
        Job job = anyInHand();
        if (job != null) {
          hand.remove(job.id());
          queue.add(job);
          beat();
        }
      }

      private JobEvent verdict(String method) {
        Answer answer = random.nextBoolean() ? Answer.PRIME : Answer.COMPOSITE;
        return new Answered(answer, method, node.id, clock.millis());
      }

      /** Without a word: the row stays as it is. What it had sent may still arrive. */
      void die() {
        gone = true;
        for (Job job : hand.values()) {
          diedInHand.computeIfAbsent(job.id(), k -> new HashSet<>()).add(id);
          count("crashed in hand");
          if (random.nextInt(3) == 0) {
            lateAnswers.add(() -> apply(job.id(), verdict("late")));
          }
        }
      }

      void close() {
        gone = true;
        loads.remove(id);
      }

      void leave() {
        leaving = true;
        beat();
        for (Job job : List.copyOf(queue)) {
          TesterLoad other = node.balancer.pickOtherThan(id, job.expectedNanos(), false);
          if (other != null) {
            apply(job.id(), Reassigned.whileQueued(id, job.attempt(), other.tester()));
          }
        }
        while (answer()) {
          check();
        }
        close();
      }
    }
  }
}
