package sellaprime.grid.recovery;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import sellaprime.grid.jobs.JobStore;
import sellaprime.grid.jobs.TesterLoad;
import sellaprime.job.Job;
import sellaprime.job.NumberQuestion;
import sellaprime.job.Setback;

/**
 * What a tester had in hand when it died.
 *
 * @param ids of the jobs
 * @param asked the hashes of their numbers, as in {@link
 *     sellaprime.grid.jobs.UnfinishedJobs.Assignment#asks}
 * @param deaths by number: this death, unless the test had got further than any before
 */
record LastHand(Set<String> ids, Set<Integer> asked, Map<NumberQuestion, Setback> deaths) {
  static final LastHand EMPTY = new LastHand(Set.of(), Set.of(), Map.of());

  /** By the tester's last row. Cost: a local read for each job. */
  static LastHand of(TesterLoad row, JobStore store, long now) {
    Set<String> ids = new HashSet<>(row.running());
    Set<Integer> asked = new HashSet<>();
    Map<NumberQuestion, Setback> deaths = new HashMap<>();
    Setback death =
        new Setback(Setback.Kind.CRASHED, row.tester(), "died on " + row.nodeName(), now);
    for (String id : ids) {
      Job job = store.get(id);
      if (job != null && job.question() instanceof NumberQuestion question) {
        asked.add(question.plain().hashCode());
        if (counts(job, row.tester())) {
          deaths.put(question.plain(), death);
        }
      }
    }
    return new LastHand(ids, asked, deaths);
  }

  /** Whether it is going to be held against the job, or another node has done so already. */
  private static boolean counts(Job job, String tester) {
    return job.isWorkOf(tester, job.attempt())
        ? !job.hasAdvanced()
        : job.setbacks().stream()
            .anyMatch(s -> s.kind() == Setback.Kind.CRASHED && s.tester().equals(tester));
  }
}
