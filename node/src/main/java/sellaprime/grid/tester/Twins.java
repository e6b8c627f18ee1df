package sellaprime.grid.tester;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sellaprime.job.Job;
import sellaprime.job.NumberQuestion;

/**
 * Jobs of one tester that ask the same at the same time: one of them runs, the others wait for it.
 * Each stays a job of its own, with its own id, caller and end. Thread-safe.
 */
final class Twins {
  private record Company(String leader, List<Job> waiting) {}

  private final Map<NumberQuestion, Company> byQuestion = new HashMap<>();
  private int waiting;

  /**
   * Returns true if {@code job} waits now for another one that runs, and is not to be run. Else it
   * runs, and {@link #part} is to be called when it does no more.
   */
  synchronized boolean joins(Job job) {
    if (!(job.question() instanceof NumberQuestion question) || question.fresh()) {
      return false;
    }
    Company company =
        byQuestion.computeIfAbsent(question, q -> new Company(job.id(), new ArrayList<>()));
    if (company.leader.equals(job.id())) {
      return false;
    }
    company.waiting.add(job);
    waiting++;
    return true;
  }

  /** Those that waited for {@code leader}: answered with it, or now to be run themselves. */
  synchronized List<Job> part(Job leader) {
    if (!(leader.question() instanceof NumberQuestion question)) {
      return List.of();
    }
    Company company = byQuestion.get(question);
    if (company == null || !company.leader.equals(leader.id())) {
      return List.of();
    }
    byQuestion.remove(question);
    waiting -= company.waiting.size();
    return company.waiting;
  }

  /** How many wait. */
  synchronized int size() {
    return waiting;
  }
}
