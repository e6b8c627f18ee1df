package sellaprime.primality.proof;

import java.math.BigInteger;
import java.util.List;
import java.util.function.BiConsumer;
import sellaprime.primality.arith.Ring;
import sellaprime.primality.arith.Watch;

/**
 * A map x &rarr; x<sup>[e]</sup> modulo n with x<sup>[e][f]</sup> = x<sup>[ef]</sup>: powers for
 * the proofs by n - 1, traces of powers for those by n + 1. Sharing what is above them lets the two
 * proofs look alike.
 */
abstract class Exponentiation<E> {

  final Ring<E> ring;

  Exponentiation(Ring<E> ring) {
    this.ring = ring;
  }

  /** A new element, x to the {@code exponent}, which is at least 0. */
  abstract E raise(E x, BigInteger exponent, Watch watch);

  /** The value that stays itself: 1 for powers, 2 for traces. */
  abstract E unit();

  /**
   * Hands out x to (product of all others), for each of {@code factors}. By halves, which costs
   * about log2(count) times the length of the whole product instead of count times.
   */
  final void raiseToOthers(
      E x, List<BigInteger> factors, BiConsumer<BigInteger, E> result, Watch watch) {
    if (factors.size() == 1) {
      result.accept(factors.get(0), x);
      return;
    }
    int middle = factors.size() / 2;
    List<BigInteger> left = factors.subList(0, middle);
    List<BigInteger> right = factors.subList(middle, factors.size());
    raiseToOthers(raise(x, product(right), watch), left, result, watch);
    raiseToOthers(raise(x, product(left), watch), right, result, watch);
  }

  static BigInteger product(List<BigInteger> factors) {
    return switch (factors.size()) {
      case 0 -> BigInteger.ONE;
      case 1 -> factors.get(0);
      default -> {
        int middle = factors.size() / 2;
        yield product(factors.subList(0, middle))
            .multiply(product(factors.subList(middle, factors.size())));
      }
    };
  }
}
