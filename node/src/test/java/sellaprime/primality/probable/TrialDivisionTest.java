package sellaprime.primality.probable;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import sellaprime.primality.Samples;

class TrialDivisionTest {

  private static final int[] PRIMES = Samples.sieve(1000).stream().toArray();
  private static final int[] MORE_PRIMES = Samples.sieve(1 << 15).stream().toArray();

  @Test
  void findsTheSmallestFactorAsDivisionDoes() {
    Random random = Samples.random("trial division");
    for (int i = 0; i < 20_000; i++) {
      BigInteger n = new BigInteger(1 + i % 200, random).add(BigInteger.ONE);
      assertThat(TrialDivision.smallFactor(n)).as("%s", n).isEqualTo(byDivision(n));
    }
    for (int bits = 200; bits < 20_000; bits += bits / 4) {
      for (int i = 0; i < 100; i++) {
        BigInteger n = new BigInteger(bits, random).setBit(bits - 1);
        assertThat(TrialDivision.smallFactor(n)).as("%s", n).isEqualTo(byDivision(n));
      }
    }
  }

  @Test
  void extremeWordsDoNotUpsetTheBorrows() {
    for (int bits : new int[] {128, 192, 256, 512, 1024}) {
      for (int shift = 1; shift < bits - 1; shift += 7) {
        BigInteger ones = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
        for (BigInteger n :
            new BigInteger[] {
              ones.flipBit(shift), ones.shiftLeft(shift).setBit(0), ones.setBit(bits + shift)
            }) {
          assertThat(TrialDivision.smallFactor(n)).as("%s", n).isEqualTo(byDivision(n));
        }
      }
    }
  }

  @Test
  void findsEveryPrimeOfTheTable() {
    BigInteger large = BigInteger.ONE.shiftLeft(23_209).subtract(BigInteger.ONE);
    assertThat(TrialDivision.smallFactor(large)).isEqualTo(TrialDivision.NONE);
    int bound = TrialDivision.bound(large.bitLength());
    assertThat(bound).isGreaterThan(32_000);
    for (int i = 0; i < MORE_PRIMES.length && MORE_PRIMES[i] <= bound; i += 1 + i / 20) {
      BigInteger n = large.multiply(BigInteger.valueOf(MORE_PRIMES[i]));
      assertThat(TrialDivision.smallFactor(n)).isEqualTo(MORE_PRIMES[i]);
    }
  }

  @Test
  void theBoundGrowsWithTheNumber() {
    int last = 100;
    for (int bits = 65; bits < 50_000; bits++) {
      assertThat(TrialDivision.bound(bits)).isGreaterThanOrEqualTo(last);
      last = TrialDivision.bound(bits);
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
  void findsEveryPrimeInAWord() {
    for (int p : PRIMES) {
      assertThat(TrialDivision.smallFactor(p)).isEqualTo(p);
      assertThat(TrialDivision.smallFactor(p * 1009L)).isEqualTo(p);
    }
  }

  private static int byDivision(BigInteger n) {
    int bound = n.bitLength() <= 64 ? 1000 : TrialDivision.bound(n.bitLength());
    for (int p : MORE_PRIMES) {
      if (p > bound) {
        return TrialDivision.NONE;
      }
      if (n.mod(BigInteger.valueOf(p)).signum() == 0) {
        return p;
      }
    }
    return TrialDivision.NONE;
  }
}
