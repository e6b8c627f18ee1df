package sellaprime.primality.vector;

import static sellaprime.primality.vector.Species.LANES;

import java.math.BigInteger;
import java.util.Arrays;
import sellaprime.primality.arith.Watch;
import sellaprime.primality.bulk.Lanes.Answer;

/**
 * The strong probable-prime test to base 2 of a number in each lane, all of a similar size.
 *
 * <p><b>The ladder</b> runs for all lanes to E = (n-1)/2, and for negative exponents:
 * 2<sup>-E</sup> is 1 or -1 exactly if 2<sup>E</sup> is. Write E = c&middot;2<sup>k</sup> - b with
 * 0 <= b < 2<sup>k</sup>: then it starts with 2<sup>-c</sup>, whose Montgomery form is the plain
 * power 2<sup>51L - c</sup>, so no division is needed; k squarings follow, with a doubling for each
 * one bit of b. After k - j of them the exponent is E/2<sup>j</sup>, if that is whole.
 *
 * <p><b>The answer.</b> Let n - 1 = d&middot;2<sup>s</sup>. n passes if 2<sup>d</sup> is 1 or -1,
 * or one of its s - 1 repeated squares is -1. Told from the end: 2<sup>E</sup> is -1, or it is 1
 * and its root 2<sup>E/2</sup> is 1 or -1, and so on up to 2<sup>d</sup>. Roots are looked at only
 * for the few n that pass so far and are 1 modulo 4.
 *
 * <p>Cost: a squaring per bit. For one thread.
 */
final class LaneBase2 {

  /** Roots kept. More are needed for one in 2^KEPT of the primes, which are left open. */
  private static final int KEPT = 8;

  private final LaneModuli moduli;
  private final LaneExponents exponents = new LaneExponents();
  private final double[] x;
  private final double[] twice;
  private final double[] value;
  private final double[][] roots = new double[KEPT][];

  LaneBase2(LaneModuli moduli) {
    this.moduli = moduli;
    this.x = moduli.space();
    this.twice = moduli.space();
    this.value = moduli.space();
    for (int i = 0; i < KEPT; i++) {
      roots[i] = moduli.space();
    }
  }

  /** Tests n, whose largest fits the limbs of the moduli. */
  Answer[] test(BigInteger[] n, Watch watch) {
    int[] rootsOfLane = new int[LANES];
    int bits = 0;
    for (BigInteger one : n) {
      bits = Math.max(bits, one.bitLength());
    }
    int steps = steps(bits);
    for (int lane = 0; lane < LANES; lane++) {
      BigInteger exponent = n[lane].shiftRight(1);
      rootsOfLane[lane] = exponent.getLowestSetBit();
      start(lane, n[lane], exponent, steps);
    }
    int kept = Math.min(KEPT - 1, Math.min(steps - 1, Arrays.stream(rootsOfLane).max().orElse(0)));
    int bit = steps - 1;
    if (moduli.limbs() == ThreeLimbLadder.LIMBS) {
      watch.check();
      moduli.squareAndDouble(x, exponents.masks(bit, bit - kept), bit - kept);
      bit = kept;
    }
    for (int i = 0; i < x.length; i++) {
      twice[i] = 2 * x[i];
    }
    for (; bit >= 0; bit--) {
      watch.check();
      moduli.squareAndDouble(x, twice, exponents.masks(bit));
      if (bit <= kept) {
        System.arraycopy(x, 0, roots[bit], 0, x.length);
      }
    }
    return answers(rootsOfLane, kept);
  }

  /** Squarings that leave the start of the largest exponent in reach: c is at most 51L. */
  private int steps(int bits) {
    int top = 31 - Integer.numberOfLeadingZeros(moduli.radixBits());
    return Math.max(bits - 1 - top, 1);
  }

  private void start(int lane, BigInteger n, BigInteger exponent, int steps) {
    BigInteger negative = exponent.negate();
    // Rounds towards minus infinity: -c.
    int c = negative.shiftRight(steps).negate().intValueExact();
    int power = moduli.radixBits() - c;
    BigInteger first = BigInteger.ONE.shiftLeft(power);
    moduli.setModulus(lane, n);
    moduli.set(x, lane, power <= n.bitLength() ? first : first.mod(n));
    exponents.set(lane, negative, steps);
  }

  private Answer[] answers(int[] rootsOfLane, int kept) {
    Answer[] answers = new Answer[LANES];
    int root = 0;
    int undecided = LANES;
    while (undecided > 0 && root <= kept) {
      moduli.reduce(value, roots[root]);
      for (int lane = 0; lane < LANES; lane++) {
        if (answers[lane] != null) {
          continue;
        }
        boolean one = moduli.isOne(value, lane);
        if (one && root < rootsOfLane[lane]) {
          continue; // the next root decides
        }
        answers[lane] = one || moduli.isMinusOne(value, lane) ? Answer.PASSES : Answer.FAILS;
        undecided--;
      }
      root++;
    }
    for (int lane = 0; lane < LANES; lane++) {
      if (answers[lane] == null) {
        answers[lane] = Answer.OPEN;
      }
    }
    return answers;
  }
}
