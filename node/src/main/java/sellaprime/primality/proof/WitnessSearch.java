package sellaprime.primality.proof;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import sellaprime.primality.arith.Ring;
import sellaprime.primality.arith.Watch;

/**
 * Finds witnesses for factors q of n - 1 or n + 1: an x with x<sup>[n&plusmn;1]</sup> = 1, but
 * x<sup>[(n&plusmn;1)/q]</sup> - 1 coprime to n.
 *
 * <p>For a prime n, a random x fails for q with probability 1/q, so that one or two candidates
 * serve for all large q together: one long power, and the short ones by halves (see {@link
 * Exponentiation#raiseToOthers}).
 */
final class WitnessSearch<E> {

  /** For q = 3, the worst, one in 3^100 primes would be given up. */
  private static final int MOST_CANDIDATES = 100;

  private final Exponentiation<E> map;
  private final Ring<E> ring;
  private final BigInteger order;
  private final Watch watch;

  /**
   * @param order n - 1 for powers, n + 1 for traces
   */
  WitnessSearch(Exponentiation<E> map, BigInteger order, Watch watch) {
    this.map = map;
    this.ring = map.ring;
    this.order = order;
    this.watch = watch;
  }

  /**
   * A witness for each of {@code factors}, which are coprime in pairs and divide the order.
   *
   * @param first the first candidate, the one that serves for q = 2
   * @param value from a candidate to the x it stands for
   * @param test how the test of x<sup>[n&plusmn;1]</sup> = 1 is called
   * @return empty if there were too many candidates in vain
   * @throws CompositeException if n is composite
   */
  Optional<Map<BigInteger, Integer>> find(
      List<BigInteger> factors, int first, IntFunction<BigInteger> value, String test) {
    Map<BigInteger, Integer> witnesses = new LinkedHashMap<>();
    List<BigInteger> open = factors;
    for (int i = 0; !open.isEmpty() && i < MOST_CANDIDATES; i++) {
      int candidate = i == 0 ? first : i + 1;
      open = tryOne(open, candidate, value.apply(candidate), test, witnesses);
    }
    return open.isEmpty() ? Optional.of(witnesses) : Optional.empty();
  }

  /** Puts the factors that the candidate serves into {@code witnesses} and returns the others. */
  private List<BigInteger> tryOne(
      List<BigInteger> factors,
      int candidate,
      BigInteger value,
      String test,
      Map<BigInteger, Integer> witnesses) {
    E unit = map.unit();
    E x = map.raise(ring.element(value), order.divide(Exponentiation.product(factors)), watch);
    E differences = ring.element(BigInteger.ONE);
    List<BigInteger> open = new ArrayList<>();
    boolean[] checked = new boolean[1];
    map.raiseToOthers(
        x,
        factors,
        (q, y) -> {
          if (!checked[0]) {
            checked[0] = true;
            if (!ring.areEqual(map.raise(y, q, watch), unit)) {
              throw new CompositeException(test + candidate);
            }
          }
          if (ring.areEqual(y, unit)) {
            open.add(q);
          } else {
            witnesses.put(q, candidate);
            E difference = ring.copy(y);
            ring.subtract(difference, y, unit);
            ring.multiply(differences, differences, difference);
          }
        },
        watch);
    // No single difference is 0 modulo n, so for a prime n their product is not either.
    BigInteger common = ring.value(differences).gcd(ring.modulus());
    if (!common.equals(BigInteger.ONE)) {
      throw new CompositeException("a common factor of " + test + candidate);
    }
    return open;
  }
}
