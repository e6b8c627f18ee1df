package sellaprime.primality.proof;

import java.math.BigInteger;
import sellaprime.primality.arith.Ring;
import sellaprime.primality.arith.Watch;

/**
 * Traces of powers: if t = b + 1/b, then V<sub>e</sub>(t, 1) = b<sup>e</sup> + b<sup>-e</sup>.
 *
 * <p>A ladder of two neighbours, (V<sub>j</sub>, V<sub>j+1</sub>): V<sub>2j</sub> =
 * V<sub>j</sub><sup>2</sup> - 2 and V<sub>2j+1</sub> = V<sub>j</sub>V<sub>j+1</sub> - t. Two
 * products a bit.
 */
final class Traces<E> extends Exponentiation<E> {

  private final E two;

  Traces(Ring<E> ring) {
    super(ring);
    this.two = ring.element(BigInteger.TWO);
  }

  @Override
  E unit() {
    return ring.copy(two);
  }

  @Override
  E raise(E t, BigInteger exponent, Watch watch) {
    E low = ring.copy(two);
    E high = ring.copy(t);
    for (int bit = exponent.bitLength() - 1; bit >= 0; bit--) {
      watch.check();
      boolean one = exponent.testBit(bit);
      E product = one ? low : high;
      E squared = one ? high : low;
      ring.multiply(product, low, high);
      ring.subtract(product, product, t);
      ring.square(squared, squared);
      ring.subtract(squared, squared, two);
    }
    return low;
  }
}
