package sellaprime.primality.arith;

import java.math.BigInteger;

/**
 * Powers modulo n that can be stopped.
 *
 * <p>{@link BigInteger#modPow} is fast but deaf. Up to {@value #DEAF_BITS} bits it returns within
 * tens of milliseconds, so asking before it is enough. Above, a plain ladder of squarings asks at
 * every step; a step of 332,000 bits takes some tens of milliseconds.
 */
public final class ModularPower {

  /** The largest modulus left to {@link BigInteger#modPow}. */
  static final int DEAF_BITS = 4096;

  private ModularPower() {}

  /**
   * Computes base to the exponent, modulo {@code modulus}.
   *
   * @param exponent at least 0
   * @param modulus at least 1
   * @return in [0, modulus)
   * @throws java.util.concurrent.CancellationException once {@code watch} says so
   */
  public static BigInteger power(
      BigInteger base, BigInteger exponent, BigInteger modulus, Watch watch) {
    watch.check();
    return modulus.bitLength() <= DEAF_BITS
        ? base.modPow(exponent, modulus)
        : ladder(base, exponent, modulus, watch);
  }

  /** The bits of the exponent from the top: square for each, multiply by the base for a one. */
  static BigInteger ladder(BigInteger base, BigInteger exponent, BigInteger modulus, Watch watch) {
    boolean doubling = base.equals(BigInteger.TWO);
    BigInteger result = BigInteger.ONE.mod(modulus);
    for (int bit = exponent.bitLength() - 1; bit >= 0; bit--) {
      watch.check();
      result = result.multiply(result).mod(modulus);
      if (exponent.testBit(bit)) {
        result = doubling ? twice(result, modulus) : result.multiply(base).mod(modulus);
      }
    }
    return result;
  }

  private static BigInteger twice(BigInteger x, BigInteger modulus) {
    BigInteger doubled = x.shiftLeft(1);
    return doubled.compareTo(modulus) < 0 ? doubled : doubled.subtract(modulus);
  }
}
