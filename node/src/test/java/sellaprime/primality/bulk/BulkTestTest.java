package sellaprime.primality.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import sellaprime.primality.Samples;
import sellaprime.primality.arith.Watch;
import sellaprime.primality.probable.Bpsw;
import sellaprime.primality.vector.VectorLanes;

class BulkTestTest {

  private static final double MUCH = 1e18;

  /** Open from the start. */
  private final LaneGate gate = new LaneGate(VectorLanes::new);

  @Test
  void agreesWithTheSingleTest() {
    Random random = Samples.random("bulk");
    List<BigInteger> numbers = mixed(random);
    assertThat(gate.enter(MUCH)).isNotNull();
    assertAgrees(numbers);
    assertThat(gate.describe()).contains("lanes of 51-bit limbs");
    for (int size : new int[] {0, 1, 2, 3, 4, 5, 7, 9}) {
      assertAgrees(numbers.subList(0, size));
    }
  }

  @Test
  void aListOfPrimesOnlyAndOneOfCompositesOnly() {
    Random random = Samples.random("all");
    assertThat(gate.enter(MUCH)).isNotNull();
    List<BigInteger> primes = new ArrayList<>();
    List<BigInteger> composites = new ArrayList<>();
    for (int i = 0; i < 19; i++) {
      primes.add(BigInteger.probablePrime(100 + i % 3, random));
      composites.add(primes.get(i).multiply(primes.get(0)));
    }
    assertAgrees(primes);
    assertAgrees(composites);
  }

  @Test
  void theGateOpensWhenThereIsWorkForSeconds() {
    assertThat(gate.enter(1e9)).isNull();
    assertThat(gate.describe()).startsWith("one by one until");
    assertThat(gate.enter(1e9)).isNotNull();
  }

  @Test
  void withoutKernelsNumbersAreTestedOneByOne() {
    LaneGate without =
        new LaneGate(
            () -> {
              throw new NoClassDefFoundError("jdk/incubator/vector/Vector");
            });
    assertThat(without.enter(MUCH)).isNull();
    assertThat(without.describe())
        .isEqualTo("one by one: the JVM runs without the module jdk.incubator.vector");
    assertAgrees(mixed(Samples.random("without")).subList(0, 20), without);
  }

  @Test
  void aWrongAnswerClosesTheGateAndIsNotBelieved() {
    LaneGate wrong = new LaneGate(() -> new FakeLanes(4, Lanes.Answer.PASSES));
    assertThat(wrong.enter(MUCH)).isNotNull();
    // Of each batch one answer is checked; of a prime it would be right by chance.
    List<BigInteger> composites =
        mixed(Samples.random("wrong")).stream().filter(n -> !n.isProbablePrime(50)).toList();
    assertAgrees(composites, wrong);
    assertThat(wrong.describe()).startsWith("one by one: a wrong answer for ");
    assertThat(wrong.enter(MUCH)).isNull();
  }

  @Test
  void slowKernelsAreGivenUpOnceTheyHadTimeToWarmUp() {
    BigInteger n = BigInteger.ONE.shiftLeft(127).subtract(BigInteger.ONE);
    long second = 1_000_000_000;
    assertThat(gate.enter(MUCH)).isNotNull();
    assertThat(gate.stillOpen(n, true, second, 4)).as("cold").isTrue();
    assertThat(gate.stillOpen(n, true, 2 * second, 4)).as("first").isTrue();
    assertThat(gate.stillOpen(n, true, 2 * second, 4)).as("second").isTrue();
    assertThat(gate.stillOpen(n, true, 2 * second, 4)).as("third").isFalse();
    assertThat(gate.describe()).isEqualTo("one by one: slower than the plain test at 127 bits");
  }

  @Test
  void twoLanesAreTooFew() {
    LaneGate narrow = new LaneGate(() -> new FakeLanes(2, Lanes.Answer.FAILS));
    assertThat(narrow.enter(MUCH)).isNull();
    assertThat(narrow.describe()).isEqualTo("one by one: vector registers hold only 2 doubles");
  }

  @Test
  void canBeStoppedAndTellsHowFarItIs() {
    BigInteger[] numbers = mixed(Samples.random("stop")).toArray(BigInteger[]::new);
    assertThat(gate.enter(MUCH)).isNotNull();
    assertThatThrownBy(() -> BulkTest.outcomes(numbers, () -> true, gate))
        .isInstanceOf(CancellationException.class);
    List<Double> progress = new ArrayList<>();
    Watch watch =
        new Watch() {
          @Override
          public boolean isCancelled() {
            return false;
          }

          @Override
          public void progress(double done) {
            progress.add(done);
          }
        };
    BulkTest.outcomes(numbers, watch, gate);
    assertThat(progress).isSorted().last().satisfies(d -> assertThat(d).isBetween(0.999, 1.0));
  }

  @Test
  void refusesSmallAndEvenNumbers() {
    for (long bad : new long[] {101, 1L << 40}) {
      assertThatThrownBy(
              () -> BulkTest.outcomes(new BigInteger[] {BigInteger.valueOf(bad)}, Watch.NONE))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private void assertAgrees(List<BigInteger> numbers) {
    assertAgrees(numbers, gate);
  }

  private static void assertAgrees(List<BigInteger> numbers, LaneGate gate) {
    Bpsw.Outcome[] outcomes =
        BulkTest.outcomes(numbers.toArray(BigInteger[]::new), Watch.NONE, gate);
    assertThat(outcomes).hasSize(numbers.size());
    for (int i = 0; i < outcomes.length; i++) {
      assertThat(outcomes[i])
          .as("%s", numbers.get(i))
          .isEqualTo(Bpsw.test(numbers.get(i), Watch.NONE));
    }
  }

  /** Primes, composites, squares, pseudoprimes, of sizes near and far. */
  private static List<BigInteger> mixed(Random random) {
    List<BigInteger> numbers = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      numbers.add(BigInteger.probablePrime(65 + i % 7, random));
      numbers.add(Samples.odd(65 + i, random));
      numbers.add(Samples.odd(250 + i % 3, random));
      numbers.add(Samples.odd(65 + 20 * i, random));
    }
    numbers.add(BigInteger.valueOf(1093).pow(2).pow(4));
    numbers.add(BigInteger.valueOf(3511).pow(2).pow(3));
    numbers.add(BigInteger.ONE.shiftLeft(521).subtract(BigInteger.ONE));
    numbers.add(BigInteger.ONE.shiftLeft(2 * 67).add(BigInteger.ONE).divide(BigInteger.valueOf(5)));
    numbers.add(BigInteger.probablePrime(300, random));
    Collections.shuffle(numbers, random);
    return numbers;
  }

  /** Lanes that say the same of everything. */
  private record FakeLanes(int count, Lanes.Answer answer) implements Lanes {

    @Override
    public Answer[] base2(BigInteger[] n, Watch watch) {
      Answer[] answers = new Answer[n.length];
      Arrays.fill(answers, answer);
      return answers;
    }

    @Override
    public Answer[] lucas(BigInteger[] n, Watch watch) {
      return base2(n, watch);
    }

    @Override
    public String describe() {
      return "fake";
    }
  }
}
