package sellaprime.primality.arith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class PracTest {

  /** Products that a rule takes. */
  private static final int[] COSTS = {0, 3, 2, 1, 2, 2, 4, 4, 4, 2};

  @Test
  void agreesWithTheBinaryLadder() {
    Random random = new Random(20);
    boolean[] seen = new boolean[PracChain.RULES + 1];
    for (int i = 0; i < 300; i++) {
      BigInteger n = random(2 + random.nextInt(200), random).setBit(0);
      BigInteger index = random(Prac.FEWEST_BITS + random.nextInt(300), random);
      int p = random.nextInt(40);
      PlainRing ring = new PlainRing(n);
      PracChain chain = Objects.requireNonNull(PracChain.to(index));
      for (int step = 0; step < chain.length(); step++) {
        seen[chain.rule(step) & (PracChain.EXCHANGE - 1)] = true;
      }
      assertThat(ring.value(Prac.v(ring, p, index, Watch.NONE)))
          .as("V(%d) at %s modulo %s", p, index, n)
          .isEqualTo(ring.value(LucasLadder.v(ring, p, index, Watch.NONE)));
    }
    seen[0] = true;
    assertThat(seen).doesNotContain(false);
  }

  @Test
  void findsChainsToAwkwardIndices() {
    for (int bits : new int[] {64, 65, 127, 128, 511, 512, 1000, 4096, 10_007}) {
      BigInteger power = BigInteger.ONE.shiftLeft(bits);
      for (BigInteger index :
          List.of(
              power,
              power.subtract(BigInteger.ONE),
              power.add(BigInteger.ONE),
              BigInteger.valueOf(210).pow(bits / 8 + 1))) {
        BigInteger n = BigInteger.valueOf(1_000_003);
        PlainRing ring = new PlainRing(n);
        assertThat(PracChain.to(index)).isNotNull();
        assertThat(ring.value(Prac.v(ring, 3, index, Watch.NONE)))
            .isEqualTo(ring.value(LucasLadder.v(ring, 3, index, Watch.NONE)));
      }
    }
  }

  @Test
  void takesAFifthLessThanTheLadder() {
    Random random = new Random(21);
    double products = 0;
    int count = 50;
    for (int i = 0; i < count; i++) {
      PracChain chain = Objects.requireNonNull(PracChain.to(random(1024, random)));
      products += chain.fibonacci() + 1;
      for (int step = 0; step < chain.length(); step++) {
        products += COSTS[chain.rule(step) & (PracChain.EXCHANGE - 1)];
      }
    }
    assertThat(products / count / 1024).isBetween(1.45, 1.68);
  }

  @Test
  void reportsProgressAndStops() {
    BigInteger index = random(1000, new Random(22));
    PlainRing ring = new PlainRing(BigInteger.valueOf(1_000_003));
    List<Double> progress = new ArrayList<>();
    Watch watch =
        new Watch() {
          @Override
          public boolean isCancelled() {
            return progress.size() >= 500;
          }

          @Override
          public void progress(double done) {
            progress.add(done);
          }
        };
    assertThatThrownBy(() -> Prac.v(ring, 3, index, watch))
        .isInstanceOf(CancellationException.class);
    assertThat(progress).hasSize(500).isSorted();
    assertThat(progress.get(499)).isBetween(0.3, 1.0);
  }

  private static BigInteger random(int bits, Random random) {
    return new BigInteger(bits, random).setBit(bits - 1);
  }
}
