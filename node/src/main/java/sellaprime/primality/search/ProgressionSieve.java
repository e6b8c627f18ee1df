package sellaprime.primality.search;

import java.math.BigInteger;
import sellaprime.primality.arith.Watch;
import sellaprime.primality.arith.Words;

/**
 * Which terms of an arithmetic progression start + i&middot;step, 0 <= i < length, have no factor
 * below a bound; or, for safe primes, for which neither q = start + i&middot;step nor 2q + 1 has.
 *
 * <p><b>The trick.</b> A prime p divides term i exactly when i = -start/step modulo p. Both numbers
 * go through {@link PrimeProducts} with the same count of words, so that the power of R in their
 * residues cancels; one inverse modulo p per prime remains. 2q + 1 vanishes where i =
 * -(2&middot;start + 1)/(2&middot;step).
 *
 * <p><b>No wheel.</b> The terms are few (tens of thousands) and the primes many (up to millions),
 * so nearly all the time goes into residues, not into crossing out; a caller who wants a wheel
 * chooses start and step so that small primes never divide, as {@link RandomLine} does.
 *
 * <p>Cost: some 80 ns a prime, and for each of the two or three numbers 1 ns more a word. Memory:
 * length/8 bytes, and 1 MB of scratch that is dropped at the end.
 */
final class ProgressionSieve {

  /** Measured on one plain core. */
  private static final double NANOS_PER_PRIME = 80;

  private static final double NANOS_PER_WORD_AND_PRIME = 0.85;

  private final long[] crossedOut;
  private final int length;

  private ProgressionSieve(int length) {
    this.length = length;
    this.crossedOut = new long[(length + 63) / 64];
  }

  /**
   * Crosses out the terms with an odd factor below {@code bound}; a prime that divides the step is
   * passed over.
   *
   * @param start at least {@code bound}, as terms that are themselves primes below it would go
   * @param step above 0
   * @throws java.util.concurrent.CancellationException once {@code watch} says so
   */
  static ProgressionSieve of(
      BigInteger start, BigInteger step, int length, int bound, Watch watch) {
    ProgressionSieve sieve = new ProgressionSieve(length);
    sieve.run(start, step, bound, false, watch);
    return sieve;
  }

  /** The same for pairs q, 2q + 1: a term stays only if neither has such a factor. */
  static ProgressionSieve ofPairs(
      BigInteger start, BigInteger step, int length, int bound, Watch watch) {
    ProgressionSieve sieve = new ProgressionSieve(length);
    sieve.run(start, step, bound, true, watch);
    return sieve;
  }

  /** The first term from {@code i} on that stays, or {@link #length()} if there is none. */
  int next(int i) {
    if (i >= length) {
      return length;
    }
    int word = i >> 6;
    long rest = ~crossedOut[word] & (-1L << i);
    while (rest == 0) {
      if (++word == crossedOut.length) {
        return length;
      }
      rest = ~crossedOut[word];
    }
    return Math.min((word << 6) + Long.numberOfTrailingZeros(rest), length);
  }

  /** The last term up to {@code i} that stays, or -1 if there is none. */
  int previous(int i) {
    for (int term = i; term >= 0; term--) {
      if ((crossedOut[term >> 6] & (1L << term)) == 0) {
        return term;
      }
    }
    return -1;
  }

  int length() {
    return length;
  }

  private void run(BigInteger start, BigInteger step, int bound, boolean pairs, Watch watch) {
    BigInteger second = start.shiftLeft(1).setBit(0);
    int size = PrimeProducts.wordsOf(second.max(step));
    long[] startWords = Words.of(start, size);
    long[] secondWords = Words.of(second, size);
    long[] stepWords = Words.of(step, size);
    // Every second number is odd: room enough for a short sieve without the scratch of a long one.
    int[] primes = new int[Math.min(SmallPrimes.MOST_IN_SEGMENT, bound / 2 + 1)];
    PrimeProducts products = new PrimeProducts(primes.length);
    long[] starts = new long[primes.length + 4];
    long[] seconds = new long[primes.length + 4];
    long[] steps = new long[primes.length + 4];
    for (int from = 0; from < bound; ) {
      watch.check();
      int to = bound - from > SmallPrimes.SEGMENT ? from + SmallPrimes.SEGMENT : bound;
      products.take(primes, SmallPrimes.segment(from, to, primes));
      products.all(startWords, starts);
      products.all(stepWords, steps);
      if (pairs) {
        products.all(secondWords, seconds);
      }
      int index = 0;
      for (int i = 0; i < products.count(); i++) {
        for (; index < products.end(i); index++) {
          int p = primes[index];
          long stepResidue = steps[i] % p;
          if (stepResidue != 0) {
            long inverse = inverse((int) stepResidue, p);
            crossOut(starts[i] % p * inverse % p, p);
            if (pairs) {
              // Half the inverse: an odd one becomes even by one p more.
              long half = (inverse & 1) == 0 ? inverse >> 1 : (inverse + p) >> 1;
              crossOut(seconds[i] % p * half % p, p);
            }
          }
        }
      }
      from = to;
    }
  }

  /** About what one sieving prime costs, for terms of {@code bits} bits. */
  static double nanosPerPrime(int bits, boolean pairs) {
    return NANOS_PER_PRIME + (pairs ? 3 : 2) * NANOS_PER_WORD_AND_PRIME * bits / 64.0;
  }

  /** Crosses out i = -quotient modulo p. */
  private void crossOut(long quotient, int p) {
    // A long, as a prime near 2^31 would overflow.
    for (long i = quotient == 0 ? 0 : p - quotient; i < length; i += p) {
      crossedOut[(int) (i >> 6)] |= 1L << i;
    }
  }

  /** The inverse of 0 < x < p modulo the prime p, by Euclid. */
  static int inverse(int x, int p) {
    int r0 = p;
    int r1 = x;
    int t0 = 0;
    int t1 = 1;
    while (r1 > 1) {
      int q = r0 / r1;
      int r = r0 - q * r1;
      r0 = r1;
      r1 = r;
      int t = t0 - q * t1;
      t0 = t1;
      t1 = t;
    }
    return t1 < 0 ? t1 + p : t1;
  }
}
