package sellaprime.primality.search;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import sellaprime.primality.Primality;
import sellaprime.primality.Verdict;
import sellaprime.primality.arith.Watch;
import sellaprime.primality.probable.StrongTest;

/**
 * Finds primes. Each comes with its verdict, from the full test of {@link Primality}.
 *
 * <p><b>Progress.</b> Nobody knows when a search ends; the watch is told the probability that it
 * would have ended by now.
 *
 * <p><b>Grid.</b> A random search has no memory, so it can be cut into pieces anywhere: {@link
 * #tryPrime} and {@link #trySafePrime} search from a start of their own and give up after a number
 * of tests. Any first piece that finds something ends the search.
 *
 * <p><b>Cost.</b> For k bits, of the order of k/ln k tests to base 2 (see {@link
 * FoundPrime#tests}), for safe primes the square of that; then one full test, or two.
 *
 * <p>Immutable, thread-safe as far as the generator handed in is. Every method throws {@link
 * java.util.concurrent.CancellationException} once its watch says so.
 */
public final class PrimeSearch {

  /** From here on, safe primes are looked for on random lines, which is faster. */
  public static final int LINE_FROM_BITS = 512;

  /** The smallest safe primes, 5 and 7, have 3 bits. */
  private static final int LEAST_SAFE_BITS = 3;

  /** With 64 numbers for each bit of them, 90 primes are expected: enough to be sure of one. */
  private static final long ENOUGH_PER_BIT = 64;

  private final BulkTester tester;

  /** Searches with {@code tester} as its quick test. */
  public PrimeSearch(BulkTester tester) {
    this.tester = tester;
  }

  /** Searches with strong tests to base 2, several at a time where the JVM has vectors. */
  public PrimeSearch() {
    this(new Base2Tester());
  }

  /**
   * The smallest prime above {@code n}.
   *
   * @throws IllegalArgumentException if {@code n} is negative
   */
  public FoundPrime nextPrime(BigInteger n, Watch watch) {
    if (n.signum() < 0) {
      throw new IllegalArgumentException(
          "the next prime is asked of a number that is not negative");
    }
    return new Neighbours(tester, watch).next(n);
  }

  /**
   * The largest prime below {@code n}.
   *
   * @throws IllegalArgumentException if {@code n} is 2 or less, as 2 is the smallest prime
   */
  public FoundPrime previousPrime(BigInteger n, Watch watch) {
    if (n.compareTo(BigInteger.TWO) <= 0) {
      throw new IllegalArgumentException("there is no prime below " + n);
    }
    return new Neighbours(tester, watch).previous(n);
  }

  /**
   * A random prime, exactly uniform among the primes of {@code range}.
   *
   * @throws IllegalArgumentException if the range holds no prime, or so few numbers of such a size
   *     that it might hold none
   */
  public FoundPrime randomPrime(PrimeRange range, RandomGenerator random, Watch watch) {
    return tryPrime(range, Long.MAX_VALUE, random, watch).orElseThrow();
  }

  /**
   * The same, given up after {@code tests} tests. What is found is uniform nevertheless.
   *
   * @throws IllegalArgumentException as {@link #randomPrime} does
   */
  public Optional<FoundPrime> tryPrime(
      PrimeRange range, long tests, RandomGenerator random, Watch watch) {
    int bits = range.bits();
    if (isNarrow(range, false)) {
      return Optional.of(pick(range, false, random, watch));
    }
    int bound =
        SieveBound.forTrialDivision(
            false, tester.expectedNanos(bits), TrialFilter.nanosPerPrime(bits));
    Candidates draws = new IndependentDraws(range, false, bound, new RandomBits(random), watch);
    double expected = SieveBound.expectedTests(bits, bound);
    return new Hunt(tester, PrimeSearch::confirmed, expected, watch).run(draws, tests);
  }

  /**
   * A random safe prime p of exactly {@code bits} bits: (p-1)/2 is prime as well. Exactly uniform
   * below {@value #LINE_FROM_BITS} bits; from there on as {@link RandomLine} says.
   *
   * @throws IllegalArgumentException if {@code bits} is below 3, as 5 is the smallest safe prime
   */
  public FoundPrime randomSafePrime(int bits, RandomGenerator random, Watch watch) {
    return trySafePrime(bits, Long.MAX_VALUE, random, watch).orElseThrow();
  }

