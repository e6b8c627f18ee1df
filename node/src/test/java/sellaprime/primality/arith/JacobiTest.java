package sellaprime.primality.arith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import sellaprime.primality.Samples;

class JacobiTest {

  @Test
  void isTheProductOfLegendreSymbols() {
    for (int n = 1; n < 600; n += 2) {
      for (int a = -120; a <= 120; a++) {
        assertThat(Jacobi.symbol(a, BigInteger.valueOf(n)))
            .as("(%s/%s)", a, n)
            .isEqualTo(byDefinition(a, n));
      }
    }
  }

  @Test
  void obeysEulersCriterionForLargePrimes() {
    Random random = Samples.random("Jacobi");
    for (int i = 0; i < 300; i++) {
      BigInteger p = BigInteger.probablePrime(20 + i, random);
      int a = random.nextInt();
      BigInteger power = BigInteger.valueOf(a).modPow(p.subtract(BigInteger.ONE).shiftRight(1), p);
      int expected = power.signum() == 0 ? 0 : power.equals(BigInteger.ONE) ? 1 : -1;
      assertThat(Jacobi.symbol(a, p)).as("(%s/%s)", a, p).isEqualTo(expected);
    }
  }

  @Test
  void takesTheSmallestInt() {
    // -2^31 = -(2^31), and (2/7) = 1, (-1/7) = -1.
    assertThat(Jacobi.symbol(Integer.MIN_VALUE, BigInteger.valueOf(7))).isEqualTo(-1);
  }

  @Test
  void refusesEvenAndNegativeModuli() {
    for (int n : new int[] {-3, 0, 2, 8}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Jacobi.symbol(3, BigInteger.valueOf(n)));
    }
  }

  private static int byDefinition(int a, int n) {
    int symbol = 1;
    int rest = n;
    for (int p = 3; rest > 1; p += 2) {
      for (; rest % p == 0; rest /= p) {
        symbol *= legendre(Math.floorMod(a, p), p);
      }
    }
    return symbol;
  }

  private static int legendre(int a, int p) {
    if (a == 0) {
      return 0;
    }
    for (int x = 1; x < p; x++) {
      if (x * x % p == a) {
        return 1;
      }
    }
    return -1;
  }
}
