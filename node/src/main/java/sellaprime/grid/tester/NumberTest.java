package sellaprime.grid.tester;

import sellaprime.primality.Primality;
import sellaprime.primality.Verdict;
import sellaprime.primality.arith.Cancellation;
import sellaprime.primality.input.InputLimits;
import sellaprime.primality.input.NumberExpression;

/** What a worker does with a job's number. */
@FunctionalInterface
public interface NumberTest {

  /**
   * Tests {@code number}, as its caller wrote it.
   *
   * @throws java.util.concurrent.CancellationException soon after {@code cancellation} says so
   */
  Verdict test(String number, Cancellation cancellation);

  /** The real one: evaluates the number and asks the engine. */
  static NumberTest primality(InputLimits limits) {
    return (number, cancellation) ->
        Primality.test(NumberExpression.parse(number, limits).evaluate(), cancellation);
  }
}
