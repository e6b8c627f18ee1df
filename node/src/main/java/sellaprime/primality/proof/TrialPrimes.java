package sellaprime.primality.proof;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Finds prime factors up to a limit through products of many primes: a short x is divided into
 * every product, a long x by it, and only where a common divisor shows up the primes are looked at
 * one by one.
 *
 * <p>Cost for x of k bits, limit L: the 1.44&middot;L bits of the primes up to L are divided by x
 * (small x), or x by each of the products (large x). 10<sup>6</sup> and 100 bits: one or two
 * milliseconds. The products are made once, 180 kB for 10<sup>6</sup>. Thread-safe.
 */
final class TrialPrimes {

  private static final int CHUNK_BITS = 2048;

  /** Up to here one common divisor for all chunks is cheaper than one for each. */
  private static final int SHORT_BITS = 1024;

  /** Primes whose product has about {@value #CHUNK_BITS} bits. */
  private record Chunk(List<Integer> primes, BigInteger product) {}

  /** The chunks for each limit of {@link Effort}, made when needed. */
  private static final Map<Effort, TrialPrimes> CACHE = new EnumMap<>(Effort.class);

  private final List<Chunk> chunks = new ArrayList<>();

  private TrialPrimes(int limit) {
    BitSet composite = new BitSet(limit + 1);
    List<Integer> primes = new ArrayList<>();
    BigInteger product = BigInteger.ONE;
    for (int p = 2; p <= limit; p = composite.nextClearBit(p + 1)) {
      for (long multiple = (long) p * p; multiple <= limit; multiple += p) {
        composite.set((int) multiple);
      }
      primes.add(p);
      product = product.multiply(BigInteger.valueOf(p));
      if (product.bitLength() >= CHUNK_BITS) {
        add(primes, product);
        primes.clear();
        product = BigInteger.ONE;
      }
    }
    if (!primes.isEmpty()) {
      add(primes, product);
    }
  }

  private void add(List<Integer> primes, BigInteger product) {
    chunks.add(new Chunk(List.copyOf(primes), product));
  }

  /** The primes up to the limit of {@code effort}. */
  static TrialPrimes of(Effort effort) {
    synchronized (CACHE) {
      return CACHE.computeIfAbsent(effort, e -> new TrialPrimes(e.trialLimit()));
    }
  }

  /** The primes up to the limit that divide {@code x}, which is above 0; rising. */
  List<BigInteger> divisors(BigInteger x) {
    List<BigInteger> found = new ArrayList<>();
    if (x.bitLength() <= SHORT_BITS && !meetsAny(x)) {
      return found;
    }
    for (Chunk chunk : chunks) {
      BigInteger common = x.mod(chunk.product).gcd(chunk.product);
      if (common.equals(BigInteger.ONE)) {
        continue;
      }
      for (int prime : chunk.primes) {
        BigInteger p = BigInteger.valueOf(prime);
        if (common.mod(p).signum() == 0) {
          found.add(p);
        }
      }
    }
    return found;
  }

  private boolean meetsAny(BigInteger x) {
    BigInteger all = BigInteger.ONE.mod(x);
    for (Chunk chunk : chunks) {
      all = all.multiply(chunk.product.mod(x)).mod(x);
    }
    return !all.gcd(x).equals(BigInteger.ONE);
  }
}
