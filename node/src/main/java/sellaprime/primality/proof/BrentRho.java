package sellaprime.primality.proof;

import java.math.BigInteger;
import java.util.Optional;
import sellaprime.primality.arith.Ring;
import sellaprime.primality.arith.Watch;

/**
 * Pollard's rho in Brent's form: x &rarr; x<sup>2</sup> + c, compared with x at the last power of
 * two. A factor p shows up after about &radic;p steps of two products each.
 *
 * @see "Brent: An improved Monte Carlo factorization algorithm. BIT 20 (1980), 176-184"
 */
final class BrentRho {

  /** Differences multiplied together before a common divisor is taken. */
  private static final int BATCH = 128;

  private BrentRho() {}

  /**
   * A proper factor of the odd composite modulus of {@code ring}, or empty after so many steps.
   *
   * @param c which sequence, 1, 2, 3, ...
   */
  static <E> Optional<BigInteger> factor(Ring<E> ring, int c, long steps, Watch watch) {
    E increment = ring.element(BigInteger.valueOf(c));
    E x = ring.element(BigInteger.TWO);
    E saved = ring.copy(x);
    E batchStart = ring.copy(x);
    E difference = ring.copy(x);
    E product = ring.element(BigInteger.ONE);
    long done = 0;
    for (long stretch = 1; done < steps; stretch *= 2) {
      ring.set(saved, x);
      for (long at = 0; at < stretch && done < steps; ) {
        watch.check();
        ring.set(batchStart, x);
        long batch = Math.min(BATCH, stretch - at);
        for (long i = 0; i < batch; i++) {
          ring.square(x, x);
          ring.add(x, x, increment);
          ring.subtract(difference, x, saved);
          ring.multiply(product, product, difference);
        }
        at += batch;
        done += batch;
        BigInteger common = ring.value(product).gcd(ring.modulus());
        if (!common.equals(BigInteger.ONE)) {
          return common.equals(ring.modulus())
              ? again(ring, batchStart, saved, increment, batch)
              : Optional.of(common);
        }
      }
    }
    return Optional.empty();
  }

  /** All factors came up within one batch: step by step. */
  private static <E> Optional<BigInteger> again(
      Ring<E> ring, E x, E saved, E increment, long steps) {
    E difference = ring.copy(x);
    for (long i = 0; i < steps; i++) {
      ring.square(x, x);
      ring.add(x, x, increment);
      ring.subtract(difference, x, saved);
      BigInteger common = ring.value(difference).gcd(ring.modulus());
      if (!common.equals(BigInteger.ONE)) {
        return common.equals(ring.modulus()) ? Optional.empty() : Optional.of(common);
      }
    }
    return Optional.empty();
  }
}
