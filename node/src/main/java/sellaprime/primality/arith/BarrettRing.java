package sellaprime.primality.arith;

import java.math.BigInteger;

/**
 * Arithmetic modulo any odd n on {@link BigInteger}, with the division replaced by two products
 * with prepared numbers: what is left for long n without a native library.
 *
 * <p>With m the bits of n and u = floor(2<sup>2m</sup>/n), the quotient of x < n<sup>2</sup> is
 * floor(floor(x/2<sup>m-1</sup>)&middot;u/2<sup>m+1</sup>), or up to two more.
 *
 * @see "Barrett: Implementing the RSA public key encryption algorithm. CRYPTO '86, LNCS 263"
 * @see "Menezes, van Oorschot, Vanstone: Handbook of Applied Cryptography, 14.42, 14.43"
 */
public final class BarrettRing extends BigIntegerRing {

  private final int bits;
  private final BigInteger reciprocal;

  /**
   * Prepares a modulus. Cost: one division.
   *
   * @throws IllegalArgumentException if {@code n} is even or below 3
   */
  public BarrettRing(BigInteger n) {
    super(n);
    this.bits = n.bitLength();
    this.reciprocal = BigInteger.ONE.shiftLeft(2 * bits).divide(n);
  }

  @Override
  BigInteger reduce(BigInteger x) {
    BigInteger quotient = x.shiftRight(bits - 1).multiply(reciprocal).shiftRight(bits + 1);
    BigInteger rest = x.subtract(quotient.multiply(modulus()));
    while (rest.compareTo(modulus()) >= 0) {
      rest = rest.subtract(modulus());
    }
    return rest;
  }
}
