package sellaprime.primality.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CoprimeResiduesTest {

  private static final BigInteger HUGE = BigInteger.ONE.shiftLeft(2000);

  @Test
  void drawsAllAllowedResiduesEquallyOften() {
    CoprimeResidues residues =
        CoprimeResidues.of(BigInteger.valueOf(210), HUGE, false, BigInteger.ZERO, BigInteger.ONE);
    assertThat(residues.product()).isEqualTo(210);
    assertThat(residues.largestPrime()).isEqualTo(7);
    Map<Integer, Integer> counts = draw(residues, 48_000);
    assertThat(counts).hasSize(48);
    counts.forEach(
        (residue, count) -> {
          assertThat(BigInteger.valueOf(residue).gcd(BigInteger.valueOf(210))).isEqualTo(1);
          assertThat(count).isBetween(800, 1200);
        });
  }

  @Test
  void pairsAvoidFactorsOfTwiceAndOneToo() {
    CoprimeResidues residues =
        CoprimeResidues.of(BigInteger.valueOf(2310), HUGE, true, BigInteger.ZERO, BigInteger.ONE);
    Map<Integer, Integer> counts = draw(residues, 135_000);
    // 1 * 1 * 3 * 5 * 9 residues modulo 2, 3, 5, 7, 11.
    assertThat(counts).hasSize(135);
    counts.forEach(
        (residue, count) -> {
          BigInteger q = BigInteger.valueOf(residue);
          BigInteger both = q.multiply(q.shiftLeft(1).setBit(0));
          assertThat(both.gcd(BigInteger.valueOf(2310))).isEqualTo(1);
          assertThat(count).isBetween(800, 1200);
        });
  }

  @Test
  void keepsTheResidueOfAModulus() {
    CoprimeResidues residues =
        CoprimeResidues.of(HUGE, HUGE, false, BigInteger.valueOf(31), BigInteger.valueOf(1000));
    RandomBits random = new RandomBits(new Random(1));
    assertThat(residues.product().bitLength()).isGreaterThan(1900);
    for (int i = 0; i < 200; i++) {
      BigInteger x = residues.draw(random);
      assertThat(x.mod(BigInteger.valueOf(1000))).isEqualTo(31);
      assertThat(x.gcd(residues.product())).isEqualTo(1);
      assertThat(x).isLessThan(residues.product());
    }
  }

  @Test
  void takesNoPrimeThatMayBeDrawnItself() {
    CoprimeResidues residues =
        CoprimeResidues.of(HUGE, BigInteger.valueOf(11), false, BigInteger.ZERO, BigInteger.ONE);
    assertThat(residues.product()).isEqualTo(210);
  }

  private static Map<Integer, Integer> draw(CoprimeResidues residues, int times) {
    RandomBits random = new RandomBits(new Random(42));
    Map<Integer, Integer> counts = new HashMap<>();
    for (int i = 0; i < times; i++) {
      counts.merge(residues.draw(random).intValueExact(), 1, Integer::sum);
    }
    return counts;
  }
}
