package sellaprime.primality;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import sellaprime.primality.arith.Watch;
import sellaprime.primality.bulk.BulkTest;
import sellaprime.primality.probable.Bpsw;
import sellaprime.primality.probable.TrialDivision;
import sellaprime.primality.word.WordPrimality;

/**
 * The way in: picks the route for a number by its size and tells what came out.
 *
 * <ol>
 *   <li>0 and 1: composite by definition (the contract knows no fourth answer).
 *   <li>Below 2<sup>64</sup>: trial division by the primes up to 53, then Baillie-PSW, which is a
 *       proof here ({@link WordPrimality}).
 *   <li>From 2<sup>64</sup> on: trial division by the primes below 1000, then Baillie-PSW.
 *       Composite is certain, a survivor is a probable prime; no composite survivor is known.
 * </ol>
 *
 * <p>Stateless, thread-safe, not constant-time.
 */
public final class Primality {

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
    if (n.signum() < 0) {
      throw new IllegalArgumentException("a number to test must not be negative");
    }
    watch.check();
    return n.bitLength() <= Long.SIZE ? testWord(n.longValue()) : testLarge(n, watch);
  }

  /**
   * Tests many numbers, faster than one by one where the JVM has vector registers: numbers of like
   * size go through them side by side. Same answers as {@link #test(BigInteger, Watch)}.
   *
   * @return verdicts in the order of the numbers
   * @throws IllegalArgumentException if a number is negative
   * @throws java.util.concurrent.CancellationException once {@code watch} says so
   */
  public static List<Verdict> testAll(List<BigInteger> numbers, Watch watch) {
    Verdict[] verdicts = new Verdict[numbers.size()];
    List<Integer> large = new ArrayList<>();
    for (int i = 0; i < verdicts.length; i++) {
      BigInteger n = numbers.get(i);
      if (n.signum() < 0 || n.bitLength() <= Long.SIZE) {
        verdicts[i] = test(n, watch);
        continue;
      }
      watch.check();
      int factor = TrialDivision.smallFactor(n);
      if (factor != TrialDivision.NONE) {
        verdicts[i] = divisible(factor);
      } else {
        large.add(i);
      }
    }
    Bpsw.Outcome[] outcomes =
        BulkTest.outcomes(large.stream().map(numbers::get).toArray(BigInteger[]::new), watch);
    for (int i = 0; i < outcomes.length; i++) {
      verdicts[large.get(i)] = verdict(outcomes[i]);
    }
    return List.of(verdicts);
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
    return switch (WordPrimality.test(n)) {
      case BELOW_2 -> Verdict.composite("by definition: below 2");
      case SMALL_FACTOR -> divisible(WordPrimality.smallFactor(n));
      case FAILED_BASE_2 -> Verdict.composite("strong test to base 2");
      case FAILED_LUCAS -> Verdict.composite("extra strong Lucas test");
      case SMALL_PRIME -> Verdict.prime("trial division");
      case PRIME -> Verdict.prime("Baillie-PSW, proved below 2^64");
    };
  }

  private static Verdict testLarge(BigInteger n, Watch watch) {
    int factor = TrialDivision.smallFactor(n);
    if (factor != TrialDivision.NONE) {
      return divisible(factor);
    }
    return verdict(Bpsw.test(n, watch));
  }

  private static Verdict verdict(Bpsw.Outcome outcome) {
    return switch (outcome) {
      case PASSED -> Verdict.probablePrime("Baillie-PSW");
      case FAILED_BASE_2 -> Verdict.composite("strong test to base 2");
      case PERFECT_SQUARE -> Verdict.composite("perfect square");
      case FAILED_LUCAS -> Verdict.composite("strong Lucas test");
    };
  }

  private static Verdict divisible(int factor) {
    return Verdict.composite("divisible by " + factor);
  }
}
