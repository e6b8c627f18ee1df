package sellaprime.primality.arith;

import java.math.BigInteger;

/**
 * Arithmetic modulo one odd n > 1, in a form of the implementation's own choice: limbs in
 * Montgomery form, lanes of a vector, memory of a native library.
 *
 * <p>Operations write to their first argument, which may be one of the others too. An element is
 * only good for the ring that made it. Elements need not be reduced below n; {@link #value} and the
 * comparisons see to that.
 *
 * <p>A <i>product</i> is the unit of cost: {@link #multiply}; {@link #square} costs the same or
 * less, the other operations that state no cost are linear in the size of n.
 *
 * <p>A ring has scratch space: it is <b>not</b> safe for use by two threads at once.
 *
 * @param <E> an element: mutable, opaque
 */
public interface Ring<E> {

  /** The modulus n. */
  BigInteger modulus();

  /** A new element of the value x mod n. Cost: about two products. */
  E element(BigInteger x);

  /** The value of {@code a}, in [0, n). Cost: about one product. */
  BigInteger value(E a);

  /** A new element of the same value. */
  E copy(E a);

  /** {@code to} becomes the value of {@code a}. */
  void set(E to, E a);

  /** {@code to} becomes a squared. */
  void square(E to, E a);

  /** {@code to} becomes a times b. */
  void multiply(E to, E a, E b);

  /** {@code to} becomes a plus b. */
  void add(E to, E a, E b);

  /** {@code to} becomes a minus b. */
  void subtract(E to, E a, E b);

  /** Whether {@code a} is 0 modulo n. */
  boolean isZero(E a);

  /** Whether {@code a} and {@code b} are the same modulo n. */
  boolean areEqual(E a, E b);

  /**
   * A new element of the value 2 to the {@code exponent}: a squaring for each bit, a doubling for
   * each one. Implementations with a faster chain (one native call, limbs held in registers)
   * override it.
   *
   * @param exponent at least 0
   * @throws java.util.concurrent.CancellationException once {@code watch} says so
   */
  default E powerOfTwo(BigInteger exponent, Watch watch) {
    E result = element(BigInteger.ONE);
    int bits = exponent.bitLength();
    for (int bit = bits - 1; bit >= 0; bit--) {
      watch.check();
      square(result, result);
      if (exponent.testBit(bit)) {
        add(result, result, result);
      }
      watch.progress((double) (bits - bit) / bits);
    }
    return result;
  }

  /**
   * A new element of the value of {@code base} to the {@code exponent}, by a fixed window.
   *
   * @param exponent at least 0
   * @throws java.util.concurrent.CancellationException once {@code watch} says so
   */
  default E power(E base, BigInteger exponent, Watch watch) {
    return WindowPower.power(this, base, exponent, watch);
  }

  /**
   * A new element of the value V<sub>index</sub>(p, 1) of Lucas' sequence: V<sub>0</sub> = 2,
   * V<sub>1</sub> = p, V<sub>k+1</sub> = p&middot;V<sub>k</sub> - V<sub>k-1</sub>.
   *
   * @param p at least 0
   * @param index at least 0
   * @throws java.util.concurrent.CancellationException once {@code watch} says so
   */
  default E lucasV(int p, BigInteger index, Watch watch) {
    return Prac.v(this, p, index, watch);
  }
}
