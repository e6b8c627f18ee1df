package sellaprime.job;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sellaprime.job.JobEvent.Answered;
import sellaprime.job.JobEvent.Cancelled;
import sellaprime.job.JobEvent.Compared;
import sellaprime.job.JobEvent.Failed;
import sellaprime.job.JobEvent.Noted;
import sellaprime.job.JobEvent.Progressed;
import sellaprime.job.JobEvent.Reaffirmed;
import sellaprime.job.JobEvent.Reassigned;
import sellaprime.job.JobEvent.Restored;
import sellaprime.job.JobEvent.Submitted;
import sellaprime.testkit.Samples;

class JobTransitionsTest {
  private static final String OWNER = "a#1";

  /** The job that every column starts from: at its second attempt, at {@value #OWNER}. */
  private static final Job QUEUED = queuedAt(OWNER, 2);

  private static final Map<String, JobEvent> EVENTS =
      Map.ofEntries(
          Map.entry("submitted, same number", new Submitted(fresh("7"))),
          Map.entry("submitted, other number", new Submitted(fresh("8"))),
          Map.entry("restored, unfinished", new Restored(queuedAt("c#1", 5))),
          Map.entry("restored, over", new Restored(cancelled(queuedAt("c#1", 5)))),
          Map.entry("restored, other number", new Restored(fresh("8"))),
          Map.entry("answered", new Answered(Answer.PRIME, "m", "n", 9)),
          Map.entry("failed", new Failed(OWNER, 2, "r", "n", 9)),
          Map.entry("failed, attempt before", new Failed(OWNER, 1, "r", "n", 9)),
          Map.entry("failed, attempt after", new Failed(OWNER, 3, "r", "n", 9)),
          Map.entry("failed, other owner", new Failed("b#1", 2, "r", "n", 9)),
          Map.entry("moved", Reassigned.whileQueued(OWNER, 2, "b#1")),
          Map.entry("moved, attempt before", Reassigned.whileQueued(OWNER, 1, "b#1")),
          Map.entry("moved, attempt after", Reassigned.whileQueued(OWNER, 3, "b#1")),
          Map.entry("moved, other owner", Reassigned.whileQueued("c#1", 2, "b#1")),
          Map.entry("crashed", Reassigned.afterCrash(OWNER, 2, "b#1", "node-a", 9)),
          Map.entry("crashed, attempt before", Reassigned.afterCrash(OWNER, 1, "b#1", "a", 9)),
          Map.entry("crashed, other owner", Reassigned.afterCrash("c#1", 2, "b#1", "a", 9)),
          Map.entry("threw", Reassigned.afterThrow(OWNER, 2, "b#1", "E", 9)),
          Map.entry("threw, attempt before", Reassigned.afterThrow(OWNER, 1, "b#1", "E", 9)),
          Map.entry("threw, other owner", Reassigned.afterThrow("c#1", 2, "b#1", "E", 9)),
          Map.entry("hung", Reassigned.afterHang(OWNER, 2, "b#1", "E", 9)),
          Map.entry("hung, attempt before", Reassigned.afterHang(OWNER, 1, "b#1", "E", 9)),
          Map.entry("progressed", progressed(OWNER, 2)),
          Map.entry("progressed, attempt before", progressed(OWNER, 1)),
          Map.entry("progressed, other owner", progressed("c#1", 2)),
          Map.entry("reaffirmed, unfinished", new Reaffirmed(false)),
          Map.entry("reaffirmed, ended", new Reaffirmed(true)),
          Map.entry("compared", new Compared(OWNER, 2)),
          Map.entry("compared, attempt before", new Compared(OWNER, 1)),
          Map.entry("compared, other owner", new Compared("c#1", 2)),
          Map.entry("noted, unfinished", new Noted(Ledger.taken(7), false)),
          Map.entry("noted, ended", new Noted(Ledger.settled(7, "x"), true)),
          Map.entry("cancelled", new Cancelled(9)));

  private static final Map<String, @Nullable Job> STATES = states();

