package sellaprime.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sellaprime.faults.Event.Answer;
import sellaprime.faults.Event.Op;
import sellaprime.faults.Findings.Broken;
import sellaprime.faults.Findings.Kind;

/** A checker that cannot fail is worth nothing: histories made by hand, each with one flaw. */
class CheckerTest {
  private static final String PRIME = "18446744073709551629"; // 2^64 + 13
  private static final String COMPOSITE = "18446744073709551617"; // 2^64 + 1

  private final Map<String, Known> asked = new HashMap<>();
  private final List<Event> events = new ArrayList<>();
  private final Map<String, Map<String, Sighting>> finals = new HashMap<>();
  private final List<Window> apart = new ArrayList<>();
  private final List<Window> jumps = new ArrayList<>();

  /** Two jobs, accepted, answered, and known at two nodes. */
  @BeforeEach
  void flawless() {
    asked.put("a", new Known(PRIME, true));
    asked.put("b", new Known(COMPOSITE, false));
    add(10, Op.SUBMIT, "a", Answer.OK, queued(PRIME));
    add(11, Op.SUBMIT, "b", Answer.OK, null);
    add(20, Op.READ, "a", Answer.OK, done(PRIME, "probable-prime"));
    add(21, Op.AGAIN, "b", Answer.OK, done(COMPOSITE, "composite"));
    add(22, Op.OTHER_NUMBER, "b", Answer.CONFLICT, null);
    for (String node : List.of("n1", "n2")) {
      finals.put(node, new HashMap<>());
      last(node, "a", done(PRIME, "probable-prime"));
      last(node, "b", done(COMPOSITE, "composite"));
    }
  }

  @Test
  void aFlawlessHistory() {
    Findings findings = check();
    assertThat(findings.broken()).isEmpty();
    assertThat(findings.accepted()).containsExactlyInAnyOrder("a", "b");
    assertThat(findings.recordedAnew()).isEmpty();
  }

  /** The thin callers' case: they do not look at the job that they are told of. */
  @Test
  void aJobThatWasLostAndSubmittedAgain() {
    events.clear();
    add(10, Op.SUBMIT, "a", Answer.OK, null);
    add(11, Op.SUBMIT, "b", Answer.OK, null);
    assertThat(kinds()).isEmpty();
    everywhere("b", submittedAt(4_000));
    assertThat(kinds()).containsExactly(Kind.SUBMITTED_TWICE);
    assertThat(check().changed()).containsExactly("b");
    jumps.add(new Window(0, 50, Window.ANY));
    assertThat(kinds()).as("a clock was wrong then").isEmpty();
    jumps.clear();
    apart.add(new Window(0, 50, Window.ANY));
    assertThat(kinds()).as("the halves did not know of each other").isEmpty();
  }

  @Test
  void aJobThatNoNodeKnows() {
    finals.values().forEach(jobs -> jobs.remove("a"));
    assertThat(kinds()).containsOnly(Kind.LOST);
    assertThat(check().lost()).containsExactly("a");
  }

  @Test
  void aJobThatOneNodeDoesNotKnow() {
    at("n2").remove("b");
    assertThat(kinds()).containsExactly(Kind.LOST);
  }

  @Test
  void aJobThatWasUnknownAfterItsAcceptance() {
    add(30, Op.READ, "a", Answer.NOT_FOUND, null);
    assertThat(kinds()).containsExactly(Kind.LOST);
  }

  @Test
  void unknownBeforeItsAcceptanceOrAtANodeCutOffIsNoLoss() {
    add(5, Op.READ, "a", Answer.NOT_FOUND, null);
    apart.add(new Window(100, 200, 1));
    events.add(event(150, Op.READ, "a", 1, Answer.NOT_FOUND, null));
    assertThat(kinds()).isEmpty();
    events.add(event(150, Op.READ, "a", 0, Answer.NOT_FOUND, null));
    assertThat(kinds()).containsExactly(Kind.LOST);
  }

  @Test
  void aJobThatIsNeverAnswered() {
    finals.values().forEach(jobs -> jobs.put("b", queued(COMPOSITE)));
    assertThat(kinds()).contains(Kind.UNFINISHED);
    assertThat(check().lost()).containsExactly("b");
  }

  @Test
  void aWrongVerdict() {
    everywhere("b", done(COMPOSITE, "probable-prime"));
    assertThat(kinds()).contains(Kind.WRONG);
    assertThat(check().wrong()).containsExactly("b");
  }

  @Test
  void primesAreNotComposite() {
    everywhere("a", done(PRIME, "composite"));
    assertThat(check().wrong()).containsExactly("a");
  }

  @Test
  void anOutcomeThatChanged() {
    add(15, Op.READ, "a", Answer.OK, done(PRIME, "composite"));
    assertThat(kinds()).containsExactly(Kind.CHANGED);
    assertThat(check().changed()).containsExactly("a");
  }

  @Test
  void anOutcomeThatWasCancelledOnceAndDoneLater() {
    add(15, Op.CANCEL, "a", Answer.OK, ended(PRIME, "cancelled", null, null));
    assertThat(kinds()).containsExactly(Kind.CHANGED);
  }

