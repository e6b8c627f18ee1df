package sellaprime.primality.probable;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import sellaprime.primality.word.Montgomery64;

/**
 * Division by the 168 primes below 1000. It shows four in five random odd composites at once.
 *
 * <p><b>The trick.</b> No division takes place. For odd p with inverse i modulo 2<sup>64</sup>, x
 * &rarr; x&middot;i permutes the words, and sends the multiples 0, p, 2p, ... to 0, 1, 2, ... up to
 * floor((2<sup>64</sup>-1)/p). So p divides x exactly when x&middot;i (unsigned) is at most that. A
 * long number is first reduced modulo products of primes that fit in a word.
 *
 * @see "Granlund, Montgomery: Division by Invariant Integers using Multiplication. PLDI 1994,
 *     section 9"
 */
public final class TrialDivision {

  /** No small prime divides. */
  public static final int NONE = 0;

  /**
   * A number from 2 up to here, not included, that no smaller prime divides is prime: 1009 squared.
   */
  public static final long SETTLED_BELOW = 1009L * 1009;

  private static final int[] ODD_PRIMES = oddPrimesBelow(1000);
  private static final long[] INVERSES = new long[ODD_PRIMES.length];
  private static final long[] LARGEST_QUOTIENTS = new long[ODD_PRIMES.length];
  private static final List<Group> GROUPS = new ArrayList<>();

  static {
    for (int i = 0; i < ODD_PRIMES.length; i++) {
      INVERSES[i] = Montgomery64.inverse(ODD_PRIMES[i]);
      LARGEST_QUOTIENTS[i] = Long.divideUnsigned(-1L, ODD_PRIMES[i]);
    }
    int from = 0;
    while (from < ODD_PRIMES.length) {
      long product = 1;
      int to = from;
      while (to < ODD_PRIMES.length && product <= Long.MAX_VALUE / ODD_PRIMES[to]) {
        product *= ODD_PRIMES[to++];
      }
      GROUPS.add(new Group(BigInteger.valueOf(product), from, to));
      from = to;
    }
  }

  /** Primes whose product fits in a word: indices from (included) to (not included). */
  private record Group(BigInteger product, int from, int to) {}

  private TrialDivision() {}

  /**
   * The smallest prime below 1000 that divides {@code n}, an unsigned word; {@code n} itself if it
   * is such a prime; {@link #NONE} if there is none. n must not be 0.
   */
  public static int smallFactor(long n) {
    return (n & 1) == 0 ? 2 : smallFactor(n, 0, ODD_PRIMES.length);
  }

  /** The same for any n > 0. Cost: some 25 divisions of n by a word. */
  public static int smallFactor(BigInteger n) {
    if (n.bitLength() <= Long.SIZE) {
      return smallFactor(n.longValue());
    }
    if (!n.testBit(0)) {
      return 2;
    }
    for (Group group : GROUPS) {
      long rest = n.mod(group.product).longValue();
      int factor = smallFactor(rest, group.from, group.to);
      if (factor != NONE) {
        return factor;
      }
    }
    return NONE;
  }

  private static int smallFactor(long x, int from, int to) {
    for (int i = from; i < to; i++) {
      if (Long.compareUnsigned(x * INVERSES[i], LARGEST_QUOTIENTS[i]) <= 0) {
        return ODD_PRIMES[i];
      }
    }
    return NONE;
  }

  private static int[] oddPrimesBelow(int limit) {
    List<Integer> primes = new ArrayList<>();
    for (int candidate = 3; candidate < limit; candidate += 2) {
      int c = candidate;
      if (primes.stream().noneMatch(p -> c % p == 0)) {
        primes.add(c);
      }
    }
    return primes.stream().mapToInt(Integer::intValue).toArray();
  }
}
