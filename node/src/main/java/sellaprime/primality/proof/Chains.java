package sellaprime.primality.proof;

import java.math.BigInteger;
import sellaprime.primality.arith.Ring;
import sellaprime.primality.arith.Watch;

/**
 * Runs the two long chains that decide numbers k&middot;2<sup>m</sup> &plusmn; 1. A seam: who can
 * check and resume them puts his own runner here.
 */
public interface Chains {

  /**
   * Whether {@code base} to the {@code exponent} is -1 modulo {@code n}.
   *
   * @throws java.util.concurrent.CancellationException once {@code watch} says so
   */
  boolean endsInMinusOne(BigInteger n, int base, BigInteger exponent, Watch watch);

  /**
   * Whether so many steps S &rarr; S<sup>2</sup> - 2 modulo {@code n} lead from {@code start} to 0.
   *
   * @throws java.util.concurrent.CancellationException once {@code watch} says so
   */
  boolean endsInZero(BigInteger n, BigInteger start, int steps, Watch watch);

  /** Plain loops over rings of {@code rings}. */
  static Chains over(RingFactory rings) {
    return new Chains() {
      @Override
      public boolean endsInMinusOne(BigInteger n, int base, BigInteger exponent, Watch watch) {
        BigInteger power = Powers.value(rings.ring(n), BigInteger.valueOf(base), exponent, watch);
        return power.equals(n.subtract(BigInteger.ONE));
      }

      @Override
      public boolean endsInZero(BigInteger n, BigInteger start, int steps, Watch watch) {
        return isZeroAfter(rings.ring(n), start, steps, watch);
      }
    };
  }

  private static <E> boolean isZeroAfter(Ring<E> ring, BigInteger start, int steps, Watch watch) {
    E x = ring.element(start);
    E two = ring.element(BigInteger.TWO);
    for (int i = 0; i < steps; i++) {
      watch.check();
      ring.square(x, x);
      ring.subtract(x, x, two);
      watch.progress((i + 1.0) / steps);
    }
    return ring.isZero(x);
  }
}
