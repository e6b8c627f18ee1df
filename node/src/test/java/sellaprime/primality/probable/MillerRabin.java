package sellaprime.primality.probable;

import java.math.BigInteger;
import sellaprime.primality.arith.Rings;
import sellaprime.primality.arith.Watch;

/**
 * The strong probable-prime test to one base, for numbers of any size.
 *
 * <p>Write n - 1 = d&middot;2<sup>s</sup> with odd d. If n is prime, a<sup>d</sup> is 1, or one of
 * its s repeated squares (itself counted) is -1, since 1 has no other square roots modulo a prime.
 *
 * @see "Rabin: Probabilistic Algorithm for Testing Primality. J. Number Theory 12 (1980), 128-138"
 */
public final class MillerRabin {

  private MillerRabin() {}

  /**
   * Whether {@code n} passes to {@code base}. False means composite, certainly. A base that n
   * divides says nothing and passes.
   *
   * @param n odd, at least 3
   * @throws IllegalArgumentException if {@code n} is even or below 3
   * @throws java.util.concurrent.CancellationException once {@code watch} says so
   */
  public static boolean isStrongProbablePrime(BigInteger n, BigInteger base, Watch watch) {
    Odd.requireAbove1(n);
    return base.equals(BigInteger.TWO)
        ? StrongTest.passesBase2(Rings.of(n), watch)
        : StrongTest.passes(Rings.of(n), base, watch);
  }
}
