package sellaprime.primality.search;

import java.util.Arrays;

/**
 * The primes below 2<sup>31</sup>, interval by interval, from a segmented sieve of Eratosthenes.
 *
 * <p>Bit i of a segment stands for the odd number {@code start + 2i + 1}. Segments below {@value
 * #CACHED_BELOW} are kept for the life of the JVM once computed, 16 KiB each and 1 MiB all
 * together; higher ones are computed anew each time, which costs about 20 ns a prime.
 *
 * <p>Thread-safe: two threads may compute the same segment, and get the same.
 */
final class SmallPrimes {

  /** The numbers of one segment; half as many bits fit in the first-level cache of any machine. */
  static final int SEGMENT = 1 << 18;

  /** Segments below are kept. */
  static final int CACHED_BELOW = 1 << 24;

  /** More than the primes of any segment: the first has 23,000. */
  static final int MOST_IN_SEGMENT = 23_001;

  /** All odd primes up to the root of 2<sup>31</sup>, 46340. */
  private static final int[] BASE = base();

  private static final long[][] CACHE = new long[CACHED_BELOW / SEGMENT][];

  private SmallPrimes() {}

  /**
   * Writes the odd primes p with {@code from <= p < to} to {@code primes}, in order.
   *
   * @param from a multiple of {@value #SEGMENT}
   * @param to at most {@code from + SEGMENT}
   * @param primes of length {@link #MOST_IN_SEGMENT}
   * @return how many there are
   */
  static int segment(int from, int to, int[] primes) {
    long[] composite = bits(from);
    int last = (to - from) >> 1;
    int count = 0;
    for (int word = 0; word << 6 < last; word++) {
      for (long rest = ~composite[word]; rest != 0; rest &= rest - 1) {
        int bit = (word << 6) + Long.numberOfTrailingZeros(rest);
        if (bit >= last) {
          break;
        }
        primes[count++] = from + 2 * bit + 1;
      }
    }
    return count;
  }

  /** The odd primes below {@code limit}, which is at most {@value #SEGMENT}. */
  static int[] oddBelow(int limit) {
    int[] primes = new int[MOST_IN_SEGMENT];
    return Arrays.copyOf(primes, segment(0, limit, primes));
  }

  private static long[] bits(int from) {
    int index = from / SEGMENT;
    if (index >= CACHE.length) {
      return sieve(from);
    }
    synchronized (CACHE) {
      long[] known = CACHE[index];
      if (known == null) {
        known = sieve(from);
        CACHE[index] = known;
      }
      return known;
    }
  }

  private static long[] sieve(int from) {
    int numbers = SEGMENT / 2;
    long[] composite = new long[numbers / 64];
    if (from == 0) {
      composite[0] = 1;
    }
    long to = (long) from + SEGMENT;
    for (int p : BASE) {
      long square = (long) p * p;
      if (square >= to) {
        break;
      }
      for (int i = firstMultiple(from, p, square); i < numbers; i += p) {
        composite[i >> 6] |= 1L << i;
      }
    }
    return composite;
  }

  /** The bit of the first odd multiple of p in the segment that is not below p squared. */
  private static int firstMultiple(int from, int p, long square) {
    if (square >= from) {
      return (int) ((square - from) >> 1);
    }
    int offset = p - from % p;
    // from is even, so an odd offset is an odd number; otherwise one p further is.
    return ((offset & 1) == 0 ? offset + p : offset) >> 1;
  }

  private static int[] base() {
    int limit = 46_341;
    boolean[] composite = new boolean[limit];
    int[] primes = new int[limit];
    int count = 0;
    for (int p = 3; p < limit; p += 2) {
      if (!composite[p]) {
        primes[count++] = p;
        for (long multiple = (long) p * p; multiple < limit; multiple += 2L * p) {
          composite[(int) multiple] = true;
        }
      }
    }
    return Arrays.copyOf(primes, count);
  }
}
