package sellaprime.primality.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class PrimeRangeTest {

  @Test
  void knowsItsEnds() {
    ends(PrimeRange.ofBits(2), 2, 4);
    ends(PrimeRange.ofBits(10), 512, 1024);
    ends(PrimeRange.ofBitsTopTwoSet(10), 768, 1024);
    ends(PrimeRange.ofBitsTopTwoSet(2), 3, 4);
    ends(PrimeRange.ofDigits(1), 2, 10);
    ends(PrimeRange.ofDigits(3), 100, 1000);
  }

  @Test
  void knowsItsNumbers() {
    PrimeRange range =
        PrimeRange.ofDigits(2).congruentTo(BigInteger.valueOf(-3), BigInteger.valueOf(4));
    for (int n = 0; n < 200; n++) {
      assertThat(range.contains(BigInteger.valueOf(n)))
          .as("%s", n)
          .isEqualTo(n >= 10 && n < 100 && n % 4 == 1);
    }
    assertThat(range).hasToString("[10, 100), 1 mod 4");
    assertThat(PrimeRange.ofBits(2048)).hasToString("2048 bits");
  }

  @Test
  void refusesWhatHoldsNoPrime() {
    assertThatIllegalArgumentException().isThrownBy(() -> PrimeRange.ofBits(1));
    assertThatIllegalArgumentException().isThrownBy(() -> PrimeRange.ofBitsTopTwoSet(1));
    assertThatIllegalArgumentException().isThrownBy(() -> PrimeRange.ofDigits(0));
    PrimeRange some = PrimeRange.ofBits(100);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> some.congruentTo(BigInteger.TEN, BigInteger.valueOf(15)))
        .withMessageContaining("common factor");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> some.congruentTo(BigInteger.ONE, BigInteger.ZERO));
    PrimeRange odd = some.congruentTo(BigInteger.ONE, BigInteger.TWO);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> odd.congruentTo(BigInteger.ONE, BigInteger.TEN));
  }

  private static void ends(PrimeRange range, int low, int high) {
    assertThat(range.low()).isEqualTo(low);
    assertThat(range.high()).isEqualTo(high);
  }

  /** Against all q one by one, for every residue of some moduli. */
  @Test
  void halvesAreTheNumbersWhoseDoublePlusOneIsInTheRange() {
    for (PrimeRange whole :
        new PrimeRange[] {
          PrimeRange.ofBits(3),
          PrimeRange.ofBits(7),
          PrimeRange.ofBitsTopTwoSet(6),
          PrimeRange.ofDigits(1),
          PrimeRange.ofDigits(2)
        }) {
      halves(whole);
      for (int m = 1; m <= 12; m++) {
        for (int a = 0; a < m; a++) {
          if (BigInteger.valueOf(a).gcd(BigInteger.valueOf(m)).equals(BigInteger.ONE)) {
            halves(whole.congruentTo(BigInteger.valueOf(a), BigInteger.valueOf(m)));
          }
        }
      }
    }
  }

  private static void halves(PrimeRange whole) {
    PrimeRange halves;
    try {
      halves = whole.halves();
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("no safe prime");
      return;
    }
    for (int q = 2; q < 200; q++) {
      assertThat(halves.contains(BigInteger.valueOf(q)))
          .as("%s of %s", q, whole)
          .isEqualTo(whole.contains(BigInteger.valueOf(2L * q + 1)));
    }
  }
}
