package sellaprime.faults;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The jobs that lost their tester to a fault: accepted before it, over after it, and given to more
 * than one tester.
 *
 * @param jobs how many there were
 * @param lastMs from the staging of the fault to the last of their outcomes
 */
record Orphans(int jobs, long lastMs) {
  static final Orphans NONE = new Orphans(0, 0);

  /** Two faults of a kind: their orphans, and the longer of the times. */
  Orphans plus(Orphans other) {
    return new Orphans(jobs + other.jobs, Math.max(lastMs, other.lastMs));
  }

  /**
   * Attributes each orphan to the last fault before its outcome.
   *
   * @param faults in the order of time
   * @param outcomes by id
   * @param startMs when the run began, by this machine's clock; a time before it, or after {@code
   *     endMs}, was told by a clock that had jumped, and says nothing
   */
  static Map<Staged, Orphans> of(
      List<Staged> faults, Map<String, Sighting> outcomes, long startMs, long endMs) {
    Map<Staged, Orphans> found = new HashMap<>();
    for (Sighting job : outcomes.values()) {
      boolean plausible = job.submittedAt() >= startMs && job.finishedAt() <= endMs;
      if (job.attempts() < 2 || !job.isFinal() || !plausible) {
        continue;
      }
      for (int i = faults.size() - 1; i >= 0; i--) {
        Staged fault = faults.get(i);
        if (job.submittedAt() < fault.wallMs() && job.finishedAt() >= fault.wallMs()) {
          found.merge(fault, new Orphans(1, job.finishedAt() - fault.wallMs()), Orphans::plus);
          break;
        }
      }
    }
    return found;
  }
}
