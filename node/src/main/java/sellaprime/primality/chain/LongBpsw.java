package sellaprime.primality.chain;

import java.math.BigInteger;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import sellaprime.primality.arith.PerfectSquare;
import sellaprime.primality.arith.Ring;
import sellaprime.primality.arith.Watch;
import sellaprime.primality.probable.Bpsw;
import sellaprime.primality.probable.ExtraStrongLucas;

/**
 * Baillie-PSW for long numbers: a strong round to base 2, then an extra strong Lucas test (Q = 1, P
 * the first of 3, 4, 5, ... with Jacobi symbol (P<sup>2</sup>-4 / n) = -1). Both check themselves
 * and can be resumed.
 *
 * <p><b>Answer.</b> A failure is a proof of compositeness; no composite survivor is known.
 *
 * <p><b>Shape.</b> Odd n >= 3 of any length, meant for those above some ten thousand bits; small
 * factors are best removed before. A prime costs three products a bit.
 *
 * @see "Baillie, Wagstaff: Lucas Pseudoprimes. Math. Comp. 35 (1980), 1391-1417"
 * @see "Grantham: Frobenius pseudoprimes. Math. Comp. 70 (2001), 873-891"
 */
public final class LongBpsw {

  /** One product a step against two. */
  private static final double SHARE_OF_BASE_2 = 1.0 / 3;

  private LongBpsw() {}

  /**
   * Tests {@code n}, going on from the watch's checkpoint if it has one of this test.
   *
   * @throws IllegalArgumentException if {@code n} is even or below 3
   * @throws java.util.concurrent.CancellationException once {@code watch} says so
   * @throws ComputationFaultException if this machine does not compute rightly
   */
  public static Bpsw.Outcome test(BigInteger n, Watch watch) {
    watch.check();
    return test(LongRings.of(n), watch);
  }

  /** Tests the modulus of {@code ring}. */
  static <E> Bpsw.Outcome test(Ring<E> ring, Watch watch) {
    return test(ring, watch, System::nanoTime);
  }

  static <E> Bpsw.Outcome test(Ring<E> ring, Watch watch, LongSupplier nanoTime) {
    BigInteger n = ring.modulus();
    if (PerfectSquare.isSquare(n)) {
      return Bpsw.Outcome.PERFECT_SQUARE;
    }
    OptionalInt p = ExtraStrongLucas.parameter(n);
    LucasChain<E> lucas = p.isPresent() ? LucasChain.extraStrong(ring, p.getAsInt()) : null;
    byte[] saved = watch.resumeFrom();
    // The Lucas half is only ever begun by numbers that have passed the other.
    boolean passedBase2 = saved != null && lucas != null && lucas.owns(saved);
    if (!passedBase2) {
      PowerChain<E> base2 = PowerChain.strongRound(ring, 2);
      ChainRunner.run(base2, watch.part(0, SHARE_OF_BASE_2), nanoTime);
      if (!base2.isStrongProbablePrime()) {
        return Bpsw.Outcome.FAILED_BASE_2;
      }
    }
    if (lucas == null) {
      return Bpsw.Outcome.FAILED_LUCAS;
    }
    ChainRunner.run(lucas, watch.part(SHARE_OF_BASE_2, 1), nanoTime);
    return lucas.isExtraStrongProbablePrime() ? Bpsw.Outcome.PASSED : Bpsw.Outcome.FAILED_LUCAS;
  }
}
