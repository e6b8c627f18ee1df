package sellaprime.primality.arith;

import java.math.BigInteger;

/**
 * V<sub>k</sub>(p, 1) by a binary ladder over pairs V<sub>k</sub>, V<sub>k+1</sub>: V<sub>2k</sub>
 * = V<sub>k</sub><sup>2</sup> - 2 and V<sub>2k+1</sub> = V<sub>k</sub>V<sub>k+1</sub> - p. One
 * product and one square a bit, no division.
 *
 * @see "Crandall, Pomerance: Prime Numbers. 2nd ed., Springer 2005, Algorithm 3.6.7"
 */
final class LucasLadder {

  private LucasLadder() {}

  static <E> E v(Ring<E> ring, int p, BigInteger index, Watch watch) {
    E two = ring.element(BigInteger.TWO);
    E first = ring.element(BigInteger.valueOf(p));
    E v = ring.copy(two);
    E w = ring.copy(first);
    int bits = index.bitLength();
    for (int bit = bits - 1; bit >= 0; bit--) {
      watch.check();
      E squared = index.testBit(bit) ? w : v;
      E mixed = index.testBit(bit) ? v : w;
      ring.multiply(mixed, v, w);
      ring.subtract(mixed, mixed, first);
      ring.square(squared, squared);
      ring.subtract(squared, squared, two);
      watch.progress((double) (bits - bit) / bits);
    }
    return v;
  }
}
