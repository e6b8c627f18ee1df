package sellaprime.primality.probable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sellaprime.primality.Samples;
import sellaprime.primality.arith.Watch;

class MillerRabinTest {

  @Test
  void toBase2ItPassesExactlyThePrimesAndTheKnownPseudoprimes() {
    BitSet primes = Samples.sieve(200_000);
    Set<BigInteger> pseudoprimes = new HashSet<>(Samples.numbers("spsp2_below_5e6.txt"));
    for (int n = 3; n < 200_000; n += 2) {
      BigInteger big = BigInteger.valueOf(n);
      assertThat(passes(big, 2)).as("%s", n).isEqualTo(primes.get(n) || pseudoprimes.contains(big));
    }
    assertThat(pseudoprimes).allMatch(n -> passes(n, 2));
  }

  /** psi_k is the least number that passes to the first k primes, so it must pass to them here. */
  @Test
  void psiPassesToItsBases() {
    int[] primes = Samples.sieve(50).stream().toArray();
    for (String line : Samples.lines("known_hard_composites.tsv")) {
      String[] fields = line.split("\t", -1);
      if (fields[0].matches("psi_\\d+")) {
        int k = Integer.parseInt(fields[0].substring(4));
        for (int i = 0; i < k; i++) {
          assertThat(passes(new BigInteger(fields[1]), primes[i])).as(fields[0]).isTrue();
        }
      }
    }
  }

  @Test
  void arnaultIsExposedOnlyByBase211() {
    BigInteger arnault =
        new BigInteger(Samples.lines("known_hard_composites.tsv").get(0).split("\t", -1)[1]);
    for (int base : Samples.sieve(212).stream().toArray()) {
      assertThat(passes(arnault, base)).as("%s", base).isEqualTo(base != 211);
    }
  }

  @Test
  void aMultipleOfTheNumberIsNoWitness() {
    assertThat(passes(BigInteger.valueOf(15), 30)).isTrue();
  }

  @Test
  void refusesEvenNumbersAndOne() {
    for (int n : new int[] {-7, 0, 1, 2, 10}) {
      assertThatIllegalArgumentException().isThrownBy(() -> passes(BigInteger.valueOf(n), 2));
    }
  }

  private static boolean passes(BigInteger n, int base) {
    return MillerRabin.isStrongProbablePrime(n, BigInteger.valueOf(base), Watch.NONE);
  }
}
