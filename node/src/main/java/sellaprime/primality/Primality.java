package sellaprime.primality;

import java.math.BigInteger;
import java.security.SecureRandom;
import sellaprime.primality.arith.Watch;
import sellaprime.primality.probable.Bpsw;
import sellaprime.primality.probable.MillerRabin64;
import sellaprime.primality.probable.RandomRounds;
import sellaprime.primality.probable.TrialDivision;

/**
 * The way in: picks the route for a number by its size and tells what came out.
 *
 * <ol>
 *   <li>0 and 1: composite by definition (the contract knows no fourth answer).
 *   <li>Trial division by the primes below 1000. It settles everything below 1009<sup>2</sup>.
 *   <li>Below 2<sup>64</sup>: strong tests to seven bases, which together are a proof.
 *   <li>From 2<sup>64</sup> on: Baillie-PSW. Composite is certain, a survivor is a probable prime;
 *       no composite survivor is known.
 * </ol>
 *
 * <p>Stateless, thread-safe, not constant-time.
 */
public final class Primality {

  /** What Baillie-PSW costs, in random rounds; for the progress only. */
  private static final double BPSW_ROUNDS = 2.5;

  private static final SecureRandom RANDOM = new SecureRandom();

  private Primality() {}

  /**
   * Tests {@code n}; cannot be stopped.
   *
   * @throws IllegalArgumentException if {@code n} is negative
   */
  public static Verdict test(BigInteger n) {
    return test(n, Watch.NONE);
  }

  /**
   * Tests {@code n}, polling {@code watch} at least at every modular product of a number above 4096
   * bits and every few tens of milliseconds below.
   *
   * @throws IllegalArgumentException if {@code n} is negative
   * @throws java.util.concurrent.CancellationException once {@code watch} says so; nothing is known
   *     of {@code n} then
   */
  public static Verdict test(BigInteger n, Watch watch) {
    return test(n, TestOptions.DEFAULT, watch);
  }

  /**
   * The same with options. Random rounds are made only on a number that would be called a probable
   * prime; the method tells how many.
   *
   * @throws IllegalArgumentException if {@code n} is negative
   * @throws java.util.concurrent.CancellationException once {@code watch} says so
   */
  public static Verdict test(BigInteger n, TestOptions options, Watch watch) {
    if (n.signum() < 0) {
      throw new IllegalArgumentException("a number to test must not be negative");
    }
    watch.check();
    return n.bitLength() <= Long.SIZE
        ? testWord(n.longValue())
        : testLarge(n, options.rounds(), watch);
  }

  /**
   * The expected cost of a test of a prime of {@code bitLength} bits on one core of a plain
   * machine, in nanoseconds. A composite costs less, most of them far less.
   *
   * @return at least 300; never falls as {@code bitLength} grows; saturates at {@link
   *     Long#MAX_VALUE}
   * @throws IllegalArgumentException if {@code bitLength} is negative
   */
  public static long expectedNanos(int bitLength) {
    return Cost.nanosOfPrime(bitLength);
  }

  /** Tests a number of up to 64 bits, taken as unsigned. */
  private static Verdict testWord(long n) {
    if (Long.compareUnsigned(n, 2) < 0) {
      return Verdict.composite("by definition: below 2");
    }
    int factor = TrialDivision.smallFactor(n);
    if (factor != TrialDivision.NONE && factor != n) {
      return divisible(factor);
    }
    if (Long.compareUnsigned(n, TrialDivision.SETTLED_BELOW) < 0) {
      return Verdict.prime("trial division");
    }
    long witness = MillerRabin64.witness(n);
    return witness == MillerRabin64.NONE
        ? Verdict.prime("Miller-Rabin to 7 bases, proved below 2^64")
        : Verdict.composite("strong test to base " + witness);
  }

  private static Verdict testLarge(BigInteger n, int rounds, Watch watch) {
    int factor = TrialDivision.smallFactor(n);
    if (factor != TrialDivision.NONE) {
      return divisible(factor);
    }
    Watch first = rounds == 0 ? watch : watch.part(0, BPSW_ROUNDS / (BPSW_ROUNDS + rounds));
    return switch (Bpsw.test(n, first)) {
      case PASSED ->
          rounds == 0 ? Verdict.probablePrime("Baillie-PSW") : moreRounds(n, rounds, watch);
      case FAILED_BASE_2 -> Verdict.composite("strong test to base 2");
      case PERFECT_SQUARE -> Verdict.composite("perfect square");
      case FAILED_LUCAS -> Verdict.composite("strong Lucas test");
    };
  }

  private static Verdict moreRounds(BigInteger n, int rounds, Watch watch) {
    Watch rest = watch.part(BPSW_ROUNDS / (BPSW_ROUNDS + rounds), 1);
    BigInteger witness = RandomRounds.witness(n, rounds, RANDOM, rest);
    return witness.signum() == 0
        ? Verdict.probablePrime(
            "Baillie-PSW and " + rounds + " random " + (rounds == 1 ? "base" : "bases"))
        : Verdict.composite("strong test to base " + witness);
  }

  private static Verdict divisible(int factor) {
    return Verdict.composite("divisible by " + factor);
  }
}
