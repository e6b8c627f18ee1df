package sellaprime.grid.tester;

import sellaprime.job.Finding;
import sellaprime.job.Question;
import sellaprime.primality.arith.Watch;

/** What a worker does with a job's question. */
@FunctionalInterface
public interface Work {

  /**
   * Answers {@code question}, which is not a compound one. A pure function of it.
   *
   * @throws java.util.concurrent.CancellationException soon after {@code watch} says so
   * @throws sellaprime.primality.input.BadNumberException if it has no answer
   */
  Finding answer(Question question, Watch watch);
}