  /**
   * The same, given up after {@code tests} tests. A piece sieves at least once, so it should have
   * some hundreds of tests.
   *
   * @throws IllegalArgumentException as {@link #randomSafePrime} does
   */
  public Optional<FoundPrime> trySafePrime(
      int bits, long tests, RandomGenerator random, Watch watch) {
    return trySafePrime(safeRange(bits), tests, random, watch);
  }

  /**
   * The same for a safe prime of {@code range}, which is exactly uniform also where the range's
   * modulus is longer than a third of its numbers.
   *
   * @throws IllegalArgumentException if the range holds no safe prime, or so few numbers that it
   *     might hold none
   */
  public Optional<FoundPrime> trySafePrime(
      PrimeRange range, long tests, RandomGenerator random, Watch watch) {
    PrimeRange halves = halves(range);
    return isForLines(halves)
        ? trySafePrimeOnLine(halves, tests, random, watch)
        : tryExactSafePrime(halves, tests, random, watch);
  }

  /**
   * The same, exactly uniform at any size. Takes about two and a half times as long as {@link
   * #trySafePrime} from {@value #LINE_FROM_BITS} bits on.
   *
   * @throws IllegalArgumentException as {@link #randomSafePrime} does
   */
  public Optional<FoundPrime> tryExactSafePrime(
      int bits, long tests, RandomGenerator random, Watch watch) {
    return tryExactSafePrime(halves(safeRange(bits)), tests, random, watch);
  }

  private Optional<FoundPrime> tryExactSafePrime(
      PrimeRange halves, long tests, RandomGenerator random, Watch watch) {
    if (isNarrow(halves, true)) {
      return Optional.of(pick(halves, true, random, watch));
    }
    int bits = halves.bits() + 1;
    int bound =
        SieveBound.forTrialDivision(
            true, tester.expectedNanos(bits), TrialFilter.nanosPerPrime(bits));
    Candidates draws = new IndependentDraws(halves, true, bound, new RandomBits(random), watch);
    double expected = SieveBound.expectedSafeTests(bits, bound);
    return new Hunt(tester, PrimeSearch::confirmedPair, expected, watch).run(draws, tests);
  }

  private Optional<FoundPrime> trySafePrimeOnLine(
      PrimeRange halves, long tests, RandomGenerator random, Watch watch) {
    int bits = halves.bits() + 1;
    int bound = lineBound(bits, (double) tests);
    Candidates line = new RandomLine(halves, bound, new RandomBits(random), watch);
    double expected = SieveBound.expectedSafeTests(bits, bound);
    return new Hunt(tester, PrimeSearch::confirmedPair, expected, watch).run(line, tests);
  }

  private int lineBound(int bits, double tests) {
    return SieveBound.forProgression(
        bits, true, tester.expectedNanos(bits), ProgressionSieve.nanosPerPrime(bits, true), tests);
  }

  /**
   * What finding a prime of {@code range} is expected to cost, at best: when it is not cut into
   * pieces.
   *
   * @throws IllegalArgumentException as {@link #tryPrime} and {@link #trySafePrime} do, which
   *     otherwise never do with this range
   */
  public SearchCost cost(PrimeRange range, boolean safe) {
    PrimeRange candidates = safe ? halves(range) : range;
    int bits = range.bits();
    if (isNarrow(candidates, safe)) {
      FoundPrime any = pick(candidates, safe, new Random(0), Watch.NONE); // throws if there is none
      return new SearchCost(any.tests(), 1_000);
    }
    double nanos = tester.expectedNanos(bits);
    if (!safe) {
      int bound = SieveBound.forTrialDivision(false, nanos, TrialFilter.nanosPerPrime(bits));
      return new SearchCost(SieveBound.expectedTests(bits, bound), nanos);
    }
    int bound =
        isForLines(candidates)
            ? lineBound(bits, Double.MAX_VALUE)
            : SieveBound.forTrialDivision(true, nanos, TrialFilter.nanosPerPrime(bits));
    return new SearchCost(SieveBound.expectedSafeTests(bits, bound), nanos);
  }

