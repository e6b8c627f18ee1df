package sellaprime.primality.probable;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import sellaprime.primality.Samples;

class TrialDivisionTest {

  private static final int[] PRIMES = Samples.sieve(1000).stream().toArray();

  @Test
  void findsTheSmallestFactorAsDivisionDoes() {
    Random random = Samples.random("trial division");
    for (int i = 0; i < 20_000; i++) {
      BigInteger n = new BigInteger(1 + i % 200, random).add(BigInteger.ONE);
      assertThat(TrialDivision.smallFactor(n)).as("%s", n).isEqualTo(byDivision(n));
    }
  }

  @Test
  void takesWordsAsUnsigned() {
    Random random = Samples.random("trial division of words");
    for (int i = 0; i < 20_000; i++) {
      BigInteger n = new BigInteger(64, random).setBit(63);
      assertThat(TrialDivision.smallFactor(n.longValue())).as("%s", n).isEqualTo(byDivision(n));
    }
  }

  @Test
  void findsEveryPrimeInAWordAndInALongNumber() {
    BigInteger largePrime = BigInteger.ONE.shiftLeft(127).subtract(BigInteger.ONE);
    for (int p : PRIMES) {
      assertThat(TrialDivision.smallFactor(p)).isEqualTo(p);
      assertThat(TrialDivision.smallFactor(p * 1009L)).isEqualTo(p);
      assertThat(TrialDivision.smallFactor(largePrime.multiply(BigInteger.valueOf(p))))
          .isEqualTo(p);
    }
    assertThat(TrialDivision.smallFactor(largePrime)).isEqualTo(TrialDivision.NONE);
  }

  private static int byDivision(BigInteger n) {
    for (int p : PRIMES) {
      if (n.mod(BigInteger.valueOf(p)).signum() == 0) {
        return p;
      }
    }
    return TrialDivision.NONE;
  }
}
