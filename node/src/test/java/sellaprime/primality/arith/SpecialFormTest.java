package sellaprime.primality.arith;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class SpecialFormTest {

  @Test
  void tellsTheFormFromTheNumber() {
    for (int p : new int[] {64, 89, 4423, 16_384}) {
      for (long k : new long[] {1, 3, 6_679_881, (1L << 62) - 1}) {
        for (int c : new int[] {-1, 1}) {
          SpecialForm form = new SpecialForm(k, p, c);
          assertThat(SpecialForm.of(form.number())).contains(form);
        }
      }
    }
  }

  @Test
  void seesNoneWhereThereIsNone() {
    BigInteger power = BigInteger.ONE.shiftLeft(500);
    for (BigInteger n :
        new BigInteger[] {
          BigInteger.ZERO,
          BigInteger.ONE,
          BigInteger.TEN,
          BigInteger.valueOf(65_537),
          power,
          power.negate().add(BigInteger.ONE),
          power.add(BigInteger.valueOf(3)),
          power.shiftLeft(100).add(power).add(BigInteger.ONE),
          BigInteger.ONE.shiftLeft(63).subtract(BigInteger.ONE),
        }) {
      assertThat(SpecialForm.of(n)).isEmpty();
    }
  }
}
