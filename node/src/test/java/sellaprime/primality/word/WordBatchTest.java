package sellaprime.primality.word;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import sellaprime.primality.Samples;

class WordBatchTest {

  @Test
  void agreesWithASieve() {
    BitSet primes = Samples.sieve(3_000_000);
    assertThat(WordBatch.primes(LongStream.range(0, 3_000_000).toArray())).isEqualTo(primes);
  }

  @Test
  void tellsTheSameAsOneByOneForNumbersOfOneLength() {
    Random random = Samples.random("batches of one length");
    for (int bits = 1; bits <= 64; bits++) {
      long[] numbers = new long[3001];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = new BigInteger(bits, random).setBit(bits - 1).longValue() | (i & 1);
      }
      tellsTheSame(numbers);
    }
  }

  @Test
  void tellsTheSameForAnyMixtureAndAnyLengthOfBatch() {
    Random random = Samples.random("mixed batches");
    for (int length = 0; length < 300; length++) {
      long[] numbers = new long[length];
      for (int i = 0; i < length; i++) {
        numbers[i] = random.nextLong() >>> random.nextInt(64);
      }
      tellsTheSame(numbers);
    }
  }

  @Test
  void tellsTheSameAtTheEdgesOfTheFilters() {
    for (int bits : new int[] {13, 32, 48, 49, 50, 63, 64}) {
      // All ends with the largest word for 64 bits.
      long last = -1L >>> (64 - bits);
      tellsTheSame(LongStream.rangeClosed(last - 5000, last).toArray());
    }
  }

  @Test
  void theVectorFilterKeepsEveryPrimeAndNoCompositeButPseudoprimes() {
    // Without the vector module there is nothing to compare.
    Base2Filter filter =
        Objects.requireNonNullElseGet(NarrowFilter.vectorFilter(), SignedFilter::new);
    Random random = Samples.random("narrow filter");
    long[] numbers = new long[20_001];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = withoutSmallFactor(random, NarrowFilter.BITS - i % 20);
    }
    int[] kept = IntStream.range(0, numbers.length).toArray();
    int count = filter.keep(numbers, kept, numbers.length);
    int[] strong = IntStream.range(0, numbers.length).toArray();
    int strongCount = new SignedFilter().keep(numbers, strong, numbers.length);
    // Random numbers of this size: an Euler pseudoprime that is no strong one would be a wonder.
    assertThat(Arrays.copyOf(kept, count)).isEqualTo(Arrays.copyOf(strong, strongCount));
  }

  @Test
  void tellsTheSameOfNumbersWithManyTwosBeforeThem() {
    Random random = Samples.random("k * 2^s + 1");
    for (int s = 1; s < 64; s++) {
      long[] numbers = new long[400];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = ((random.nextLong() | 1) << s) + (i % 4 == 3 ? -1 : 1);
      }
      tellsTheSame(numbers);
    }
  }

  @Test
  void exposesPseudoprimes() {
    for (String list :
        new String[] {"spsp_2_3_5_7_below_2_64", "spsp2_below_5e6", "psp2_below_5e6"}) {
      long[] numbers =
          Samples.numbers(list + ".txt").stream().mapToLong(BigInteger::longValue).toArray();
      assertThat(WordBatch.primes(numbers).isEmpty()).as(list).isTrue();
      tellsTheSame(numbers);
    }
  }

  @Test
  void refusesTooFewOutcomes() {
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> new WordBatch().test(new long[] {5, 7}, 0, 2, new byte[1]));
  }

  private static long withoutSmallFactor(Random random, int bits) {
    while (true) {
      long n = Samples.odd(bits, random).longValue();
      if (SmallDivisors.of(n) == SmallDivisors.NONE) {
        return n;
      }
    }
  }

  private static void tellsTheSame(long[] numbers) {
    byte[] findings = new byte[numbers.length];
    new WordBatch().test(numbers, 0, numbers.length, findings);
    for (int i = 0; i < numbers.length; i++) {
      String shown = Long.toUnsignedString(numbers[i]);
      assertThat(WordOutcome.of(findings[i])).as(shown).isEqualTo(WordPrimality.test(numbers[i]));
      if (findings[i] > 0) {
        assertThat((int) findings[i]).as(shown).isEqualTo(WordPrimality.smallFactor(numbers[i]));
      }
    }
  }
}
