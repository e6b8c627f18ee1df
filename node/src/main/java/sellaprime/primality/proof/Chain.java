package sellaprime.primality.proof;

import java.math.BigInteger;
import sellaprime.primality.arith.Ring;
import sellaprime.primality.arith.Watch;

/**
 * A chain of squarings modulo n that decides whether n is prime: start, apply the rule so many
 * times, compare the end. Plain data, so that any runner can run it.
 *
 * @param n the modulus
 * @param start the first value, in [0, n)
 * @param rule the step
 * @param length how many steps
 * @param accepted the last value of the chain exactly if n is prime, in [0, n)
 */
public record Chain(BigInteger n, BigInteger start, Rule rule, int length, BigInteger accepted) {

  /** The step of a chain. */
  public enum Rule {
    /** x becomes x<sup>2</sup>. */
    SQUARE,
    /** x becomes x<sup>2</sup> - 2. */
    SQUARE_MINUS_2
  }

  /** Runs a chain to its end. */
  @FunctionalInterface
  public interface Runner {

    /**
     * The last value of {@code chain}, in [0, n).
     *
     * @throws java.util.concurrent.CancellationException once {@code watch} says so
     */
    BigInteger last(Chain chain, Watch watch);
  }

  /** The plain loop over rings of {@code rings}. */
  public static Runner over(RingFactory rings) {
    return (chain, watch) -> chain.last(rings.ring(chain.n), watch);
  }

  /** Whether the chain ends as that of a prime. */
  boolean endsWell(Runner runner, Watch watch) {
    return runner.last(this, watch).equals(accepted);
  }

  private <E> BigInteger last(Ring<E> ring, Watch watch) {
    E x = ring.element(start);
    E two = ring.element(BigInteger.TWO);
    for (int i = 0; i < length; i++) {
      watch.check();
      ring.square(x, x);
      if (rule == Rule.SQUARE_MINUS_2) {
        ring.subtract(x, x, two);
      }
      watch.progress((i + 1.0) / length);
    }
    return ring.value(x);
  }
}