  private static PrimeRange safeRange(int bits) {
    if (bits < LEAST_SAFE_BITS) {
      throw new IllegalArgumentException("no safe prime has fewer than 3 bits: " + bits);
    }
    return PrimeRange.ofBits(bits);
  }

  /** The range of q = (p-1)/2. */
  private static PrimeRange halves(PrimeRange range) {
    return range.halves();
  }

  /** A line needs room for a product of small primes beside the modulus. */
  private static boolean isForLines(PrimeRange halves) {
    return halves.bits() + 1 >= LINE_FROM_BITS && halves.modulus().bitLength() < halves.bits() / 3;
  }

  /** The full test, for a candidate that passed the quick one. */
  static Hunt.@Nullable Confirmed confirmed(BigInteger n, Watch watch) {
    Verdict verdict = Primality.test(n, watch);
    return verdict.kind() == Verdict.Kind.COMPOSITE ? null : new Hunt.Confirmed(n, verdict);
  }

  /**
   * The full test of q and p = 2q + 1, for a q that passed the quick one.
   *
   * <p>By Pocklington, a prime q > sqrt(p) - 1 that divides p - 1 proves p prime if 2<sup>p-1</sup>
   * = 1 modulo p and 2<sup>(p-1)/q</sup> - 1 = 3 has no factor in common with p. So p, when q is
   * proved, is proved by one power; and is always at least as certain as q.
   *
   * @see "Pocklington: The determination of the prime or composite nature of large numbers by
   *     Fermat's theorem. Proc. Cambridge Phil. Soc. 18 (1914), 29-30"
   */
  static Hunt.@Nullable Confirmed confirmedPair(BigInteger q, Watch watch) {
    BigInteger p = q.shiftLeft(1).setBit(0);
    watch.check();
    if (!fermat(p, watch)) {
      return null;
    }
    Verdict half = Primality.test(q, watch);
    if (half.kind() == Verdict.Kind.COMPOSITE) {
      return null;
    }
    Verdict whole = Primality.test(p, watch);
    if (whole.kind() == Verdict.Kind.PROBABLE_PRIME && half.kind() == Verdict.Kind.PRIME) {
      return new Hunt.Confirmed(
          p, new Verdict(Verdict.Kind.PRIME, "Pocklington, (p-1)/2 proved by: " + half.method()));
    }
    return whole.kind() == Verdict.Kind.COMPOSITE ? null : new Hunt.Confirmed(p, whole);
  }

  /** Strong to base 2, which includes Fermat's test. */
  private static boolean fermat(BigInteger p, Watch watch) {
    return StrongTest.passesBase2(p, watch);
  }

  /** One of all the primes of a short range; of pairs, 2q + 1 for one of all q. */
  private static FoundPrime pick(
      PrimeRange range, boolean pairs, RandomGenerator random, Watch watch) {
    if (range.bits() > Long.SIZE) {
      throw new IllegalArgumentException(
          "too few numbers to be sure of a prime: " + range.size() + " of " + range);
    }
    List<Hunt.Confirmed> all = new ArrayList<>();
    BigInteger offset = range.residue().subtract(range.low()).mod(range.modulus());
    long tests = 0;
    for (BigInteger n = range.low().add(offset);
        n.compareTo(range.high()) < 0;
        n = n.add(range.modulus())) {
      Hunt.Confirmed prime = pairs ? confirmedPair(n, watch) : confirmed(n, watch);
      tests++;
      if (prime != null) {
        all.add(prime);
      }
    }
    if (all.isEmpty()) {
      throw new IllegalArgumentException("there is no prime of " + range);
    }
    Hunt.Confirmed prime = all.get(new RandomBits(random).below(all.size()));
    return new FoundPrime(prime.prime(), prime.verdict(), tests);
  }

  /** Whether all primes had better be listed, for all that is known there may be none. */
  private static boolean isNarrow(PrimeRange range, boolean pairs) {
    long perBit = ENOUGH_PER_BIT;
    if (pairs && !range.modulus().equals(BigInteger.ONE)) {
      perBit *=
          range.bits(); // every short range without a modulus has been looked at: all have one
    }
    return range.size().compareTo(BigInteger.valueOf(perBit * range.bits())) < 0;
  }
}