  private static Map<String, @Nullable Job> states() {
    Map<String, @Nullable Job> states = new HashMap<>();
    states.put("none", null);
    states.put("QUEUED", QUEUED);
    states.put("DONE", QUEUED.ended(JobState.DONE, Outcome.verdict(Answer.COMPOSITE, "m", "n", 3)));
    states.put("FAILED", QUEUED.ended(JobState.FAILED, Outcome.failure("r", null, 3)));
    states.put("CANCELLED", QUEUED.ended(JobState.CANCELLED, Outcome.cancellation(3)));
    return states;
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          submitted, same number  | APPLIED QUEUED | ALREADY_SO        | ALREADY_SO | ALREADY_SO | ALREADY_SO
          submitted, other number | APPLIED QUEUED | CONFLICT          | CONFLICT   | CONFLICT   | CONFLICT
          restored, unfinished    | APPLIED QUEUED    | ALREADY_SO        | ALREADY_SO | ALREADY_SO | ALREADY_SO
          restored, over          | APPLIED CANCELLED | APPLIED CANCELLED | ALREADY_SO | ALREADY_SO | ALREADY_SO
          restored, other number  | APPLIED QUEUED    | CONFLICT          | CONFLICT   | CONFLICT   | CONFLICT
          answered                | UNKNOWN        | APPLIED DONE      | OVER       | OVER       | OVER
          progressed              | UNKNOWN        | APPLIED QUEUED    | OVER       | OVER       | OVER
          progressed, attempt before | UNKNOWN     | STALE             | OVER       | OVER       | OVER
          progressed, other owner | UNKNOWN        | STALE             | OVER       | OVER       | OVER
          failed                  | UNKNOWN        | APPLIED FAILED    | OVER       | OVER       | OVER
          failed, attempt before  | UNKNOWN        | STALE             | OVER       | OVER       | OVER
          failed, attempt after   | UNKNOWN        | STALE             | OVER       | OVER       | OVER
          failed, other owner     | UNKNOWN        | STALE             | OVER       | OVER       | OVER
          moved                   | UNKNOWN        | APPLIED QUEUED    | OVER       | OVER       | OVER
          moved, attempt before   | UNKNOWN        | STALE             | OVER       | OVER       | OVER
          moved, attempt after    | UNKNOWN        | STALE             | OVER       | OVER       | OVER
          moved, other owner      | UNKNOWN        | STALE             | OVER       | OVER       | OVER
          crashed                 | UNKNOWN        | APPLIED QUEUED    | OVER       | OVER       | OVER
          crashed, attempt before | UNKNOWN        | STALE             | OVER       | OVER       | OVER
          crashed, other owner    | UNKNOWN        | STALE             | OVER       | OVER       | OVER
          threw                   | UNKNOWN        | APPLIED QUEUED    | OVER       | OVER       | OVER
          threw, attempt before   | UNKNOWN        | STALE             | OVER       | OVER       | OVER
          threw, other owner      | UNKNOWN        | STALE             | OVER       | OVER       | OVER
          reaffirmed, unfinished  | UNKNOWN        | APPLIED QUEUED    | STALE      | STALE      | STALE
          reaffirmed, ended       | UNKNOWN        | STALE             | APPLIED DONE | APPLIED FAILED | APPLIED CANCELLED
          compared                | UNKNOWN        | ALREADY_SO        | OVER       | OVER       | OVER
          compared, attempt before | UNKNOWN       | STALE             | OVER       | OVER       | OVER
          compared, other owner   | UNKNOWN        | STALE             | OVER       | OVER       | OVER
          noted, unfinished       | UNKNOWN        | APPLIED QUEUED    | STALE      | STALE      | STALE
          noted, ended            | UNKNOWN        | STALE             | APPLIED DONE | APPLIED FAILED | APPLIED CANCELLED
          cancelled               | UNKNOWN        | APPLIED CANCELLED | OVER       | OVER       | ALREADY_SO
          """)
  void theWholeTable(
      String event, String none, String queued, String done, String failed, String cancelled) {
    List<String> expected = List.of(none, queued, done, failed, cancelled);
    List<String> states = List.of("none", "QUEUED", "DONE", "FAILED", "CANCELLED");
    List<String> actual = new ArrayList<>();
    for (String state : states) {
      Job before = STATES.get(state);
      Ruling ruling = JobTransitions.apply(before, requireNonNull(EVENTS.get(event)));
      actual.add(told(ruling));
      if (event.equals("compared") && state.equals("QUEUED")) {
        assertThat(ruling.job()).as("what the sender has is not sent back").isNull();
      } else if (!ruling.isApplied()) {
        assertThat(ruling.job()).as("unchanged in state %s", state).isSameAs(before);
      }
    }
    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void theTableHasARowForEveryKindOfEvent() {
    assertThat(EVENTS.values().stream().map(Object::getClass).distinct())
        .containsExactlyInAnyOrder(JobEvent.class.getPermittedSubclasses());
  }

  private static String told(Ruling ruling) {
    return ruling.isApplied()
        ? "APPLIED " + requireNonNull(ruling.job()).state()
        : ruling.kind().name();
  }

  @Test
  void aSubmittedJobIsStoredAsItIs() {
    Job job = fresh("7");
    assertThat(JobTransitions.apply(null, new Submitted(job)).job()).isSameAs(job);
    assertThat(job.attempt()).isEqualTo(1);
    assertThat(job.isSuspect()).isFalse();
    assertThat(job.isWorkOf(OWNER, 1)).isTrue();
    assertThat(job.isWorkOf(OWNER, 2)).isFalse();
    assertThat(job.isWorkOf("b#1", 1)).isFalse();
  }

  @Test
  void aMoveRaisesTheAttemptAndChangesNothingElse() {
    Job moved = after(QUEUED, Reassigned.whileQueued(OWNER, 2, "b#1"));
    assertThat(moved.owner()).isEqualTo("b#1");
    assertThat(moved.attempt()).isEqualTo(3);
    assertThat(moved)
        .usingRecursiveComparison()
        .ignoringFields("owner", "attempt")
        .isEqualTo(QUEUED);
  }

  @Test
  void aVerdictOfAnyAttemptCounts() {
    Job moved = after(QUEUED, Reassigned.whileQueued(OWNER, 2, "b#1"));
    Job done = after(moved, new Answered(Answer.PRIME, "late", "node-a", 9));
    Outcome outcome = requireNonNull(done.outcome());
    assertThat(outcome.answer()).isEqualTo(Answer.PRIME);
    assertThat(outcome.method()).isEqualTo("late");
    assertThat(outcome.node()).isEqualTo("node-a");
    assertThat(outcome.finishedAt()).isEqualTo(9);
    assertThat(outcome.reason()).isNull();
  }

  @Test
  void theThirdCrashIsPoisonAndNamesTheNodes() {
    Job job = fresh("7");
    for (String node : List.of("ape", "bee")) {
      job = after(job, crash(job, node));
      assertThat(job.state()).isEqualTo(JobState.QUEUED);
      assertThat(job.isSuspect()).isTrue();
    }
    job = after(job, crash(job, "cat"));
    assertThat(job.state()).isEqualTo(JobState.FAILED);
    assertThat(job.setbacks()).extracting(Setback::kind).containsOnly(Setback.Kind.CRASHED);
    assertThat(job.setbacks()).hasSize(3);
    assertThat(requireNonNull(job.outcome()).reason())
        .startsWith("poison")
        .contains("ape", "bee", "cat");
    assertThat(job.outcome().answer()).isNull();
  }

  @Test
  void theThirdHangFailsAndSaysWhere() {
    Job job = QUEUED;
    for (int i = 0; i < 2; i++) {
      job = after(job, hung(job, "on " + i));
      assertThat(job.state()).isEqualTo(JobState.QUEUED);
      assertThat(job.isSuspect()).isTrue();
      job = after(job, thrown(job, "E")); // another kind: it counts by itself
    }
    job = after(job, hung(job, "on 2"));
    assertThat(job.state()).isEqualTo(JobState.FAILED);
    assertThat(requireNonNull(job.outcome()).reason())
        .contains("hung 3 times", "on 0", "on 1", "on 2");
  }

  private static JobEvent hung(Job job, String what) {
    return Reassigned.afterHang(job.owner(), job.attempt(), job.owner() + "'", what, 5);
  }

  @Test
  void theThirdThrowFailsAndSaysWhatWasThrown() {
    Job job = fresh("7");
    for (int i = 0; i < 2; i++) {
      job = after(job, thrown(job, "Oops" + i));
      assertThat(job.state()).isEqualTo(JobState.QUEUED);
    }
    job = after(job, thrown(job, "Oops2"));
    assertThat(job.state()).isEqualTo(JobState.FAILED);
    assertThat(requireNonNull(job.outcome()).reason())
        .contains("threw", "Oops0", "Oops1", "Oops2")
        .doesNotContain("poison");
  }

  @Test
  void setbacksOfTwoKindsDoNotAddUp() {
    Job job = fresh("7");
    job = after(job, crash(job, "a"));
    job = after(job, thrown(job, "E"));
    job = after(job, crash(job, "b"));
    job = after(job, thrown(job, "E"));
    assertThat(job.state()).isEqualTo(JobState.QUEUED);
    assertThat(job.setbacks()).hasSize(4);

    assertThat(after(job, crash(job, "c")).state()).isEqualTo(JobState.FAILED);
    assertThat(after(job, thrown(job, "E")).state()).isEqualTo(JobState.FAILED);
  }

  @Test
  void aTesterDiesOnce() {
    Job job = fresh("7");
    job = after(job, crash(job, "a"));
    job = after(job, crash(job, "b"));
    // Given back to the first one by a node that did not know of its death.
    job = after(job, Reassigned.whileQueued(job.owner(), job.attempt(), OWNER));
    job = after(job, crash(job, "a"));
    assertThat(job.state()).isEqualTo(JobState.QUEUED);
    assertThat(job.setbacks()).hasSize(2);
  }

  @Test
  void movesOfAQueuedJobNeverCount() {
    Job job = fresh("7");
    for (int i = 0; i < 100; i++) {
      job = after(job, Reassigned.whileQueued(job.owner(), job.attempt(), "t" + i));
    }
    assertThat(job.state()).isEqualTo(JobState.QUEUED);
    assertThat(job.attempt()).isEqualTo(101);
    assertThat(job.setbacks()).isEmpty();
  }

  /**
   * Ignite may run an event twice: the second time must change nothing that the first one settled.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void anyEventTwiceIsTheEventOnce(int run) {
    Random random = Samples.random("events twice, " + run);
    for (int i = 0; i < 300; i++) {
      Job once = null;
      Job twice = null;
      Outcome first = null;
      for (int step = 0; step < 12; step++) {
        JobEvent event = any(random);
        once = orSame(once, JobTransitions.apply(once, event));
        twice = orSame(twice, JobTransitions.apply(twice, event));
        Ruling again = JobTransitions.apply(twice, event);
        assertThat(again.isApplied()).as("%s again, on %s", event, twice).isFalse();
        assertThat(twice).usingRecursiveComparison().isEqualTo(once);
        if (first == null && once != null) {
          first = once.outcome();
        }
        if (first != null) {
          assertThat(requireNonNull(once).outcome()).as("the first outcome stays").isSameAs(first);
        }
      }
    }
  }

  private static JobEvent any(Random random) {
    String from = "t" + random.nextInt(2);
    String to = "t" + (from.equals("t0") ? 1 : 0);
    int attempt = 1 + random.nextInt(4);
    return switch (random.nextInt(11)) {
      case 9 -> progressed(from, attempt);
      case 10 -> new Noted(new Ledger(attempt, attempt, from), random.nextBoolean());
      case 8 -> {
        Job kept = Job.submitted("j", Question.of("7"), 1, from, 1);
        yield new Restored(random.nextBoolean() ? kept : cancelled(kept));
      }
      case 0 -> new Submitted(Job.submitted("j", Question.of("7"), 1, "t" + random.nextInt(2), 1));
      case 1 -> new Answered(random.nextBoolean() ? Answer.PRIME : Answer.COMPOSITE, "m", from, 5);
      case 2 -> new Failed(from, attempt, "r", from, 5);
      case 3 -> Reassigned.afterCrash(from, attempt, to, from, 5);
      case 4 -> Reassigned.afterThrow(from, attempt, to, "E", 5);
      case 5 ->
          random.nextInt(4) == 0 ? new Cancelled(5) : Reassigned.whileQueued(from, attempt, to);
      default -> Reassigned.whileQueued(from, attempt, to);
    };
  }

  private static @Nullable Job orSame(@Nullable Job job, Ruling ruling) {
    return ruling.isApplied() ? ruling.job() : job;
  }

  @Test
  void aTestThatGetsOnOutlivesAnyNumberOfNodes() {
    Job job = fresh("7");
    for (int i = 0; i < 50; i++) {
      job = after(job, progressed(job.owner(), job.attempt(), (i + 1) / 100.0));
      job = after(job, i % 2 == 0 ? crash(job, "n" + i) : thrown(job, "E"));
    }
    assertThat(job.state()).isEqualTo(JobState.QUEUED);
    assertThat(job.attempt()).isEqualTo(51);
    assertThat(job.setbacks()).hasSizeBetween(3, 20);
    assertThat(job.setbacks()).allMatch(s -> s.kind() == Setback.Kind.INTERRUPTED);
    assertThat(job.setbacks().get(job.setbacks().size() - 2).detail()).isEqualTo("died on n48");
  }

  @Test
  void aTestThatGetsStuckAfterItsCheckpointIsSetAsideAllTheSame() {
    Job job = after(fresh("7"), progressed(OWNER, 1));
    for (int i = 0; i < 3; i++) {
      assertThat(job.state()).isEqualTo(JobState.QUEUED);
      job = after(job, crash(job, "n" + i));
    }
    assertThat(job.state()).as("interrupted once, crashed twice").isEqualTo(JobState.QUEUED);
    assertThat(after(job, crash(job, "n3")).state()).isEqualTo(JobState.FAILED);
  }

  @Test
  void theCheckpointGoesWithTheJobUntilItIsOver() {
    Job job = after(fresh("7"), progressed(OWNER, 1));
    job = after(job, new Progressed(OWNER, new Progress(0.75, null, 1, 6)));
    assertThat(requireNonNull(job.progress()).done()).isEqualTo(0.75);
    assertThat(job.progress().checkpoint()).as("the last there was").containsExactly(1, 2, 3);
    job = after(job, Reassigned.whileQueued(OWNER, 1, "b#1"));
    assertThat(requireNonNull(job.progress()).checkpoint()).containsExactly(1, 2, 3);
    assertThat(after(job, new Answered(Answer.PRIME, "m", "n", 9)).progress()).isNull();
  }

  private static JobEvent progressed(String owner, int attempt) {
    return progressed(owner, attempt, 0.5);
  }

  private static JobEvent progressed(String owner, int attempt, double done) {
    return new Progressed(owner, new Progress(done, new byte[] {1, 2, 3}, attempt, 5));
  }

  @Test
  void aTestThatGetsToTheSamePointAgainAndAgainIsSetAside() {
    for (byte @Nullable [] checkpoint : new byte[] @Nullable [] {null, {1, 2, 3}}) {
      Job job = fresh("7");
      for (int deaths = 0; job.state() == JobState.QUEUED; deaths++) {
        assertThat(deaths).isLessThan(5);
        Progress same = new Progress(0.9, checkpoint, job.attempt(), 5);
        job = after(job, new Progressed(job.owner(), same));
        job = after(job, crash(job, "n" + deaths));
      }
      assertThat(job.state()).isEqualTo(JobState.FAILED);
    }
  }

  @Test
  void anAnswerForAnotherJobThatHadTheIdBeforeDoesNotCount() {
    Job before = Job.submitted("j", Question.of("7"), 1, OWNER, 1_000);
    Job now = Job.submitted("j", Question.of("8"), 1, OWNER, 2_000);
    Outcome prime = Outcome.verdict(Answer.PRIME, "m", "n", 3);
    assertThat(JobTransitions.apply(now, Answered.to(before, prime)).kind())
        .isEqualTo(Ruling.Kind.STALE);
    assertThat(JobTransitions.apply(before, Answered.to(before, prime)).isApplied()).isTrue();
  }

  @Test
  void theJobBroughtToARulingIsNotChanged() {
    Job before = queuedAt(OWNER, 2);
    Stream.of(
            crash(before, "x"),
            thrown(before, "E"),
            new Cancelled(3),
            new Answered(Answer.PRIME, "m", "n", 3))
        .forEach(event -> JobTransitions.apply(before, event));
    assertThat(before).usingRecursiveComparison().isEqualTo(QUEUED);
  }

  private static Job after(Job job, JobEvent event) {
    Ruling ruling = JobTransitions.apply(job, event);
    assertThat(ruling.kind()).isEqualTo(Ruling.Kind.APPLIED);
    return requireNonNull(ruling.job());
  }

  private static JobEvent crash(Job job, String node) {
    return Reassigned.afterCrash(job.owner(), job.attempt(), job.owner() + "'", node, 5);
  }

  private static JobEvent thrown(Job job, String what) {
    return Reassigned.afterThrow(job.owner(), job.attempt(), job.owner() + "'", what, 5);
  }

  private static Job cancelled(Job job) {
    return job.ended(JobState.CANCELLED, Outcome.cancellation(4));
  }

  private static Job fresh(String number) {
    return Job.submitted("j", Question.of(number), 100, OWNER, 1);
  }

  private static Job queuedAt(String owner, int attempt) {
    Job job = Job.submitted("j", Question.of("7"), 100, owner, 1);
    while (job.attempt() < attempt) {
      job = job.ownedBy(owner);
    }
    return job;
  }
}
