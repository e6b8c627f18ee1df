package sellaprime.primality.proof;

import java.math.BigInteger;
import sellaprime.primality.arith.Ring;

/** Picks the arithmetic for a modulus. */
@FunctionalInterface
interface RingSource {

  /** A ring modulo {@code n}, which is odd and above 1. */
  Ring<?> ring(BigInteger n);
}
