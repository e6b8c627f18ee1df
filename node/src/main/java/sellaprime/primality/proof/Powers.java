package sellaprime.primality.proof;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import sellaprime.primality.arith.Ring;
import sellaprime.primality.arith.Watch;

/** Powers, by windows of {@value #WINDOW} bits: a squaring a bit and a product a window. */
final class Powers<E> extends Exponentiation<E> {

  private static final int WINDOW = 4;

  Powers(Ring<E> ring) {
    super(ring);
  }

  /** x to the {@code exponent} as a number. */
  static <E> BigInteger value(Ring<E> ring, BigInteger x, BigInteger exponent, Watch watch) {
    return ring.value(new Powers<>(ring).raise(ring.element(x), exponent, watch));
  }

  @Override
  E unit() {
    return ring.element(BigInteger.ONE);
  }

  @Override
  E raise(E x, BigInteger exponent, Watch watch) {
    int bits = exponent.bitLength();
    return bits <= 2 * WINDOW ? binary(x, exponent, watch) : windowed(x, exponent, bits, watch);
  }

  private E binary(E x, BigInteger exponent, Watch watch) {
    watch.check();
    E result = unit();
    for (int bit = exponent.bitLength() - 1; bit >= 0; bit--) {
      ring.square(result, result);
      if (exponent.testBit(bit)) {
        ring.multiply(result, result, x);
      }
    }
    return result;
  }

  private E windowed(E x, BigInteger exponent, int bits, Watch watch) {
    List<E> table = new ArrayList<>();
    table.add(unit());
    for (int i = 1; i < 1 << WINDOW; i++) {
      E next = ring.copy(x);
      ring.multiply(next, table.get(i - 1), x);
      table.add(next);
    }
    E result = unit();
    for (int at = (bits - 1) / WINDOW * WINDOW; at >= 0; at -= WINDOW) {
      int digit = 0;
      for (int i = WINDOW - 1; i >= 0; i--) {
        watch.check();
        ring.square(result, result);
        digit = digit << 1 | (exponent.testBit(at + i) ? 1 : 0);
      }
      // Proth's exponents are mostly zeros.
      if (digit != 0) {
        ring.multiply(result, result, table.get(digit));
      }
      watch.progress(1 - (double) at / bits);
    }
    return result;
  }
}
