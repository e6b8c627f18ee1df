package sellaprime.primality.proof;

import java.math.BigInteger;
import sellaprime.primality.arith.Ring;
import sellaprime.primality.arith.Watch;

/**
 * The Lucas-Lehmer-Riesel test: let n = k&middot;2<sup>m</sup> - 1 with odd k &lt; 2<sup>m</sup>
 * and t a number with Jacobi symbols (t-2 / n) = 1, (t+2 / n) = -1. Then n is prime exactly if S =
 * 0 after m - 2 steps S &rarr; S<sup>2</sup> - 2 from S = V<sub>k</sub>(t, 1).
 *
 * <p>For then the element b of norm 1 and trace t satisfies b<sup>(n+1)/2</sup> = (t+2 / n) = -1 if
 * n is prime; and if b<sup>(n+1)/2</sup> = -1, each prime factor of n is 1 or -1 modulo
 * 2<sup>m</sup>, which leaves no room for two of them.
 *
 * @see "Riesel: Lucasian criteria for the primality of N = h*2^n - 1. Math. Comp. 23 (1969),
 *     869-875"
 * @see "R&ouml;dseth: A note on primality tests for N = h*2^n - 1. BIT 34 (1994), 451-454"
 */
final class Riesel {

  private Riesel() {}

  /** Whether the number is prime, from a trace t with the two symbols. */
  static boolean isPrime(TwoPowerForm form, int t, RingSource rings, Chains chains, Watch watch) {
    BigInteger start = start(rings.ring(form.n()), t, form.k(), watch);
    return chains.endsInZero(form.n(), start, form.m() - 2, watch);
  }

  private static <E> BigInteger start(Ring<E> ring, int t, BigInteger k, Watch watch) {
    return ring.value(ring.lucasV(t, k, watch));
  }

  /** With D = t<sup>2</sup> - 4, t is the trace of (t+2 + &radic;D) / (t+2 - &radic;D). */
  static Step certificate(BigInteger n, int t) {
    return FactorStep.ofPlus(
        n,
        PlusSide.of(
            BigInteger.valueOf((long) t * t - 4), BigInteger.TWO, BigInteger.valueOf(t + 2L)));
  }
}
