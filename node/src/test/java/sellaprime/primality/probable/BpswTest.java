package sellaprime.primality.probable;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sellaprime.primality.arith.Watch;

class BpswTest {

  /** 1093 and 3511 are the Wieferich primes: their squares pass to base 2. */
  @ParameterizedTest
  @CsvSource({
    "3, PASSED",
    "5, PASSED",
    "18446744073709551557, PASSED",
    "9, FAILED_BASE_2",
    "5459, FAILED_BASE_2",
    "2047, FAILED_LUCAS",
    "3215031751, FAILED_LUCAS",
    "1194649, PERFECT_SQUARE",
    "12327121, PERFECT_SQUARE"
  })
  void tellsTheFirstRoundThatFails(BigInteger n, Bpsw.Outcome outcome) {
    assertThat(Bpsw.test(n, Watch.NONE)).isEqualTo(outcome);
  }
}
