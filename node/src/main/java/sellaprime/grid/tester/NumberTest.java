package sellaprime.grid.tester;

import sellaprime.job.Question;
import sellaprime.primality.Primality;
import sellaprime.primality.Verdict;
import sellaprime.primality.arith.Watch;
import sellaprime.primality.input.InputLimits;
import sellaprime.primality.input.NumberExpression;

/** What a worker does with a job's question. */
@FunctionalInterface
public interface NumberTest {

  /**
   * Answers {@code question}.
   *
   * @throws java.util.concurrent.CancellationException soon after {@code watch} says so
   */
  Verdict test(Question question, Watch watch);

  /** The real one: evaluates the number and asks the engine. */
  static NumberTest primality(InputLimits limits) {
    return (question, watch) ->
        Primality.test(NumberExpression.parse(question.number(), limits).evaluate(), watch);
  }
}
