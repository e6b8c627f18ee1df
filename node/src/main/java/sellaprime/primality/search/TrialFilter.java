package sellaprime.primality.search;

import java.math.BigInteger;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import sellaprime.primality.arith.Words;
import sellaprime.primality.word.Montgomery64;

/**
 * Trial division of long numbers, one by one, by all odd primes below a bound.
 *
 * <p>Half a nanosecond a word and prime, and most composites are dropped early. Made for candidates
 * that have nothing in common; where they form a progression {@link ProgressionSieve} is far
 * cheaper. Immutable, thread-safe; some 40 bytes a prime.
 */
final class TrialFilter {

  /** The largest useful bound; beyond, the table no longer fits in fast caches. */
  static final int MAX_BOUND = SmallPrimes.SEGMENT;

  private final PrimeProducts products;
  private final long[] inverses;
  private final long[] largestQuotients;

  /** Measured on one plain core. */
  private static final double NANOS_PER_WORD_AND_PRIME = 0.5;

  private static final Map<Integer, TrialFilter> KNOWN = new ConcurrentHashMap<>();

  /** For the odd primes below {@code bound}, at most {@link #MAX_BOUND}; kept for the next time. */
  static TrialFilter below(int bound) {
    // Powers of two only, so that there are few.
    return KNOWN.computeIfAbsent(Integer.highestOneBit(bound), TrialFilter::new);
  }

  private TrialFilter(int bound) {
    int[] primes = SmallPrimes.oddBelow(bound);
    products = new PrimeProducts(primes.length);
    products.take(primes, primes.length);
    inverses = new long[primes.length];
    largestQuotients = new long[primes.length];
    for (int i = 0; i < primes.length; i++) {
      inverses[i] = Montgomery64.inverse(primes[i]);
      largestQuotients[i] = Long.divideUnsigned(-1L, primes[i]);
    }
  }

  /** About what one prime costs, for a number of {@code bits} bits. */
  static double nanosPerPrime(int bits) {
    return 4 + NANOS_PER_WORD_AND_PRIME * bits / 64.0;
  }

  /** Whether no prime of the table divides {@code n}, which must be larger than all of them. */
  boolean passes(BigInteger n) {
    return passes(n, n);
  }

  /** Whether no prime of the table divides {@code n} or {@code m}; stops at the first that does. */
  boolean passes(BigInteger n, BigInteger m) {
    long[] words = Words.of(n, PrimeProducts.wordsOf(n));
    long[] others = n.equals(m) ? words : Words.of(m, PrimeProducts.wordsOf(m));
    long[] residues = new long[products.count() + 4];
    int prime = 0;
    for (int i = 0; i < products.count(); i += 4) {
      int end = Math.min(i + 4, products.count());
      products.four(words, i, residues);
      if (anyDivides(residues, i, end, prime)) {
        return false;
      }
      if (others != words) {
        products.four(others, i, residues);
        if (anyDivides(residues, i, end, prime)) {
          return false;
        }
      }
      prime = products.end(end - 1);
    }
    return true;
  }

  /** The test by multiplication of {@link sellaprime.primality.probable.TrialDivision}. */
  private boolean anyDivides(long[] residues, int from, int to, int firstPrime) {
    int prime = firstPrime;
    for (int i = from; i < to; i++) {
      for (; prime < products.end(i); prime++) {
        if (Long.compareUnsigned(residues[i] * inverses[prime], largestQuotients[prime]) <= 0) {
          return true;
        }
      }
    }
    return false;
  }
}
