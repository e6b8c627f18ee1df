package sellaprime.primality.probable;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import sellaprime.primality.Samples;
import sellaprime.primality.arith.Watch;

class MillerRabin64Test {

  @Test
  void needsNoTrialDivisionBefore() {
    BitSet primes = Samples.sieve(1_000_000);
    for (int n = 3; n < 1_000_000; n += 2) {
      assertThat(MillerRabin64.witness(n) == MillerRabin64.NONE)
          .as("%s", n)
          .isEqualTo(primes.get(n));
    }
  }

  @Test
  void exposesEveryStrongPseudoprimeTo2And3And5And7() {
    assertThat(Samples.numbers("spsp_2_3_5_7_below_2_64.txt"))
        .hasSize(16_826)
        .noneMatch(n -> MillerRabin64.witness(n.longValue()) == MillerRabin64.NONE);
  }

  @Test
  void agreesWithTheTestForAnySize() {
    Random random = Samples.random("64-bit strong tests");
    for (int i = 0; i < 20_000; i++) {
      BigInteger n = Samples.odd(2 + i % 63, random);
      long witness = MillerRabin64.witness(n.longValue());
      assertThat(witness == 2).as("%s", n).isEqualTo(!passes(n, 2));
      assertThat(witness == MillerRabin64.NONE).as("%s", n).isEqualTo(n.isProbablePrime(40));
      if (witness != MillerRabin64.NONE) {
        assertThat(passes(n, witness)).as("%s to %s", n, witness).isFalse();
      }
    }
  }

  private static boolean passes(BigInteger n, long base) {
    return MillerRabin.isStrongProbablePrime(n, BigInteger.valueOf(base), Watch.NONE);
  }
}
