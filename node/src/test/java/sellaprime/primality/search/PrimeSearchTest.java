package sellaprime.primality.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sellaprime.primality.Samples;
import sellaprime.primality.Verdict;
import sellaprime.primality.arith.Watch;

class PrimeSearchTest {

  private static final BitSet PRIMES = Samples.sieve(1 << 20);

  private final PrimeSearch search = new PrimeSearch();

  @Test
  void nextAndPreviousAgreeWithASieveBelowAMillion() {
    for (int n = 0; n < 1_000_000; n += n < 20_000 ? 1 : 37) {
      BigInteger number = BigInteger.valueOf(n);
      assertThat(search.nextPrime(number, Watch.NONE).prime())
          .as("after %s", n)
          .isEqualTo(PRIMES.nextSetBit(n + 1));
      if (n > 2) {
        assertThat(search.previousPrime(number, Watch.NONE).prime())
            .as("before %s", n)
            .isEqualTo(PRIMES.previousSetBit(n - 1));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {62, 63, 64, 65, 66, 80, 100, 127, 128, 129, 192, 256, 511, 512, 700})
  void nextAndPreviousAgreeWithTheJdk(int bits) {
    Random random = Samples.random("neighbours of " + bits + " bits");
    for (int i = 0; i < 5; i++) {
      BigInteger n = i == 0 ? BigInteger.ONE.shiftLeft(bits) : Samples.odd(bits, random);
      BigInteger next = n.nextProbablePrime();
      assertThat(search.nextPrime(n, Watch.NONE).prime()).as("after %s", n).isEqualTo(next);
      assertThat(search.nextPrime(next.subtract(BigInteger.ONE), Watch.NONE).prime())
          .isEqualTo(next);
      BigInteger previous = search.previousPrime(n, Watch.NONE).prime();
      assertThat(previous).as("before %s", n).isLessThan(n);
      BigInteger after = previous.nextProbablePrime();
      assertThat(after.compareTo(n) >= 0).as("before %s", n).isTrue();
      assertThat(search.previousPrime(next, Watch.NONE).prime())
          .isEqualTo(after.equals(n) ? n : previous);
    }
  }

  @Test
  void neighboursReachBeyondTheirFirstWindow() {
    // A gap of 1552, the longest known of this size (OEIS A005250, A002386); a window is 180 long.
    BigInteger low = new BigInteger("18470057946260698231");
    BigInteger high = low.add(BigInteger.valueOf(1552));
    assertThat(search.nextPrime(low, Watch.NONE).prime()).isEqualTo(high);
    assertThat(search.previousPrime(high, Watch.NONE).prime()).isEqualTo(low);
    assertThat(low.nextProbablePrime()).isEqualTo(high);
  }

  @Test
  void refusesWhatHasNoNeighbour() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> search.previousPrime(BigInteger.TWO, Watch.NONE))
        .withMessage("there is no prime below 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> search.previousPrime(BigInteger.valueOf(-5), Watch.NONE));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> search.nextPrime(BigInteger.valueOf(-1), Watch.NONE));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16})
  void everyPrimeOfASizeIsEquallyLikely(int bits) {
    Random random = new Random(20_261_123 + bits);
    List<Integer> expected = primesBetween(1 << (bits - 1), 1 << bits);
    uniform(
        expected, () -> search.randomPrime(PrimeRange.ofBits(bits), random, Watch.NONE).prime());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void everyPrimeOfSoManyDigitsIsEquallyLikely(int digits) {
    Random random = new Random(20_261_123 + digits);
    int low = (int) Math.pow(10, digits - 1);
    uniform(
        primesBetween(low, 10 * low),
        () -> search.randomPrime(PrimeRange.ofDigits(digits), random, Watch.NONE).prime());
  }

  @ParameterizedTest
  @CsvSource({"12, 3, 8", "12, 1, 3", "14, 5, 6", "14, 77, 100", "9, 0, 1", "16, 12345, 1024"})
  void everyPrimeOfAClassIsEquallyLikely(int bits, int residue, int modulus) {
    Random random = new Random(bits + residue + modulus);
    PrimeRange range =
        PrimeRange.ofBitsTopTwoSet(bits)
            .congruentTo(BigInteger.valueOf(residue), BigInteger.valueOf(modulus));
    List<Integer> expected = primesBetween(3 << (bits - 2), 1 << bits);
    expected.removeIf(p -> (p - residue) % modulus != 0);
    uniform(expected, () -> search.randomPrime(range, random, Watch.NONE).prime());
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 6, 7, 8, 10, 12, 13, 14, 16, 18})
  void everySafePrimeOfASizeIsEquallyLikely(int bits) {
    Random random = new Random(20_261_123 + bits);
    List<Integer> expected = primesBetween(1 << (bits - 1), 1 << bits);
    expected.removeIf(p -> !PRIMES.get((p - 1) / 2));
    uniform(expected, () -> search.randomSafePrime(bits, random, Watch.NONE).prime());
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 32, 48, 63, 64, 65, 66, 100, 256, 521, 1024})
  void randomPrimesArePrimeAndOfTheirSize(int bits) {
    Random random = Samples.random(bits + " bits");
    for (int i = 0; i < 5; i++) {
      FoundPrime found = search.randomPrime(PrimeRange.ofBits(bits), random, Watch.NONE);
      assertThat(found.prime().bitLength()).isEqualTo(bits);
      assertThat(found.prime().isProbablePrime(30)).isTrue();
      assertThat(found.verdict().kind())
          .isEqualTo(bits <= 64 ? Verdict.Kind.PRIME : Verdict.Kind.PROBABLE_PRIME);
      FoundPrime top = search.randomPrime(PrimeRange.ofBitsTopTwoSet(bits), random, Watch.NONE);
      assertThat(top.prime().shiftRight(bits - 2)).isEqualTo(3);
      assertThat(top.prime().isProbablePrime(30)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 19, 20, 21, 77, 150})
  void randomPrimesHaveTheirDigits(int digits) {
    Random random = Samples.random(digits + " digits");
    PrimeRange range =
        PrimeRange.ofDigits(digits).congruentTo(BigInteger.valueOf(7), BigInteger.TEN);
    for (int i = 0; i < 5; i++) {
      BigInteger prime = search.randomPrime(range, random, Watch.NONE).prime();
      assertThat(prime.toString()).hasSize(digits).endsWith("7");
      assertThat(prime.isProbablePrime(30)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {19, 32, 63, 64, 65, 66, 128, 256, 511, 512, 513, 600})
  void safePrimesAreSafeAndOfTheirSize(int bits) {
    Random random = Samples.random("safe, " + bits + " bits");
    for (int i = 0; i < 3; i++) {
      FoundPrime found = search.randomSafePrime(bits, random, Watch.NONE);
      assertThat(found.prime().bitLength()).isEqualTo(bits);
      assertThat(found.prime().isProbablePrime(30)).isTrue();
      assertThat(found.prime().shiftRight(1).isProbablePrime(30)).isTrue();
      // At 65 bits (p-1)/2 is proved, and carries p.
      assertThat(found.verdict().kind())
          .isEqualTo(bits <= 65 ? Verdict.Kind.PRIME : Verdict.Kind.PROBABLE_PRIME);
    }
  }

  @Test
  void exactlyUniformSafePrimesComeAtLineSizesToo() {
    Random random = Samples.random("exact");
    BigInteger prime =
        search.tryExactSafePrime(530, Long.MAX_VALUE, random, Watch.NONE).orElseThrow().prime();
    assertThat(prime.bitLength()).isEqualTo(530);
    assertThat(prime.isProbablePrime(30)).isTrue();
    assertThat(prime.shiftRight(1).isProbablePrime(30)).isTrue();
  }

  @Test
  void emptyAndTooNarrowRangesAreRefused() {
    Random random = new Random(1);
    // Of 3 bits, 7 alone is 1 modulo 6, and nothing is 1 modulo 8.
    PrimeRange seven = PrimeRange.ofBits(3).congruentTo(BigInteger.ONE, BigInteger.valueOf(6));
    assertThat(search.randomPrime(seven, random, Watch.NONE).prime()).isEqualTo(7);
    PrimeRange none = PrimeRange.ofBits(3).congruentTo(BigInteger.ONE, BigInteger.valueOf(8));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> search.randomPrime(none, random, Watch.NONE))
        .withMessage("there is no prime of [4, 8), 1 mod 8");
    PrimeRange narrow =
        PrimeRange.ofBits(100).congruentTo(BigInteger.ONE, BigInteger.ONE.shiftLeft(95));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> search.randomPrime(narrow, random, Watch.NONE))
        .withMessageContaining("too few");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> search.randomSafePrime(2, random, Watch.NONE))
        .withMessage("no safe prime has fewer than 3 bits: 2");
  }

  @Test
  void aPieceGivesUpAfterItsTests() {
    Random random = new Random(5);
    int found = 0;
    for (int i = 0; i < 200; i++) {
      Optional<FoundPrime> prime = search.tryPrime(PrimeRange.ofBits(200), 3, random, Watch.NONE);
      assertThat(prime.map(FoundPrime::tests).orElse(3L)).isBetween(1L, 3L);
      found += prime.isPresent() ? 1 : 0;
    }
    assertThat(found).isBetween(20, 120);
    assertThat(search.trySafePrime(600, 2, random, Watch.NONE)).isEmpty();
  }

  @Test
  void progressRisesTowardsOne() {
    Random random = Samples.random("progress");
    List<Double> told = new ArrayList<>();
    Watch watch =
        new Watch() {
          @Override
          public boolean isCancelled() {
            return false;
          }

          @Override
          public void progress(double done) {
            told.add(done);
          }
        };
    search.randomSafePrime(256, random, watch);
    assertThat(told).isSorted().allMatch(done -> done > 0 && done <= 1);
  }

  @Test
  void everySearchStopsAtOnceWhenCancelled() {
    Random random = new Random(1);
    BigInteger n = BigInteger.ONE.shiftLeft(3000);
    List<Supplier<FoundPrime>> searches =
        List.of(
            () -> search.nextPrime(n, afterAsking(20)),
            () -> search.previousPrime(n, afterAsking(20)),
            () -> search.randomPrime(PrimeRange.ofBits(3000), random, afterAsking(20)),
            () -> search.randomSafePrime(3000, random, afterAsking(20)),
            () -> search.randomSafePrime(500, random, afterAsking(20)),
            () -> search.nextPrime(BigInteger.valueOf(90), afterAsking(0)),
            () -> search.randomPrime(PrimeRange.ofBits(8), random, afterAsking(1)));
    for (Supplier<FoundPrime> each : searches) {
      assertThatExceptionOfType(CancellationException.class).isThrownBy(each::get);
    }
  }

  @Test
  void aTesterIsGivenTheBatchesItLikesAndItsSlipsAreCaught() {
    List<Integer> sizes = new ArrayList<>();
    BulkTester lenient =
        new BulkTester() {
          @Override
          public List<BigInteger> survivors(List<BigInteger> candidates, Watch watch) {
            sizes.add(candidates.size());
            return candidates;
          }

          @Override
          public int batchSize(int bits) {
            return 4;
          }

          @Override
          public double expectedNanos(int bits) {
            return 1e6;
          }
        };
    Random random = Samples.random("lenient");
    PrimeSearch careful = new PrimeSearch(lenient);
    BigInteger n = Samples.odd(300, random);
    assertThat(careful.nextPrime(n, Watch.NONE).prime()).isEqualTo(n.nextProbablePrime());
    assertThat(sizes).containsOnly(4);
    BigInteger safe = careful.randomSafePrime(128, random, Watch.NONE).prime();
    assertThat(safe.isProbablePrime(30) && safe.shiftRight(1).isProbablePrime(30)).isTrue();
  }

  /** Not cancelled the first {@code times} times it is asked. */
  private static Watch afterAsking(int times) {
    AtomicInteger left = new AtomicInteger(times);
    return () -> left.getAndDecrement() <= 0;
  }

  private static List<Integer> primesBetween(int low, int high) {
    return new ArrayList<>(PRIMES.get(0, high).stream().filter(p -> p >= low).boxed().toList());
  }

  /**
   * All of them and nothing else occur, and Pearson's statistic is not beyond six deviations. 20
   * draws a prime leave one of 3000 out with a probability of 10<sup>-5</sup>.
   */
  private static void uniform(List<Integer> expected, Supplier<BigInteger> draws) {
    int each = 20;
    Map<Integer, Integer> counts = new TreeMap<>();
    for (int i = 0; i < each * expected.size(); i++) {
      counts.merge(draws.get().intValueExact(), 1, Integer::sum);
    }
    assertThat(counts.keySet()).containsExactlyElementsOf(expected);
    double statistic = 0;
    for (int count : counts.values()) {
      statistic += (count - each) * (double) (count - each) / each;
    }
    int freedom = expected.size() - 1;
    assertThat(statistic).isLessThan(freedom + 6 * Math.sqrt(2.0 * freedom) + 10);
  }
}
