package sellaprime.primality.proof;

import java.math.BigInteger;
import java.util.OptionalInt;
import sellaprime.primality.arith.Watch;

/**
 * The Lucas-Lehmer test: M = 2<sup>p</sup> - 1 with an odd prime p is prime exactly if S = 0 after
 * p - 2 steps S &rarr; S<sup>2</sup> - 2 modulo M from S = 4.
 *
 * @see "Lehmer: An extended theory of Lucas' functions. Annals of Math. 31 (1930), 419-448"
 */
final class Mersenne {

  private static final BigInteger THREE = BigInteger.valueOf(3);

  private Mersenne() {}

  /** The least prime factor of the exponent, if the exponent is no prime. */
  static OptionalInt properDivisor(int exponent) {
    for (int d = 2; (long) d * d <= exponent; d++) {
      if (exponent % d == 0) {
        return OptionalInt.of(d);
      }
    }
    return OptionalInt.empty();
  }

  /** Whether 2<sup>p</sup> - 1 is prime; p must be an odd prime. */
  static boolean isPrime(BigInteger n, int p, Chains chains, Watch watch) {
    return chains.endsInZero(n, BigInteger.valueOf(4), p - 2, watch);
  }

  /**
   * The same as a statement on n + 1 = 2<sup>p</sup>: 4 is the trace of (3 + &radic;3) / (3 -
   * &radic;3) = 2 + &radic;3.
   */
  static Step certificate(BigInteger n) {
    return FactorStep.ofPlus(n, PlusSide.of(THREE, BigInteger.TWO, THREE));
  }
}
