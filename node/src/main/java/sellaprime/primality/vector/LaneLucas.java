package sellaprime.primality.vector;

import static sellaprime.primality.vector.Species.LANES;

import java.math.BigInteger;
import java.util.Arrays;
import sellaprime.primality.arith.Jacobi;
import sellaprime.primality.arith.Watch;
import sellaprime.primality.bulk.Lanes.Answer;

/**
 * The almost extra strong Lucas test of a number in each lane: Q = 1, P the first of 3, 4, 5, ...
 * with Jacobi symbol (P&sup2;-4 / n) = -1, looking at V alone.
 *
 * <p><b>The ladder</b> carries V<sub>k</sub>, V<sub>k+1</sub> to k = (n+1)/2. For each bit one of
 * them, chosen by the bit, is squared, V<sub>2k</sub> = V<sub>k</sub>&sup2; - 2, and the two are
 * multiplied, V<sub>2k+1</sub> = V<sub>k</sub>V<sub>k+1</sub> - P. Two products a bit.
 *
 * <p><b>The answer.</b> Let n + 1 = d&middot;2<sup>s</sup>. n passes if V<sub>d</sub> is 2 or -2,
 * or V<sub>d&middot;2^r</sub> is 0 for some 0 <= r <= s - 2. Told from the end, as V<sub>2k</sub>
 * is 2 exactly where V<sub>k</sub> is 2 or -2 (modulo a prime) and -2 where it is 0.
 *
 * @see "Mo, Jones: A New Primality Test Using Lucas Sequences (1993); Grantham: Frobenius
 *     Pseudoprimes. Math. Comp. 70 (2001), section 3; the variant without U: Baillie, in OEIS
 *     A217719"
 */
final class LaneLucas {

  private static final int KEPT = 8;

  /** The largest P tried; a number without one below it is left open. */
  private static final int LARGEST_P = 100;

  private final LaneModuli moduli;
  private final LaneExponents exponents = new LaneExponents();
  private final double[] v;
  private final double[] next;
  private final double[] chosen;
  private final double[] twice;
  private final double[] square;
  private final double[] minusTwo;
  private final double[] minusP;
  private final double[][] halves = new double[KEPT][];

  LaneLucas(LaneModuli moduli) {
    this.moduli = moduli;
    this.v = moduli.space();
    this.next = moduli.space();
    this.chosen = moduli.space();
    this.twice = moduli.space();
    this.square = moduli.space();
    this.minusTwo = moduli.space();
    this.minusP = moduli.space();
    for (int i = 0; i < KEPT; i++) {
      halves[i] = moduli.space();
    }
  }

  /** Tests n, whose largest fits the limbs of the moduli. */
  Answer[] test(BigInteger[] n, Watch watch) {
    Answer[] answers = new Answer[LANES];
    int[] halvings = new int[LANES];
    int bits = 0;
    for (int lane = 0; lane < LANES; lane++) {
      BigInteger index = n[lane].add(BigInteger.ONE).shiftRight(1);
      bits = Math.max(bits, index.bitLength());
      halvings[lane] = index.getLowestSetBit();
      int p = parameter(n[lane]);
      if (p < 0) {
        answers[lane] = Answer.OPEN;
      }
      start(lane, n[lane], Math.abs(p));
    }
    for (int lane = 0; lane < LANES; lane++) {
      exponents.set(lane, n[lane].add(BigInteger.ONE).shiftRight(1), bits);
    }
    int kept = Math.min(KEPT - 1, Arrays.stream(halvings).max().orElse(0));
    for (int bit = bits - 1; bit >= 0; bit--) {
      watch.check();
      step(exponents.masks(bit));
      if (bit <= kept) {
        System.arraycopy(v, 0, halves[bit], 0, v.length);
      }
    }
    return answers(n, answers, halvings, kept);
  }

  /** P, or -3 if none is found below the limit, or a factor instead. */
  private static int parameter(BigInteger n) {
    for (int p = 3; p <= LARGEST_P; p++) {
      int symbol = Jacobi.symbol(p * p - 4, n);
      if (symbol == -1) {
        return p;
      }
      if (symbol == 0) {
        break;
      }
    }
    return -3;
  }

  private void start(int lane, BigInteger n, int p) {
    BigInteger one = BigInteger.ONE.shiftLeft(moduli.radixBits()).mod(n);
    BigInteger two = one.shiftLeft(1).mod(n);
    BigInteger first = one.multiply(BigInteger.valueOf(p)).mod(n);
    moduli.setModulus(lane, n);
    moduli.set(v, lane, two);
    moduli.set(next, lane, first);
    moduli.set(minusTwo, lane, n.subtract(two));
    moduli.set(minusP, lane, n.subtract(first));
  }

  private void step(long[] one) {
    int end = v.length;
    ColumnSums.choose(one, v, next, chosen, twice, end);
    moduli.squareAndAdd(square, chosen, twice, minusTwo);
    moduli.multiplyAndAdd(next, v, next, minusP);
    System.arraycopy(square, 0, v, 0, end);
    ColumnSums.swap(one, v, next, end);
  }

  private Answer[] answers(BigInteger[] n, Answer[] answers, int[] halvings, int kept) {
    for (int half = 0; half <= kept; half++) {
      moduli.reduce(chosen, halves[half]);
      for (int lane = 0; lane < LANES; lane++) {
        if (answers[lane] != null) {
          continue;
        }
        BigInteger value = moduli.get(chosen, lane).mod(n[lane]);
        boolean isTwo =
            value.equals(BigInteger.TWO) || n[lane].subtract(value).equals(BigInteger.TWO);
        if (half > 0 && value.signum() == 0) {
          answers[lane] = Answer.PASSES;
        } else if (!isTwo) {
          answers[lane] = Answer.FAILS;
        } else if (half == halvings[lane]) {
          answers[lane] = Answer.PASSES;
        }
      }
    }
    for (int lane = 0; lane < LANES; lane++) {
      if (answers[lane] == null) {
        answers[lane] = Answer.OPEN;
      }
    }
    return answers;
  }
}
