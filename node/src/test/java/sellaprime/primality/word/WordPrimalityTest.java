package sellaprime.primality.word;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import sellaprime.primality.Samples;
import sellaprime.primality.probable.MillerRabin64;

class WordPrimalityTest {

  @Test
  void agreesWithASieve() {
    BitSet primes = Samples.sieve(10_000_000);
    for (int n = 0; n < 10_000_000; n++) {
      if (WordPrimality.isPrime(n) != primes.get(n)) {
        throw new AssertionError(n);
      }
    }
  }

  @Test
  void exposesEveryStrongPseudoprimeTo2And3And5And7() {
    assertThat(Samples.numbers("spsp_2_3_5_7_below_2_64.txt"))
        .hasSize(16_826)
        .noneMatch(n -> WordPrimality.isPrime(n.longValue()));
  }

  @Test
  void exposesPseudoprimesOfEveryKind() {
    for (String list : new String[] {"carmichael", "psp2", "spsp2", "lucas", "slucas"}) {
      assertThat(Samples.numbers(list + "_below_5e6.txt"))
          .as(list)
          .isNotEmpty()
          .noneMatch(n -> WordPrimality.isPrime(n.longValue()));
    }
  }

  @Test
  void knowsTheEdgesOfEveryRoute() {
    for (int power = 3; power <= 64; power++) {
      BigInteger edge = BigInteger.ONE.shiftLeft(power);
      for (int offset = -600; offset <= 600; offset++) {
        BigInteger n = edge.add(BigInteger.valueOf(offset));
        if (n.signum() >= 0 && n.bitLength() <= 64) {
          agreesWithTheSevenBases(n.longValue());
        }
      }
    }
  }

  @Test
  void agreesWithTheSevenBases() {
    Random random = Samples.random("words");
    for (int i = 0; i < 200_000; i++) {
      agreesWithTheSevenBases(Samples.odd(2 + i % 63, random).longValue());
    }
  }

  @Test
  void agreesWithTheJdk() {
    Random random = Samples.random("words and the JDK");
    for (int i = 0; i < 10_000; i++) {
      BigInteger n = Samples.odd(2 + i % 63, random);
      assertThat(WordPrimality.isPrime(n.longValue())).as("%s", n).isEqualTo(n.isProbablePrime(40));
    }
  }

  private static void agreesWithTheSevenBases(long n) {
    boolean prime =
        n == 2 || ((n & 1) != 0 && n != 1 && MillerRabin64.witness(n) == MillerRabin64.NONE);
    if (WordPrimality.isPrime(n) != prime) {
      throw new AssertionError(Long.toUnsignedString(n));
    }
  }
}
