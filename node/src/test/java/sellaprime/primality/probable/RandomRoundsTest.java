package sellaprime.primality.probable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import sellaprime.primality.Samples;
import sellaprime.primality.arith.Watch;

class RandomRoundsTest {

  private static final BigInteger PRIME = BigInteger.ONE.shiftLeft(127).subtract(BigInteger.ONE);

  /** Counts the numbers drawn; one more than rounds only if a draw is outside of 2..n-2. */
  private static final class CountingRandom extends Random {
    private static final long serialVersionUID = 1;
    private int draws;

    @Override
    public void nextBytes(byte[] bytes) {
      draws++;
      super.nextBytes(bytes);
    }
  }

  @Test
  void makesExactlySoManyRoundsOnAPrime() {
    for (int rounds : new int[] {0, 1, 5, 24}) {
      CountingRandom random = new CountingRandom();
      List<Double> progress = new ArrayList<>();
      assertThat(RandomRounds.witness(PRIME, rounds, random, listener(progress))).isZero();
      assertThat(random.draws).isEqualTo(rounds);
      assertThat(progress).isSorted();
      if (rounds > 0) {
        assertThat(progress.get(progress.size() - 1)).isEqualTo(1);
      }
    }
  }

  private static Watch listener(List<Double> heard) {
    return new Watch() {
      @Override
      public boolean isCancelled() {
        return false;
      }

      @Override
      public void progress(double done) {
        heard.add(done);
      }
    };
  }

  @Test
  void showsThoseThatFixedBasesDoNot() {
    Random random = new Random(4);
    for (String line : Samples.lines("known_hard_composites.tsv")) {
      BigInteger n = new BigInteger(line.split("\t", -1)[1]);
      BigInteger witness = RandomRounds.witness(n, 60, random, Watch.NONE);
      assertThat(witness).as("%s", n).isBetween(BigInteger.TWO, n.subtract(BigInteger.TWO));
      assertThat(MillerRabin.isStrongProbablePrime(n, witness, Watch.NONE)).isFalse();
    }
  }

  @Test
  void smallNumbersHaveBasesToo() {
    Random random = new Random(5);
    for (int n : new int[] {5, 7, 11, 13}) {
      assertThat(RandomRounds.witness(BigInteger.valueOf(n), 20, random, Watch.NONE)).isZero();
    }
    for (int n : new int[] {9, 15, 21, 25}) {
      assertThat(RandomRounds.witness(BigInteger.valueOf(n), 60, random, Watch.NONE)).isPositive();
    }
    for (int n : new int[] {-3, 0, 1, 2, 3, 4, 10}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> RandomRounds.witness(BigInteger.valueOf(n), 1, random, Watch.NONE));
    }
  }
}
