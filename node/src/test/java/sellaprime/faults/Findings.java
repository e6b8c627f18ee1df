package sellaprime.faults;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the checker found.
 *
 * @param accepted ids that were promised an outcome
 * @param setAside of these, those that failed as poison, as promised for what was in hand at three
 *     deaths
 * @param recordedAnew of these, those whose outcome some caller saw with another node or time, as
 *     documented for a node that dies while it tells an outcome
 */
record Findings(
    Set<String> accepted, Set<String> setAside, Set<String> recordedAnew, List<Broken> broken) {

  /** What can be broken; the report has a column for each group. */
  enum Kind {
    /** A node does not know the job, or did not when asked after its acceptance. */
    LOST,
    /** No outcome at the end. */
    UNFINISHED,
    /** Not what is true of the number; or failed, or cancelled, without cause. */
    WRONG,
    /** The id stands for a number that it was not submitted with. */
    OTHER_NUMBER,
    /** Two outcomes, one after the other. */
    CHANGED,
    /** Two outcomes, one at each of two nodes. */
    NODES_DIFFER,
    /** A repeated submission made another job, or was refused. */
    SUBMITTED_TWICE
  }

  /** One broken promise. */
  record Broken(Kind kind, String id, String detail) {
    @Override
    public String toString() {
      return kind + " " + id + ": " + detail;
    }
  }

  Set<String> lost() {
    return ids(Kind.LOST, Kind.UNFINISHED);
  }

  Set<String> wrong() {
    return ids(Kind.WRONG, Kind.OTHER_NUMBER);
  }

  Set<String> changed() {
    return ids(Kind.CHANGED, Kind.NODES_DIFFER, Kind.SUBMITTED_TWICE);
  }

  private Set<String> ids(Kind... kinds) {
    Set<Kind> wanted = Set.of(kinds);
    return broken.stream()
        .filter(one -> wanted.contains(one.kind()))
        .map(Broken::id)
        .collect(Collectors.toSet());
  }
}
