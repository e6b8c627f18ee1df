package sellaprime.primality.search;

import java.math.BigInteger;
import java.util.List;
import sellaprime.primality.arith.Watch;

/**
 * The quick test that sorts out composites, several candidates at a time if that is faster.
 *
 * <p>Stateless, thread-safe.
 */
public interface BulkTester {

  /**
   * Those of {@code candidates} that pass, in the same order. Every prime passes; of composites
   * only rare ones may.
   *
   * @param candidates odd, at least 3, at most {@link #batchSize} of them, all of about the same
   *     size
   * @throws java.util.concurrent.CancellationException once {@code watch} says so
   */
  List<BigInteger> survivors(List<BigInteger> candidates, Watch watch);

  /** How many candidates of {@code bits} bits it likes at once, at least 1. */
  int batchSize(int bits);

  /**
   * About what one candidate of {@code bits} bits costs in a full batch, in nanoseconds; decides
   * how far to sieve.
   */
  double expectedNanos(int bits);
}