  @Test
  void twoOutcomesAtTwoNodes() {
    add(15, Op.CANCEL, "b", Answer.UNKNOWN, null);
    last("n2", "b", ended(COMPOSITE, "cancelled", null, null));
    assertThat(kinds()).contains(Kind.NODES_DIFFER);
    assertThat(check().changed()).containsExactly("b");
  }

  @Test
  void anAnswerForAnotherNumber() {
    everywhere("a", done(COMPOSITE, "composite"));
    assertThat(kinds()).contains(Kind.OTHER_NUMBER);
    assertThat(check().wrong()).containsExactly("a");
  }

  @Test
  void aReplyForAnotherNumber() {
    add(25, Op.READ, "a", Answer.OK, done(COMPOSITE, "probable-prime"));
    assertThat(kinds()).containsExactly(Kind.OTHER_NUMBER);
  }

  @Test
  void anotherNumberAcceptedForAKnownId() {
    add(25, Op.OTHER_NUMBER, "a", Answer.OK, null);
    assertThat(kinds()).containsExactly(Kind.OTHER_NUMBER);
  }

  @Test
  void aRepeatedSubmissionThatMadeAnotherJob() {
    Sighting later = new Sighting(PRIME, "done", "probable-prime", "n1", null, 1, 1_500, 2_000);
    everywhere("a", later);
    assertThat(kinds()).contains(Kind.SUBMITTED_TWICE);
    assertThat(check().changed()).containsExactly("a");
  }

  @Test
  void aRepeatedSubmissionThatWasRefused() {
    add(25, Op.AGAIN, "a", Answer.CONFLICT, null);
    assertThat(kinds()).containsExactly(Kind.SUBMITTED_TWICE);
  }

  @Test
  void cancelledThoughNobodyAskedForIt() {
    everywhere("b", ended(COMPOSITE, "cancelled", null, null));
    assertThat(check().wrong()).containsExactly("b");
  }

  @Test
  void cancelledAsAskedIsAnOutcome() {
    asked.put("c", new Known(PRIME, true));
    add(30, Op.SUBMIT, "c", Answer.OK, queued(PRIME));
    add(31, Op.CANCEL, "c", Answer.UNKNOWN, null);
    everywhere("c", ended(PRIME, "cancelled", null, null));
    assertThat(kinds()).isEmpty();
  }

  @Test
  void failedAsPoisonIsSetAsideAndForAnyOtherReasonWrong() {
    asked.put("c", new Known(PRIME, true));
    add(30, Op.SUBMIT, "c", Answer.OK, queued(PRIME));
    everywhere("c", ended(PRIME, "failed", null, "poison: three testers died of it"));
    assertThat(kinds()).isEmpty();
    assertThat(check().setAside()).containsExactly("c");
    everywhere("c", ended(PRIME, "failed", null, "an error of ours"));
    assertThat(check().wrong()).containsExactly("c");
  }

  @Test
  void theSameOutcomeFromAnotherNodeIsRecordedAnewAndNotChanged() {
    add(15, Op.READ, "a", Answer.OK, withNode("n9"));
    assertThat(kinds()).isEmpty();
    assertThat(check().recordedAnew()).containsExactly("a");
  }

  @Test
  void whatWasNeverAcceptedIsNotMissed() {
    asked.put("d", new Known(PRIME, true));
    add(30, Op.SUBMIT, "d", Answer.UNKNOWN, null);
    add(31, Op.SUBMIT, "d", Answer.OVERLOADED, null);
    assertThat(kinds()).isEmpty();
  }

  private Findings check() {
    return Checker.check(asked, events, finals, apart, jumps, 1_000);
  }

  private List<Kind> kinds() {
    return check().broken().stream().map(Broken::kind).toList();
  }

  private void everywhere(String id, Sighting sighting) {
    finals.keySet().forEach(node -> last(node, id, sighting));
  }

  private void last(String node, String id, Sighting sighting) {
    at(node).put(id, sighting);
  }

  private Map<String, Sighting> at(String node) {
    return Objects.requireNonNull(finals.get(node));
  }

  private void add(long at, Op op, String id, Answer answer, @Nullable Sighting seen) {
    events.add(event(at, op, id, 0, answer, seen));
  }

  private Event event(long at, Op op, String id, int node, Answer answer, @Nullable Sighting seen) {
    String number = Objects.requireNonNull(asked.get(id)).number();
    return new Event(at, at + 1, "caller", op, id, number, node, answer, seen);
  }

  private static Sighting queued(String number) {
    return new Sighting(number, "queued", null, null, null, 1, 1_000, 0);
  }

  private static Sighting done(String number, String verdict) {
    return ended(number, "done", verdict, null);
  }

  private static Sighting withNode(String node) {
    return new Sighting(PRIME, "done", "probable-prime", node, null, 2, 1_000, 2_500);
  }

  private static Sighting submittedAt(long ms) {
    return new Sighting(COMPOSITE, "done", "composite", "n1", null, 1, ms, 5_000);
  }

  private static Sighting ended(
      String number, String state, @Nullable String verdict, @Nullable String reason) {
    return new Sighting(number, state, verdict, "n1", reason, 1, 1_000, 2_000);
  }
}
