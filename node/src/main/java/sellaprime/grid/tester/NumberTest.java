package sellaprime.grid.tester;

import sellaprime.job.NumberQuestion;
import sellaprime.primality.Primality;
import sellaprime.primality.TestOptions;
import sellaprime.primality.Verdict;
import sellaprime.primality.arith.Watch;
import sellaprime.primality.input.InputLimits;
import sellaprime.primality.input.NumberExpression;

/** How a number is tested. */
@FunctionalInterface
public interface NumberTest {

  /**
   * Answers {@code question}.
   *
   * @throws java.util.concurrent.CancellationException soon after {@code watch} says so
   */
  Verdict test(NumberQuestion question, Watch watch);

  /** The real one: evaluates the number and asks the engine. */
  static NumberTest primality(InputLimits limits) {
    return (question, watch) -> {
      NumberExpression number = NumberExpression.parse(question.number(), limits);
      TestOptions options = new TestOptions(question.rounds(), number.factorHints());
      return Primality.test(number.evaluate(), options, watch);
    };
  }
}
