package sellaprime.primality.search;

import java.math.BigInteger;
import sellaprime.primality.arith.Watch;

/**
 * Candidates drawn independently and uniformly from a range, without those that a small prime
 * divides. The first prime among them is <b>exactly uniform</b> among the primes of the range.
 *
 * <p><b>Why exactly.</b> A candidate is a uniform number of the range, given that it is allowed
 * modulo W: the residue modulo W is uniform ({@link CoprimeResidues}), so is the multiple of W
 * added, and what falls outside the range is drawn again. No prime of the range is lost, since
 * primes that reach into the range are neither in W nor in the filter. All primes have the same
 * chance in each draw; draws do not depend on each other; so the first prime is any of them alike.
 * A walk from a random start would prefer primes that follow long gaps.
 *
 * <p>Never ends if the range holds no prime.
 */
final class IndependentDraws implements Candidates {

  private final PrimeRange range;
  private final boolean pairs;
  private final CoprimeResidues residues;
  private final TrialFilter filter;
  private final RandomBits random;
  private final Watch watch;
  private final BigInteger firstMultiple;
  private final BigInteger multiples;

  /**
   * Prepares draws.
   *
   * @param range with more than some thousand numbers
   * @param pairs whether 2x + 1 must be free of small primes as well
   * @param bound of the primes to divide by
   */
  IndependentDraws(PrimeRange range, boolean pairs, int bound, RandomBits random, Watch watch) {
    this.range = range;
    this.pairs = pairs;
    this.random = random;
    this.watch = watch;
    BigInteger width = range.high().subtract(range.low());
    // The first and the last multiple of W may be cut; 2^6 in between make that loss small.
    residues =
        CoprimeResidues.of(
            width.shiftRight(6), range.low(), pairs, range.residue(), range.modulus());
    filter = TrialFilter.below(range.low().min(BigInteger.valueOf(bound)).intValue());
    BigInteger w = residues.product();
    firstMultiple = range.low().divide(w);
    multiples = range.high().subtract(BigInteger.ONE).divide(w).subtract(firstMultiple);
  }

  @Override
  public BigInteger next() {
    while (true) {
      watch.check();
      BigInteger multiple = firstMultiple.add(random.below(multiples.add(BigInteger.ONE)));
      BigInteger x = residues.product().multiply(multiple).add(residues.draw(random));
      if (range.contains(x) && passes(x)) {
        return x;
      }
    }
  }

  private boolean passes(BigInteger x) {
    return pairs ? filter.passes(x, x.shiftLeft(1).setBit(0)) : filter.passes(x);
  }
}
