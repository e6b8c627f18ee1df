package sellaprime.primality.probable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sellaprime.primality.Samples;
import sellaprime.primality.arith.Watch;

class StrongLucasTest {

  @Test
  void passesExactlyThePrimesAndTheKnownPseudoprimes() {
    BitSet primes = Samples.sieve(200_000);
    Set<BigInteger> pseudoprimes = new HashSet<>(Samples.numbers("slucas_below_5e6.txt"));
    for (int n = 3; n < 200_000; n += 2) {
      BigInteger big = BigInteger.valueOf(n);
      assertThat(passes(big)).as("%s", n).isEqualTo(primes.get(n) || pseudoprimes.contains(big));
    }
    assertThat(pseudoprimes).allMatch(StrongLucasTest::passes);
  }

  @Test
  void passesPrimesOfEverySize() {
    Random random = Samples.random("Lucas on primes");
    for (int bits = 2; bits <= 300; bits++) {
      BigInteger p = BigInteger.probablePrime(bits, random).setBit(0);
      assertThat(passes(p)).as("%s", p).isEqualTo(p.isProbablePrime(40));
    }
  }

  @Test
  void passesMersennePrimesWhereEveryStepIsADoubling() {
    for (int exponent : new int[] {2, 3, 5, 7, 13, 61, 521, 1279}) {
      assertThat(passes(BigInteger.ONE.shiftLeft(exponent).subtract(BigInteger.ONE))).isTrue();
    }
  }

  @Test
  void endsOnSquares() {
    for (int root : new int[] {3, 5, 33, 1093, 3511, 1_000_003}) {
      assertThat(passes(BigInteger.valueOf(root).pow(2))).isFalse();
      assertThat(passes(BigInteger.valueOf(root).pow(20))).isFalse();
    }
  }

  @Test
  void refusesEvenNumbersAndOne() {
    for (int n : new int[] {0, 1, 2, 4}) {
      assertThatIllegalArgumentException().isThrownBy(() -> passes(BigInteger.valueOf(n)));
    }
  }

  private static boolean passes(BigInteger n) {
    return StrongLucas.isStrongLucasProbablePrime(n, Watch.NONE);
  }
}
