package sellaprime.primality.arith;

import java.math.BigInteger;

/**
 * Arithmetic by the book: multiply, then divide. It works for every odd modulus and every JVM, and
 * is the oracle of the fast rings.
 */
public final class PlainRing extends BigIntegerRing {

  /**
   * Prepares a modulus.
   *
   * @throws IllegalArgumentException if {@code n} is even or below 3
   */
  public PlainRing(BigInteger n) {
    super(n);
  }

  @Override
  BigInteger reduce(BigInteger x) {
    return x.mod(modulus());
  }
}
