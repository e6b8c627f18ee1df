package sellaprime.grid.tester;

import sellaprime.primality.Primality;
import sellaprime.primality.Verdict;
import sellaprime.primality.arith.Watch;
import sellaprime.primality.input.InputLimits;
import sellaprime.primality.input.NumberExpression;

/** What a worker does with a job's number. */
@FunctionalInterface
public interface NumberTest {

  /**
   * Tests {@code number}, as its caller wrote it.
   *
   * @throws java.util.concurrent.CancellationException soon after {@code watch} says so
   */
  Verdict test(String number, Watch watch);

  /** The real one: evaluates the number and asks the engine. */
  static NumberTest primality(InputLimits limits) {
    return (number, watch) ->
        Primality.test(NumberExpression.parse(number, limits).evaluate(), watch);
  }
}
