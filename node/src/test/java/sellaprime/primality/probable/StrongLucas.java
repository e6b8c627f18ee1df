package sellaprime.primality.probable;

import java.math.BigInteger;
import sellaprime.primality.arith.Jacobi;
import sellaprime.primality.arith.PerfectSquare;
import sellaprime.primality.arith.Watch;

/**
 * The strong Lucas probable-prime test with Selfridge's parameters (method A).
 *
 * <p>D is the first of 5, -7, 9, -11, ... with Jacobi symbol (D/n) = -1; P = 1, Q = (1-D)/4. Write
 * n + 1 = d&middot;2<sup>s</sup> with odd d. If n is prime, U<sub>d</sub> = 0, or
 * V<sub>d&middot;2^r</sub> = 0 for some 0 <= r < s, modulo n. For a square no D exists, so squares
 * are told first.
 *
 * @see "Baillie, Wagstaff: Lucas Pseudoprimes. Math. Comp. 35 (1980), 1391-1417, sections 3 and 6"
 */
public final class StrongLucas {

  private StrongLucas() {}

  /**
   * Whether {@code n} passes. False means composite, certainly.
   *
   * <p>Cost: three products and divisions a bit. That is three times the ladder of {@link
   * sellaprime.primality.arith.ModularPower}, but some 15 times {@link BigInteger#modPow}, whose
   * Montgomery kernel is out of reach from here.
   *
   * @param n odd, at least 3
   * @throws IllegalArgumentException if {@code n} is even or below 3
   * @throws java.util.concurrent.CancellationException once {@code watch} says so
   */
  public static boolean isStrongLucasProbablePrime(BigInteger n, Watch watch) {
    Odd.requireAbove1(n);
    return !PerfectSquare.isSquare(n) && passes(n, watch);
  }

  /** The test proper, for an n known not to be a square; it would search D for ever otherwise. */
  static boolean passes(BigInteger n, Watch watch) {
    int d = 5;
    for (int symbol; (symbol = Jacobi.symbol(d, n)) != -1; d = d > 0 ? -d - 2 : -d + 2) {
      watch.check();
      // A common factor: proper, unless n divides D, which only a very small n does.
      if (symbol == 0 && BigInteger.valueOf(d).mod(n).signum() != 0) {
        return false;
      }
    }
    BigInteger plusOne = n.add(BigInteger.ONE);
    int s = plusOne.getLowestSetBit();
    LucasPair pair = LucasPair.first(n, d);
    BigInteger index = plusOne.shiftRight(s);
    for (int bit = index.bitLength() - 2; bit >= 0; bit--) {
      watch.check();
      pair.twice();
      if (index.testBit(bit)) {
        pair.next();
      }
    }
    if (pair.u().signum() == 0) {
      return true;
    }
    for (int r = 0; r < s; r++) {
      watch.check();
      if (pair.v().signum() == 0) {
        return true;
      }
      pair.twice();
    }
    return false;
  }
}
