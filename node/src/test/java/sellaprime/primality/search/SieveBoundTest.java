package sellaprime.primality.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SieveBoundTest {

  private static final double NEVER = Double.MAX_VALUE;

  @Test
  void expectsWhatMertensSays() {
    // 2048 bits: ln N = 1419.6; e^-g = 0.5615; ln 2^24 = 16.64.
    assertThat(SieveBound.expectedTests(2048, 1 << 24)).isCloseTo(47.9, within(0.1));
    assertThat(SieveBound.expectedSafeTests(2048, 1 << 24)).isCloseTo(2295, within(5.0));
    assertThat(SieveBound.expectedTests(2, 1 << 24)).isEqualTo(1);
  }

  @Test
  void noOtherBoundIsMuchCheaper() {
    for (int bits : new int[] {128, 512, 1024, 2048, 4096, 20_000}) {
      for (double test : new double[] {1e4, 1e6, 1e8}) {
        int best = SieveBound.forProgression(bits, true, test, 200, NEVER);
        double atBest = cost(bits, test, best);
        for (double bound = 256; bound < 1e9; bound *= 1.1) {
          assertThat(atBest).isLessThan(1.02 * cost(bits, test, bound));
        }
      }
    }
  }

  @Test
  void growsWithTheCostOfATestAndFallsWithThatOfAPrime() {
    int plain = SieveBound.forProgression(2048, true, 1e6, 200, NEVER);
    assertThat(plain).isBetween(1 << 23, 1 << 26);
    assertThat(SieveBound.forProgression(2048, true, 5e6, 200, NEVER)).isGreaterThan(plain);
    assertThat(SieveBound.forProgression(2048, true, 1e6, 2000, NEVER)).isLessThan(plain);
    assertThat(SieveBound.forProgression(2048, false, 1e6, 200, NEVER)).isLessThan(plain);
  }

  @Test
  void aSieveForFewTestsIsShort() {
    assertThat(SieveBound.forProgression(2048, true, 1e6, 200, 100))
        .isLessThan(SieveBound.forProgression(2048, true, 1e6, 200, NEVER) / 4);
  }

  @Test
  void absurdCostsStayInRange() {
    assertThat(SieveBound.forProgression(1_000_000, true, 1e15, 1, NEVER)).isPositive();
    assertThat(SieveBound.forTrialDivision(true, 1e15, 1)).isEqualTo(TrialFilter.MAX_BOUND);
    assertThat(SieveBound.forTrialDivision(false, 1, 1)).isEqualTo(256);
  }

  private static double cost(int bits, double test, double bound) {
    return SieveBound.expectedSafeTests(bits, bound) * test + 200 * bound / (Math.log(bound) - 1);
  }
}
