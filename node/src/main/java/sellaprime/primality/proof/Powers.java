package sellaprime.primality.proof;

import java.math.BigInteger;
import sellaprime.primality.arith.Ring;
import sellaprime.primality.arith.Watch;

/** Powers, as {@link Ring#power} has them. */
final class Powers<E> extends Exponentiation<E> {

  Powers(Ring<E> ring) {
    super(ring);
  }

  /** x to the {@code exponent} as a number. */
  static <E> BigInteger value(Ring<E> ring, BigInteger x, BigInteger exponent, Watch watch) {
    return ring.value(ring.power(ring.element(x), exponent, watch));
  }

  @Override
  E unit() {
    return ring.element(BigInteger.ONE);
  }

  @Override
  E raise(E x, BigInteger exponent, Watch watch) {
    return ring.power(x, exponent, watch);
  }
}
