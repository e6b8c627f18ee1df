package sellaprime.primality.probable;

import java.math.BigInteger;
import sellaprime.primality.arith.PerfectSquare;
import sellaprime.primality.arith.Ring;
import sellaprime.primality.arith.Rings;
import sellaprime.primality.arith.Watch;

/**
 * The Baillie-PSW test: a strong round to base 2, then an {@linkplain ExtraStrongLucas almost extra
 * strong Lucas} round.
 *
 * <p><b>Answer.</b> A failure is a proof of compositeness. Below 2<sup>64</sup> a survivor is
 * prime: the complete list of base-2 pseudoprimes [3] holds no counterexample. Above, none is
 * known, though there are reasons to believe that some exist.
 *
 * <p><b>Shape.</b> Any odd n >= 3; small factors are best removed before. Most composites cost one
 * power of two, a prime that and a Lucas chain, which takes 2.5 to 3 times as long. Stateless,
 * thread-safe.
 *
 * @see "[1] Pomerance, Selfridge, Wagstaff: The pseudoprimes to 25*10^9. Math. Comp. 35 (1980),
 *     1003-1026"
 * @see "[2] Baillie, Wagstaff: Lucas Pseudoprimes. Math. Comp. 35 (1980), 1391-1417"
 * @see "[3] Feitsma, Galway: Tables of pseudoprimes and related data (2013)"
 */
public final class Bpsw {

  /** What came of the test: passed, or the first round that failed. */
  public enum Outcome {
    PASSED,
    FAILED_BASE_2,
    PERFECT_SQUARE,
    FAILED_LUCAS
  }

  /** The share of base 2 in the work for a prime. */
  private static final double BASE_2_PART = 0.35;

  private Bpsw() {}

  /**
   * Tests {@code n}.
   *
   * @throws IllegalArgumentException if {@code n} is even or below 3
   * @throws java.util.concurrent.CancellationException once {@code watch} says so
   */
  public static Outcome test(BigInteger n, Watch watch) {
    Odd.requireAbove1(n);
    if (!StrongTest.passesBase2(n, watch.part(0, BASE_2_PART))) {
      return Outcome.FAILED_BASE_2;
    }
    return afterBase2(n, watch.part(BASE_2_PART, 1));
  }

  /**
   * The rest of the test, for {@code n} that has passed to base 2.
   *
   * @throws java.util.concurrent.CancellationException once {@code watch} says so
   */
  public static Outcome afterBase2(BigInteger n, Watch watch) {
    return afterBase2(n, Rings.of(n), watch);
  }

  private static <E> Outcome afterBase2(BigInteger n, Ring<E> ring, Watch watch) {
    // Rare but real: the squares of 1093 and 3511 pass to base 2.
    if (PerfectSquare.isSquare(n)) {
      return Outcome.PERFECT_SQUARE;
    }
    return ExtraStrongLucas.passes(n, ring, watch) ? Outcome.PASSED : Outcome.FAILED_LUCAS;
  }
}
