package sellaprime.primality.search;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import sellaprime.primality.arith.Watch;

/**
 * Candidates q on random lines, a + i&middot;d for i = 0, 1, 2, ..., such that neither q nor 2q + 1
 * has a small factor. Start a <em>and step d</em> are drawn anew for each line, so that one cheap
 * {@link ProgressionSieve} serves all of its terms, without the bias of a walk.
 *
 * <p><b>The line.</b> d = W&middot;e, with W a product of small primes about half as long as q, e
 * uniform in [1, E]; a is allowed modulo W ({@link CoprimeResidues}), so all terms are. a is
 * uniform among the allowed numbers of the range, extended at its low end by the longest line;
 * terms outside the range are passed over.
 *
 * <p><b>Uniformity.</b> Each q of the range is term i of the line with the same probability, for
 * every i: exactly. It is then returned unless an earlier term q - k&middot;d is returned. With
 * fixed d, as in a walk in steps of 2, that would be likely for a prime behind a short gap and
 * unlikely behind a long one: the bias of next-after-random. Here it is averaged over all E
 * directions. The expected number of earlier safe primes is the count of safe primes among E
 * numbers below q in the class of q modulo W for each k, which differs from q to q only by
 * fluctuations of primes in huge progressions (heuristically by a part of (rE)<sup>-1/2</sup>, with
 * r the density of safe primes in the class, and E has 170 bits or more; in a simulation with
 * primes of 20 bits the probability of a prime varied by 80, 52, 28 and 13% for E = 1, 4, 16 and
 * 64); pairs of earlier primes, in the next order, depend on q only through local conditions modulo
 * small primes, which are the same for all q since scaling d maps one onto the other. This is a
 * heuristic argument of the kind of Hardy and Littlewood's, not a proof; proved is only that a line
 * returns no q with more than its length times the probability of a single term, which is about
 * four times the mean of all safe primes if these are as frequent as expected; {@link
 * IndependentDraws} need none, and take about two and a half times as long. Primes within a line's
 * length of the range's low end, a part of 2<sup>-64</sup>, are up to a small factor likelier.
 */
final class RandomLine implements Candidates {

  /** A line that holds 4 safe primes on average holds none with probability 1/55. */
  private static final double EXPECTED_ON_LINE = 4;

  /** The part of the range that a line may take: 2 to the minus this. */
  private static final int SMALL_PART_BITS = 64;

  private final PrimeRange range;
  private final int bound;
  private final int length;
  private final CoprimeResidues residues;
  private final BigInteger steps;
  private final RandomBits random;
  private final Watch watch;

  private BigInteger start = BigInteger.ZERO;
  private BigInteger step = BigInteger.ZERO;
  private @Nullable ProgressionSieve sieve;
  private int last = -1;

  /**
   * Prepares lines.
   *
   * @param range of q; of some 500 bits at least, with a modulus of less than a third of them
   * @param bound of the sieving primes
   */
  RandomLine(PrimeRange range, int bound, RandomBits random, Watch watch) {
    this.range = range;
    this.bound = bound;
    this.random = random;
    this.watch = watch;
    BigInteger width = range.high().subtract(range.low());
    residues =
        CoprimeResidues.of(
            BigInteger.ONE.shiftLeft(width.bitLength() / 2),
            range.low(),
            true,
            range.residue(),
            range.modulus());
    length =
        (int)
            Math.ceil(
                EXPECTED_ON_LINE
                    * SieveBound.expectedSafeTests(range.bits(), residues.largestPrime()));
    steps =
        width
            .shiftRight(SMALL_PART_BITS)
            .divide(residues.product().multiply(BigInteger.valueOf(length)));
  }

  @Override
  public BigInteger next() {
    while (true) {
      if (sieve == null) {
        sieve = newLine();
        last = -1;
      }
      last = sieve.next(last + 1);
      if (last == sieve.length()) {
        sieve = null;
      } else {
        BigInteger q = start.add(step.multiply(BigInteger.valueOf(last)));
        if (range.contains(q)) {
          return q;
        }
      }
    }
  }

  private ProgressionSieve newLine() {
    BigInteger w = residues.product();
    step = random.below(steps).add(BigInteger.ONE).multiply(w);
    BigInteger longest = steps.multiply(w).multiply(BigInteger.valueOf(length));
    BigInteger lowest = range.low().subtract(longest);
    BigInteger first = lowest.divide(w);
    BigInteger count = range.high().divide(w).subtract(first).add(BigInteger.ONE);
    do {
      start = first.add(random.below(count)).multiply(w).add(residues.draw(random));
    } while (start.compareTo(lowest) < 0 || start.compareTo(range.high()) >= 0);
    return ProgressionSieve.ofPairs(start, step, length, bound, watch);
  }
}
