package sellaprime.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sellaprime.faults.Event.Op;
import sellaprime.faults.Findings.Broken;
import sellaprime.faults.Findings.Kind;

/**
 * Holds histories against the promises of docs/guarantees.md: every accepted id has exactly one
 * outcome, on all nodes the same, and the true one; no outcome was ever another; a repeated
 * submission was the same job.
 *
 * <p>Two replies show the same job if they tell the same time of submission: a job that was lost
 * and submitted again would have a later one; so would one whose time of submission is later than
 * its first acceptance.
 *
 * <p>A pure function of its arguments, O(events + ids * nodes).
 */
final class Checker {
  /** How far the run's clock and the wall clock may drift apart. */
  private static final long CLOCKS_MS = 500;

  private final Map<String, Known> asked;
  private final Map<String, Map<String, Sighting>> finals;
  private final List<Window> apart;
  private final List<Window> jumps;
  private final long originMs;
  private final List<Broken> broken = new ArrayList<>();
  private final Map<String, Long> acceptedAt = new HashMap<>();
  private final Map<String, Event> acceptances = new HashMap<>();
  private final Set<String> cancelAsked = new HashSet<>();
  private final Set<String> setAside = new HashSet<>();
  private final Set<String> recordedAnew = new HashSet<>();

  private Checker(
      Map<String, Known> asked,
      Map<String, Map<String, Sighting>> finals,
      List<Window> apart,
      List<Window> jumps,
      long originMs) {
    this.jumps = jumps;
    this.originMs = originMs;
    this.asked = asked;
    this.finals = finals;
    this.apart = apart;
  }

  /**
   * Checks one run.
   *
   * @param asked what each id was submitted with
   * @param events all calls of all callers
   * @param finals by node, then by id: what each node said at the end
   * @param apart when which node may have been cut off
   * @param jumps when a node's wall clock may have been wrong
   * @param originMs the wall clock's time when the run's was 0
   */
  static Findings check(
      Map<String, Known> asked,
      List<Event> events,
      Map<String, Map<String, Sighting>> finals,
      List<Window> apart,
      List<Window> jumps,
      long originMs) {
    Checker checker = new Checker(asked, finals, apart, jumps, originMs);
    events.forEach(checker::note);
    Map<String, Sighting> outcomes = new HashMap<>();
    for (String id : checker.acceptedAt.keySet()) {
      Sighting outcome = checker.outcome(id);
      if (outcome != null) {
        outcomes.put(id, outcome);
      }
    }
    events.forEach(event -> checker.compare(event, outcomes.get(event.id())));
    return new Findings(
        Set.copyOf(checker.acceptedAt.keySet()),
        checker.setAside,
        checker.recordedAnew,
        checker.broken);
  }

  private void note(Event event) {
    if (event.accepts()) {
      acceptedAt.merge(event.id(), event.to(), Math::min);
      acceptances.merge(event.id(), event, (a, b) -> a.to() <= b.to() ? a : b);
    }
    if (event.op() == Op.CANCEL) {
      cancelAsked.add(event.id());
    }
  }

  /** Checks what the nodes say at the end of {@code id}; returns one of them, if there is any. */
  private @Nullable Sighting outcome(String id) {
    Sighting first = null;
    for (Map.Entry<String, Map<String, Sighting>> node : finals.entrySet()) {
      Sighting last = node.getValue().get(id);
      if (last == null) {
        broken(Kind.LOST, id, node.getKey() + " does not know it");
      } else if (!last.isFinal()) {
        broken(Kind.UNFINISHED, id, "is " + last.state() + " at " + node.getKey());
      } else if (first == null) {
        first = last;
        checkTruth(id, last);
        checkSubmission(id, last);
      } else if (!last.equals(first)) {
        broken(Kind.NODES_DIFFER, id, first + " and, at " + node.getKey() + ", " + last);
      }
    }
    return first;
  }

  /**
   * Whoever was told that a job is accepted was told of one that was submitted before. So a job
   * that was lost and submitted again is found out, also where callers did not look at what they
   * got.
   */
  private void checkSubmission(String id, Sighting last) {
    Event first = Objects.requireNonNull(acceptances.get(id), id);
    boolean says =
        apart.stream().noneMatch(window -> window.covers(first))
            && jumps.stream().noneMatch(window -> window.covers(first));
    long told = originMs + first.to() / 1_000_000 + CLOCKS_MS;
    if (says && last.submittedAt() > told) {
      broken(
          Kind.SUBMITTED_TWICE,
          id,
          "submitted " + (last.submittedAt() - told) + " ms after its acceptance: " + first);
    }
  }

  private void checkTruth(String id, Sighting last) {
    Known known = Objects.requireNonNull(asked.get(id), id);
    if (!last.number().equals(known.number())) {
      broken(Kind.OTHER_NUMBER, id, "submitted with " + known.number() + ", is " + last.number());
      return;
    }
    String verdict = last.verdict();
    switch (last.state()) {
      case "done" -> {
        if (verdict == null || !known.agrees(verdict)) {
          broken(Kind.WRONG, id, verdict + " is said of " + known);
        }
      }
      case "cancelled" -> {
        if (!cancelAsked.contains(id)) {
          broken(Kind.WRONG, id, "cancelled, and nobody asked for it");
        }
      }
      default -> {
        if (String.valueOf(last.reason()).startsWith("poison")) {
          setAside.add(id);
        } else {
          broken(Kind.WRONG, id, "failed: " + last.reason());
        }
      }
    }
  }

  /** Checks one reply against the outcome at the end. */
  private void compare(Event event, @Nullable Sighting outcome) {
    boolean cutOff = apart.stream().anyMatch(window -> window.covers(event));
    Long accepted = acceptedAt.get(event.id());
    switch (event.answer()) {
      case NOT_FOUND -> {
        if (accepted != null && event.from() > accepted && !cutOff) {
          broken(Kind.LOST, event.id(), "unknown after its acceptance: " + event);
        }
      }
      case CONFLICT -> {
        if (event.op() != Op.OTHER_NUMBER) {
          broken(Kind.SUBMITTED_TWICE, event.id(), "refused as another number: " + event);
        }
      }
      case REFUSED -> broken(Kind.WRONG, event.id(), "refused: " + event);
      case OK -> {
        if (event.op() == Op.OTHER_NUMBER && accepted != null && !cutOff) {
          broken(Kind.OTHER_NUMBER, event.id(), "accepted with another number: " + event);
        }
      }
      case OVERLOADED, UNKNOWN -> {}
    }
    if (event.seen() != null) {
      compare(event, event.seen(), outcome, cutOff);
    }
  }

  private void compare(Event event, Sighting seen, @Nullable Sighting outcome, boolean cutOff) {
    String id = event.id();
    Known known = asked.get(id);
    if (known != null && event.op() != Op.OTHER_NUMBER && !seen.number().equals(known.number())) {
      broken(Kind.OTHER_NUMBER, id, "told for another number: " + event);
    }
    if (outcome == null) {
      return;
    }
    if (seen.isFinal() && !seen.sameOutcome(outcome)) {
      broken(Kind.CHANGED, id, event + " and at the end " + outcome);
    } else if (seen.isFinal()
        && !(seen.finishedAt() == outcome.finishedAt()
            && Objects.equals(seen.node(), outcome.node()))) {
      recordedAnew.add(id);
    }
    if (seen.submittedAt() != outcome.submittedAt() && !cutOff) {
      broken(Kind.SUBMITTED_TWICE, id, event + " and at the end " + outcome);
    }
  }

  private void broken(Kind kind, String id, String detail) {
    broken.add(new Broken(kind, id, detail));
  }
}
