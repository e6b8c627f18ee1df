package sellaprime.primality;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import sellaprime.primality.arith.Watch;
import sellaprime.primality.bulk.BulkTest;
import sellaprime.primality.chain.LongBpsw;
import sellaprime.primality.probable.Bpsw;
import sellaprime.primality.probable.RandomRounds;
import sellaprime.primality.probable.TrialDivision;
import sellaprime.primality.proof.Effort;
import sellaprime.primality.proof.Proof;
import sellaprime.primality.proof.Proofs;
import sellaprime.primality.word.WordBatch;
import sellaprime.primality.word.WordOutcome;
import sellaprime.primality.word.WordPrimality;

/**
 * The way in: picks the route for a number by its size and tells what came out.
 *
 * <ol>
 *   <li>0 and 1: composite by definition (the contract knows no fourth answer).
 *   <li>Below 2<sup>64</sup>: trial division by the primes up to 53, then Baillie-PSW, which is a
 *       proof here ({@link WordPrimality}).
 *   <li>From 2<sup>64</sup> on: trial division up to a bound that grows with the number.
 *   <li>k&middot;2<sup>m</sup> &plusmn; 1 with k < 2<sup>m</sup>: one chain of squarings that
 *       decides for good ({@link Proofs}).
 *   <li>Any other: Baillie-PSW, from {@value #LONG_BITS} bits on with checks of the computation
 *       itself, and resumable. Composite is certain, a survivor is a probable prime; no composite
 *       survivor is known. Where hints factor n - 1 or n + 1 far enough, it is then proved.
 * </ol>
 *
 * <p>Stateless, thread-safe, not constant-time.
 */
public final class Primality {

  /** What Baillie-PSW costs, in random rounds. */
  private static final double BPSW_ROUNDS = 2.5;

  /** Some milliseconds of work. */
  private static final int WORDS_AT_ONCE = 8192;

  /** From here on a test may take a good part of a minute: it can be resumed, and checks itself. */
  private static final int LONG_BITS = 20_000;

