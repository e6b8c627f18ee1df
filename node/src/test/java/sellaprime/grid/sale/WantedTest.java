package sellaprime.grid.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sellaprime.job.PrimeSpec;
import sellaprime.job.SaleQuestion;
import sellaprime.primality.input.BadNumberException;
import sellaprime.primality.input.InputLimits;

class WantedTest {
  private static SaleQuestion sale(int bits, boolean safe, int count) {
    return new SaleQuestion(new PrimeSpec(bits, 0, safe, null, null), count);
  }

  private static double seconds(int bits, boolean safe) {
    return Wanted.checked(sale(bits, safe, 1), InputLimits.DEFAULT).cost().nanos() / 1e9;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "1 | 0 | false | - | - | no prime has fewer than 2 bits: 1",
        "2 | 0 | true | - | - | there is no safe prime of [2, 4)",
        "64 | 0 | false | 3 | 9 | numbers that are 3 modulo 9 have a common factor",
        "64 | 0 | false | 1 | 0 | a modulus must be at least 1: 0",
        "64 | 0 | true | 1 | 4 | no safe prime p is 1 modulo 4: that gives (p-1)/2 a factor",
        "256 | 0 | false | 1 | 2^250 | too few numbers to be sure of a prime",
        "0 | 30 | true | 23 | 24*10^26 | too few numbers to be sure of a prime",
        "64 | 0 | false | a | 7 | at character 1: 'a' does not belong here",
        "8 | 0 | false | 1 | 100 | there is no prime of",
      })
  void whatThereIsNotIsRefused(
      int bits,
      int digits,
      boolean safe,
      @Nullable String residue,
      @Nullable String modulus,
      String why) {
    PrimeSpec spec = new PrimeSpec(bits, digits, safe, residue, modulus);
    assertThatThrownBy(() -> Wanted.checked(new SaleQuestion(spec, 1), InputLimits.DEFAULT))
        .isInstanceOf(BadNumberException.class)
        .hasMessageContaining(why);
  }

  @Test
  void whatNobodyShouldWaitForIsRefused() {
    assertThatThrownBy(() -> seconds(400_000, false)).hasMessageContaining("at most 100000 digits");
    assertThatThrownBy(() -> seconds(65_536, true))
        .isInstanceOf(BadNumberException.class)
        .hasMessageContaining("to find a safe prime of 65536 bits takes one core about")
        .hasMessageContaining("up to 30 days are taken on");
    assertThatThrownBy(() -> Wanted.checked(sale(4096, true, 10_001), InputLimits.DEFAULT))
        .hasMessageContaining("at most 10000 primes");
    assertThat(seconds(16_384, true)).isLessThan(30 * 86_400.0);
  }

  @Test
  void longerPrimesCostMoreAndSafeOnesMuchMore() {
    assertThat(seconds(512, false)).isLessThan(seconds(2048, false));
    assertThat(seconds(2048, false)).isLessThan(seconds(2048, true) / 10);
    assertThat(seconds(2048, true)).isBetween(1.0, 20.0);
  }

  @ParameterizedTest
  @CsvSource({"3, 3 seconds", "150, 2.5 minutes", "7200, 2 hours", "1e9, 31.7 years"})
  void timesAreToldInWords(double seconds, String words) {
    assertThat(Wanted.inWords(seconds).replace(".00", "").replace("2.50", "2.5")).isEqualTo(words);
  }
}
