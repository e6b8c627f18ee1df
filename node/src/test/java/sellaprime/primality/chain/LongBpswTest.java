package sellaprime.primality.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import sellaprime.primality.arith.PlainRing;
import sellaprime.primality.arith.Ring;
import sellaprime.primality.arith.Watch;
import sellaprime.primality.probable.Bpsw.Outcome;

class LongBpswTest {

  private static Ring<?> plain(long n) {
    return new PlainRing(BigInteger.valueOf(n));
  }

  @Test
  void tellsTheSmallPrimesApart() {
    for (int n = 3; n < 6000; n += 2) {
      assertThat(LongBpsw.test(plain(n), Watch.NONE) == Outcome.PASSED)
          .as("%s", n)
          .isEqualTo(BigInteger.valueOf(n).isProbablePrime(50));
    }
  }

  /** The list: strong pseudoprimes to base 2, OEIS A001262. */
  @Test
  void theRoundToBase2PassesItsKnownPseudoprimesOnly() {
    List<Integer> passed = new ArrayList<>();
    for (int n = 3; n < 30_000; n += 2) {
      if (!BigInteger.valueOf(n).isProbablePrime(50) && passesBase2(plain(n))) {
        passed.add(n);
      }
    }
    assertThat(passed).containsExactly(2047, 3277, 4033, 4681, 8321, 15841, 29341);
  }

  private static <E> boolean passesBase2(Ring<E> ring) {
    PowerChain<E> chain = PowerChain.strongRound(ring, 2);
    ChainRunner.run(chain, Watch.NONE);
    return chain.isStrongProbablePrime();
  }

  /** The list: extra strong Lucas pseudoprimes, OEIS A217719. */
  @Test
  void theLucasTestPassesItsKnownPseudoprimesOnly() {
    List<Integer> passed = new ArrayList<>();
    for (int n = 3; n < 20_000; n += 2) {
      if (!BigInteger.valueOf(n).isProbablePrime(50) && passesLucas(n)) {
        passed.add(n);
      }
    }
    assertThat(passed).containsExactly(989, 3239, 5777, 10877);
  }

  private static boolean passesLucas(int n) {
    BigInteger big = BigInteger.valueOf(n);
    if (big.sqrtAndRemainder()[1].signum() == 0) {
      return false;
    }
    int p = sellaprime.primality.probable.ExtraStrongLucas.parameter(big).orElse(0);
    return p != 0 && passesLucas(plain(n), p);
  }

  private static <E> boolean passesLucas(Ring<E> ring, int p) {
    LucasChain<E> chain = LucasChain.extraStrong(ring, p);
    ChainRunner.run(chain, Watch.NONE);
    return chain.isExtraStrongProbablePrime();
  }

  @Test
  void longPrimesOfAllForms() {
    BigInteger one = BigInteger.ONE;
    for (BigInteger prime :
        List.of(
            one.shiftLeft(2203).subtract(one),
            BigInteger.valueOf(10).pow(499).add(BigInteger.valueOf(153)),
            BigInteger.valueOf(3).shiftLeft(2208).add(one),
            BigInteger.valueOf(3).shiftLeft(2210).subtract(one).nextProbablePrime())) {
      assertThat(LongBpsw.test(prime, Watch.NONE))
          .isEqualTo(prime.isProbablePrime(20) ? Outcome.PASSED : Outcome.FAILED_BASE_2);
      assertThat(LongBpsw.test(prime.add(BigInteger.TWO), Watch.NONE)).isNotEqualTo(Outcome.PASSED);
    }
  }

  @Test
  void squaresAreTold() {
    // Their squares pass to base 2.
    for (int root : new int[] {1093, 3511}) {
      assertThat(LongBpsw.test(plain((long) root * root), Watch.NONE))
          .isEqualTo(Outcome.PERFECT_SQUARE);
    }
  }

  @Test
  void goesOnFromACheckpointOfEitherHalf() {
    BigInteger n = BigInteger.ONE.shiftLeft(2203).subtract(BigInteger.ONE);
    Recorder whole = Recorder.undisturbed();
    LongBpsw.test(n, whole);
    long halves = whole.polls();
    Random random = new Random(3);
    for (int i = 0; i < 3; i++) {
      Recorder interrupted = new Recorder(null, halves * (i + 1) / 4 + random.nextInt(300));
      byte[] last = null;
      try {
        LongBpsw.test(LongRings.of(n), interrupted, Recorder.hasty());
      } catch (CancellationException expected) {
        last = interrupted.last();
      }
      assertThat(last).isNotNull();
      Recorder resumed = new Recorder(last, Long.MAX_VALUE);
      assertThat(LongBpsw.test(n, resumed)).isEqualTo(Outcome.PASSED);
      assertThat(resumed.polls()).isLessThan(halves * (3 - i) / 4 + 200);
    }
  }
}
