package sellaprime.primality.proof;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import sellaprime.primality.arith.Ring;
import sellaprime.primality.arith.Watch;

/**
 * Pollard's p-1: finds p if p - 1 is made of primes up to B1, but for one up to B2.
 *
 * <p>Stage 1 costs 1.44&middot;B1 squarings. Stage 2 goes from prime to prime by a table of the
 * powers for the gaps, at two products each.
 *
 * @see "Montgomery: Speeding the Pollard and elliptic curve methods of factorization. Math. Comp.
 *     48 (1987), 243-264"
 */
final class PMinusOne {

  private static final int STAGE_2_RATIO = 20;
  private static final BigInteger BASE = BigInteger.valueOf(3);

  private PMinusOne() {}

  /** What a run with B1 = {@code limit} costs, in products: stages 1 and 2. */
  static long products(int limit) {
    double last = (double) STAGE_2_RATIO * limit;
    return (long) (1.7 * limit + 2 * (last / (Math.log(last) - 1) - limit / Math.log(limit + 2.0)));
  }

  /** The largest B1 that costs at most so many products. */
  static int limitFor(long products) {
    // Stage 2 takes about 20/ln(20 B1) * 2 products for each 1.44 of stage 1.
    int limit = 10;
    while (limit < 1 << 24 && products(2 * limit) <= products) {
      limit *= 2;
    }
    return limit;
  }

  /** A proper factor of the odd composite modulus of {@code ring}, if it is found with B1. */
  static <E> Optional<BigInteger> factor(Ring<E> ring, int limit, Watch watch) {
    BitSet primes = primesUpTo(STAGE_2_RATIO * limit);
    Powers<E> powers = new Powers<>(ring);
    E unit = powers.unit();
    E x = ring.element(BASE);
    BigInteger exponent = BigInteger.ONE;
    int p = 2;
    for (; p <= limit; p = primes.nextSetBit(p + 1)) {
      long power = p;
      while (power * p <= limit) {
        power *= p;
      }
      exponent = exponent.multiply(BigInteger.valueOf(power));
      if (exponent.bitLength() > 2048) {
        x = powers.raise(x, exponent, watch);
        exponent = BigInteger.ONE;
      }
    }
    x = powers.raise(x, exponent, watch);
    E difference = ring.copy(x);
    ring.subtract(difference, x, unit);
    BigInteger common = ring.value(difference).gcd(ring.modulus());
    return common.equals(BigInteger.ONE)
        ? secondStage(powers, x, primes, p, watch)
        : proper(common, ring);
  }

  private static <E> Optional<BigInteger> secondStage(
      Powers<E> powers, E h, BitSet primes, int first, Watch watch) {
    Ring<E> ring = powers.ring;
    E unit = powers.unit();
    E hSquared = ring.copy(h);
    ring.square(hSquared, h);
    // At i: h to 2(i + 1).
    List<E> gaps = new ArrayList<>(List.of(ring.copy(hSquared)));
    E x = powers.raise(h, BigInteger.valueOf(first), watch);
    E product = ring.element(BigInteger.ONE);
    E difference = ring.copy(x);
    for (int p = first; ; ) {
      ring.subtract(difference, x, unit);
      ring.multiply(product, product, difference);
      int next = primes.nextSetBit(p + 1);
      if (next < 0) {
        break;
      }
      watch.check();
      int gap = (next - p) / 2;
      while (gaps.size() < gap) {
        E more = ring.copy(hSquared);
        ring.multiply(more, gaps.get(gaps.size() - 1), hSquared);
        gaps.add(more);
      }
      ring.multiply(x, x, gaps.get(gap - 1));
      p = next;
    }
    return proper(ring.value(product).gcd(ring.modulus()), ring);
  }

  private static Optional<BigInteger> proper(BigInteger common, Ring<?> ring) {
    return common.equals(BigInteger.ONE) || common.equals(ring.modulus())
        ? Optional.empty()
        : Optional.of(common);
  }

  private static BitSet primesUpTo(int limit) {
    BitSet primes = new BitSet(limit + 1);
    primes.set(2, limit + 1);
    for (int p = 2; (long) p * p <= limit; p = primes.nextSetBit(p + 1)) {
      for (int multiple = p * p; multiple <= limit; multiple += p) {
        primes.clear(multiple);
      }
    }
    return primes;
  }
}
