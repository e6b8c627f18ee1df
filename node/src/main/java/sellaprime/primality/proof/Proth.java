package sellaprime.primality.proof;

import java.math.BigInteger;
import sellaprime.primality.arith.Watch;

/**
 * Proth's test: if n = k&middot;2<sup>m</sup> + 1 with k &lt; 2<sup>m</sup>, and a is a base with
 * Jacobi symbol (a/n) = -1, then n is prime exactly if a<sup>(n-1)/2</sup> = -1 modulo n.
 * P&eacute;pin's test is the case k = 1, for which 3 is a base.
 *
 * @see "Crandall, Pomerance: Prime Numbers. 2nd ed., Springer 2005, theorems 4.1.2 and 4.1.5"
 */
final class Proth {

  private Proth() {}

  /** Whether n is prime, by a base for which (a/n) = -1 must hold. */
  static boolean isPrime(BigInteger n, int a, Chains chains, Watch watch) {
    return chains.endsInMinusOne(n, a, n.shiftRight(1), watch);
  }

  static Step certificate(BigInteger n, int a) {
    return FactorStep.ofMinus(n, MinusSide.of(BigInteger.TWO, BigInteger.valueOf(a)));
  }
}