  private static final Proofs PROOFS = new Proofs();
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
   * bits and every few tens of milliseconds below; trial division and the square root by which a
   * few long numbers are told to be no squares are not interrupted. Cost: {@link #expectedNanos}.
   *
   * @throws IllegalArgumentException if {@code n} is negative
   * @throws java.util.concurrent.CancellationException once {@code watch} says so; nothing is known
   *     of {@code n} then
   * @throws sellaprime.primality.chain.ComputationFaultException if the checks of a long
   *     computation fail again and again: the machine is at fault, nothing is known of {@code n}
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
   * @throws sellaprime.primality.chain.ComputationFaultException as above
   */
  public static Verdict test(BigInteger n, TestOptions options, Watch watch) {
    requireNotNegative(n);
    watch.check();
    return isWord(n)
        ? verdict(n.longValue(), WordPrimality.test(n.longValue()))
        : testLarge(n, options, watch);
  }

  /** {@link #testAll(List, Watch)}; cannot be stopped. */
  public static List<Verdict> testAll(List<BigInteger> numbers) {
    return testAll(numbers, Watch.NONE);
  }

  /**
   * Tests many numbers, faster than one by one: numbers of like size go side by side through the
   * lanes of vector registers, where the JVM has them, and words are interleaved. Same answers as
   * {@link #test(BigInteger, Watch)}. Uses the caller's thread only; offers no checkpoints: who
   * wants them for a {@linkplain #isLong long} number tests it by itself.
   *
   * @return verdicts in the order of the numbers
   * @throws IllegalArgumentException if a number is negative
   * @throws java.util.concurrent.CancellationException once {@code watch} says so
   * @throws sellaprime.primality.chain.ComputationFaultException as {@link #test(BigInteger,
   *     Watch)}
   */
  public static List<Verdict> testAll(List<BigInteger> numbers, Watch watch) {
    Verdict[] verdicts = new Verdict[numbers.size()];
    List<Integer> words = new ArrayList<>();
    List<Integer> large = new ArrayList<>();
    for (int i = 0; i < verdicts.length; i++) {
      BigInteger n = numbers.get(i);
      requireNotNegative(n);
      if (isWord(n)) {
        words.add(i);
        continue;
      }
      watch.check();
      if (isLong(n.bitLength()) || Proofs.isDecidedByChain(n)) {
        verdicts[i] = test(n, watch.silent());
        continue;
      }
      int factor = TrialDivision.smallFactor(n);
      if (factor == TrialDivision.NONE) {
        large.add(i);
      } else {
        verdicts[i] = divisible(factor);
      }
    }
    testWords(numbers, words, verdicts, watch);
    Bpsw.Outcome[] outcomes =
        BulkTest.outcomes(large.stream().map(numbers::get).toArray(BigInteger[]::new), watch);
    for (int i = 0; i < outcomes.length; i++) {
      verdicts[large.get(i)] = verdict(outcomes[i]);
    }
    return List.of(verdicts);
  }

  private static void testWords(
      List<BigInteger> numbers, List<Integer> indices, Verdict[] verdicts, Watch watch) {
    WordBatch batch = new WordBatch();
    for (int from = 0; from < indices.size(); from += WORDS_AT_ONCE) {
      watch.check();
      List<Integer> some = indices.subList(from, Math.min(from + WORDS_AT_ONCE, indices.size()));
      long[] words = some.stream().mapToLong(i -> numbers.get(i).longValue()).toArray();
      byte[] findings = new byte[words.length];
      batch.test(words, 0, words.length, findings);
      for (int i = 0; i < words.length; i++) {
        verdicts[some.get(i)] = verdict(words[i], WordOutcome.of(findings[i]));
      }
    }
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

  /**
   * The same with {@code rounds} random rounds after it, which a number of at most 64 bits does
   * without.
   *
   * @throws IllegalArgumentException if a figure is negative
   */
  public static long expectedNanos(int bitLength, int rounds) {
    if (rounds < 0) {
      throw new IllegalArgumentException("rounds must not be negative: " + rounds);
    }
    long base = expectedNanos(bitLength);
    return bitLength <= Long.SIZE ? base : (long) (base * ((BPSW_ROUNDS + rounds) / BPSW_ROUNDS));
  }

  /**
   * Whether a number of {@code bitLength} bits is long: its test may take a good part of a minute
   * or far more, it checks itself, and it can be resumed.
   *
   * @throws IllegalArgumentException if {@code bitLength} is negative
   */
  public static boolean isLong(int bitLength) {
    if (bitLength < 0) {
      throw new IllegalArgumentException("a size must not be negative: " + bitLength);
    }
    return bitLength >= LONG_BITS;
  }

  private static void requireNotNegative(BigInteger n) {
    if (n.signum() < 0) {
      throw new IllegalArgumentException("a number to test must not be negative");
    }
  }

  private static boolean isWord(BigInteger n) {
    return n.bitLength() <= Long.SIZE;
  }

  private static Verdict testLarge(BigInteger n, TestOptions options, Watch watch) {
    int factor = TrialDivision.smallFactor(n);
    if (factor != TrialDivision.NONE) {
      return divisible(factor);
    }
    if (Proofs.isDecidedByChain(n)) {
      return verdict(PROOFS.prove(n, Set.of(), Effort.HINTS, watch));
    }
    double share = BPSW_ROUNDS / (BPSW_ROUNDS + options.rounds());
    Bpsw.Outcome outcome = bpsw(n, watch.part(0, share));
    if (outcome != Bpsw.Outcome.PASSED) {
      return verdict(outcome);
    }
    if (!options.factorHints().isEmpty()) {
      Proof proof = PROOFS.prove(n, options.factorHints(), Effort.HINTS, watch.silent());
      if (proof.outcome() != Proof.Outcome.UNKNOWN) {
        return verdict(proof);
      }
    }
    return options.rounds() == 0
        ? verdict(outcome)
        : moreRounds(n, options.rounds(), watch.part(share, 1));
  }

  private static Bpsw.Outcome bpsw(BigInteger n, Watch watch) {
    return isLong(n.bitLength()) ? LongBpsw.test(n, watch) : Bpsw.test(n, watch);
  }

  private static Verdict moreRounds(BigInteger n, int rounds, Watch watch) {
    BigInteger witness = RandomRounds.witness(n, rounds, RANDOM, watch);
    return witness.signum() == 0
        ? Verdict.probablePrime(
            "Baillie-PSW and " + rounds + " random " + (rounds == 1 ? "base" : "bases"))
        : Verdict.composite("strong test to base " + witness);
  }

  private static Verdict verdict(Bpsw.Outcome outcome) {
    return switch (outcome) {
      case PASSED -> Verdict.probablePrime("Baillie-PSW");
      case FAILED_BASE_2 -> Verdict.composite("strong test to base 2");
      case PERFECT_SQUARE -> Verdict.composite("perfect square");
      case FAILED_LUCAS -> Verdict.composite("extra strong Lucas test");
    };
  }

  private static Verdict verdict(Proof proof) {
    return proof.isPrime() ? Verdict.prime(proof.method()) : Verdict.composite(proof.method());
  }

  /**
   * The verdict on {@code n}, taken as unsigned, of which {@link WordBatch} has told {@code
   * outcome}: for whoever tests words by the million and wants to put few of them into words.
   */
  public static Verdict verdict(long n, WordOutcome outcome) {
    return switch (outcome) {
      case BELOW_2 -> Verdict.composite("by definition: below 2");
      case SMALL_FACTOR -> divisible(WordPrimality.smallFactor(n));
      case FAILED_BASE_2 -> Verdict.composite("strong test to base 2");
      case FAILED_LUCAS -> Verdict.composite("extra strong Lucas test");
      case SMALL_PRIME -> Verdict.prime("trial division");
      case PRIME -> Verdict.prime("Baillie-PSW, proved below 2^64");
    };
  }

  private static Verdict divisible(int factor) {
    return Verdict.composite("divisible by " + factor);
  }
}
