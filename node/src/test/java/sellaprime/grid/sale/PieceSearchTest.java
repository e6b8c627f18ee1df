package sellaprime.grid.sale;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sellaprime.job.Answer;
import sellaprime.job.FoundPrime;
import sellaprime.job.FoundPrimes;
import sellaprime.job.PrimeSpec;
import sellaprime.job.SearchQuestion;
import sellaprime.primality.arith.Watch;

class PieceSearchTest {
  private static final String SEED = "00ff".repeat(16);

  private static FoundPrimes found(SearchQuestion piece) {
    return FoundPrimes.parse(requireNonNull(PieceSearch.answer(piece, Watch.NONE).result()));
  }

  private static SearchQuestion piece(PrimeSpec spec, long tests, int count) {
    return new SearchQuestion(spec, SEED, tests, count);
  }

  @ParameterizedTest
  @CsvSource({
    "256, 0, false, , ",
    "0, 40, false, , ",
    "200, 0, true, , ",
    "0, 30, true, , ",
    "520, 0, true, , ",
    "300, 0, false, 7, 1000000007",
    "256, 0, true, 11, 24",
    "521, 0, true, 23, 24",
    "0, 50, true, 2, 3",
    "0, 160, true, 1234567, 10^9+7",
  })
  void findsWhatIsWanted(
      int bits, int digits, boolean safe, @Nullable String residue, @Nullable String modulus) {
    PrimeSpec spec = new PrimeSpec(bits, digits, safe, residue, modulus);
    FoundPrimes found = found(piece(spec, 10_000_000, 2));
    assertThat(found.primes()).hasSize(2).doesNotHaveDuplicates();
    for (FoundPrime one : found.primes()) {
      BigInteger p = new BigInteger(one.prime());
      assertThat(p.isProbablePrime(30)).isTrue();
      if (bits > 0) {
        assertThat(p.bitLength()).isEqualTo(bits);
      } else {
        assertThat(one.prime()).hasSize(digits);
      }
      assertThat(p.shiftRight(1).isProbablePrime(30) || !safe).isTrue();
      if (residue != null && modulus != null) {
        BigInteger m = new BigInteger(modulus.equals("10^9+7") ? "1000000007" : modulus);
        assertThat(p.mod(m)).isEqualTo(new BigInteger(residue).mod(m));
      }
      assertThat(one.method()).isNotBlank();
    }
  }

  @Test
  void belowTwoToThe64ThePrimesAreProved() {
    FoundPrimes found = found(piece(new PrimeSpec(64, 0, false, null, null), 100_000, 3));
    assertThat(found.primes()).hasSize(3).allMatch(p -> p.answer() == Answer.PRIME);
    found = found(piece(new PrimeSpec(128, 0, false, null, null), 100_000, 3));
    assertThat(found.primes()).allMatch(p -> p.answer() == Answer.PROBABLE_PRIME);
  }

  @Test
  void whoeverRepeatsItFindsTheSame() {
    PrimeSpec spec = new PrimeSpec(512, 0, true, null, null);
    SearchQuestion piece = piece(spec, 10_000, 2);
    assertThat(PieceSearch.answer(piece, Watch.NONE))
        .isEqualTo(PieceSearch.answer(piece, Watch.NONE));
    SearchQuestion other = new SearchQuestion(spec, "01".repeat(32), 10_000, 2);
    assertThat(found(other).primes()).doesNotContainAnyElementsOf(found(piece).primes());
  }

  @Test
  void givesUpWhenTheTestsAreUsedUp() {
    FoundPrimes found = found(piece(new PrimeSpec(1024, 0, true, null, null), 20, 1));
    assertThat(found.primes()).isEmpty(); // with this seed; one in a hundred would find one
    assertThat(found.tests()).isEqualTo(20);
  }

  @Test
  void stopsWhenItIsCancelled() {
    SearchQuestion endless = piece(new PrimeSpec(4096, 0, true, null, null), 1_000, 1);
    assertThatThrownBy(() -> PieceSearch.answer(endless, () -> true))
        .isInstanceOf(CancellationException.class);
  }

  /** Fixed seeds, so the counts are always the same; 4.5 standard deviations were allowed. */
  @ParameterizedTest
  @CsvSource({"8, 0, false, , ", "0, 2, false, , ", "9, 0, true, , ", "10, 0, false, 3, 4"})
  void allPrimesAreAlikeLikely(
      int bits, int digits, boolean safe, @Nullable String residue, @Nullable String modulus) {
    PrimeSpec spec = new PrimeSpec(bits, digits, safe, residue, modulus);
    int draws = 5_000;
    Map<String, Long> counts =
        found(piece(spec, Long.MAX_VALUE, draws)).primes().stream()
            .collect(Collectors.groupingBy(FoundPrime::prime, TreeMap::new, Collectors.counting()));
    long low = bits > 0 ? 1L << (bits - 1) : Math.round(Math.pow(10, digits - 1));
    long high = bits > 0 ? 1L << bits : 10 * low;
    List<String> primes =
        LongStream.range(low, high)
            .filter(n -> isPrime(n) && (!safe || isPrime((n - 1) / 2)))
            .filter(
                n ->
                    residue == null
                        || modulus == null
                        || n % Long.parseLong(modulus) == Long.parseLong(residue))
            .mapToObj(Long::toString)
            .toList();
    assertThat(counts).containsOnlyKeys(primes);
    double mean = (double) draws / primes.size();
    assertThat(counts.values())
        .allSatisfy(
            count ->
                assertThat((double) count)
                    .isBetween(mean - 4.5 * Math.sqrt(mean), mean + 4.5 * Math.sqrt(mean)));
  }

  private static boolean isPrime(long n) {
    return n > 1
        && LongStream.rangeClosed(2, (long) Math.sqrt((double) n)).noneMatch(d -> n % d == 0);
  }
}
