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
import sellaprime.primality.arith.LimbRing;
import sellaprime.primality.arith.PlainRing;
import sellaprime.primality.arith.Watch;

class ExtraStrongLucasTest {

  private static final int LIMIT = 1_000_000;

  /**
   * The list is of the extra strong test, which also looks at U. A composite that passes here and
   * is not in the list has a square factor, and then it fails to base 2.
   */
  @Test
  void passesThePrimesTheListedPseudoprimesAndElseOnlyNumbersWithSquareFactors() {
    BitSet primes = Samples.sieve(LIMIT);
    Set<BigInteger> listed = new HashSet<>(Samples.numbers("eslucas_below_5e6.txt"));
    int others = 0;
    for (int n = 3; n < LIMIT; n += 2) {
      BigInteger big = BigInteger.valueOf(n);
      boolean expected = primes.get(n) || listed.contains(big);
      if (passes(big) != expected) {
        others++;
        assertThat(expected).as("%s passes", n).isFalse();
        assertThat(hasSquareFactor(n)).as("%s has a square factor", n).isTrue();
        assertThat(MillerRabin.isStrongProbablePrime(big, BigInteger.TWO, Watch.NONE)).isFalse();
      }
    }
    System.out.println("almost, but not, extra strong pseudoprimes below " + LIMIT + ": " + others);
    assertThat(listed).hasSize(95).allMatch(ExtraStrongLucasTest::passes);
  }

  private static boolean hasSquareFactor(int n) {
    for (int p = 3; p * p <= n; p += 2) {
      if (n % (p * p) == 0) {
        return true;
      }
    }
    return false;
  }

  /** Selfridge's parameters, with U and V, in plain arithmetic: the older test as a witness. */
  @Test
  void withBase2ItAgreesWithTheOlderLucasTest() {
    Random random = Samples.random("two Lucas tests");
    for (int i = 0; i < 3_000; i++) {
      BigInteger n = Samples.odd(65 + i % 130, random);
      if (TrialDivision.smallFactor(n) == TrialDivision.NONE) {
        assertThat(passes(n))
            .as("%s", n)
            .isEqualTo(StrongLucas.isStrongLucasProbablePrime(n, Watch.NONE));
      }
    }
  }

  @Test
  void passesPrimesOfEverySize() {
    Random random = Samples.random("Lucas on primes");
    for (int bits = 2; bits <= 600; bits += 1 + bits / 100) {
      BigInteger p = BigInteger.probablePrime(bits, random);
      assertThat(p.testBit(0) ? passes(p) : true).as("%s", p).isTrue();
      assertThat(p.testBit(0) ? ExtraStrongLucas.passes(p, new PlainRing(p), Watch.NONE) : true)
          .as("%s", p)
          .isTrue();
    }
  }

  @Test
  void passesMersennePrimesWhereOnlyDoublingsFollow() {
    for (int exponent : new int[] {2, 3, 5, 7, 13, 61, 89, 127}) {
      assertThat(passes(BigInteger.ONE.shiftLeft(exponent).subtract(BigInteger.ONE))).isTrue();
    }
    assertThat(passes(BigInteger.ONE.shiftLeft(67).subtract(BigInteger.ONE))).isFalse();
  }

  /** Trial division does not reach these two primes for short numbers. */
  @Test
  void multiplesOfTheSquaresOfWieferichPrimesFail() {
    BigInteger large = BigInteger.ONE.shiftLeft(127).subtract(BigInteger.ONE);
    for (int p : new int[] {1093, 3511}) {
      assertThat(passes(large.multiply(BigInteger.valueOf(p).pow(2)))).isFalse();
    }
    assertThat(passes(large)).isTrue();
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
    PlainRing any = new PlainRing(BigInteger.valueOf(7));
    for (int n : new int[] {0, 1, 2, 4}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ExtraStrongLucas.passes(BigInteger.valueOf(n), any, Watch.NONE));
    }
  }

  private static boolean passes(BigInteger n) {
    return n.bitLength() <= LimbRing.MAX_BITS
        ? ExtraStrongLucas.passes(n, new LimbRing(n), Watch.NONE)
        : ExtraStrongLucas.passes(n, new PlainRing(n), Watch.NONE);
  }
}
