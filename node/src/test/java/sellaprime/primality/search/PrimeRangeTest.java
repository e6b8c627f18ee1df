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
}
