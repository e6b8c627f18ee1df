package sellaprime.primality.proof;

import java.math.BigInteger;
import java.util.List;

/**
 * What a certificate says of n + 1 = FR, where F is made of the witnessed primes, each with its
 * full power. U<sub>j</sub> is the Lucas sequence of P and Q = (P<sup>2</sup> - D)/4 modulo n, so
 * all sequences have the same D.
 *
 * @param discriminant D, coprime to n
 * @param witnesses for each prime q of F, a P with U<sub>n+1</sub> = 0 and U<sub>(n+1)/q</sub>
 *     coprime to n
 * @param bound R has no prime factor up to here; 1 says nothing
 * @param cofactorP if bound is above 1, a P with U<sub>n+1</sub> = 0 and U<sub>F</sub> coprime to
 *     n; else 0
 */
public record PlusSide(
    BigInteger discriminant, List<Witness> witnesses, int bound, BigInteger cofactorP) {

  /** Nothing is said. */
  public static final PlusSide NONE = new PlusSide(BigInteger.ZERO, List.of(), 1, BigInteger.ZERO);

  /** Copies the list. */
  public PlusSide {
    witnesses = List.copyOf(witnesses);
  }

  static PlusSide of(BigInteger discriminant, BigInteger prime, BigInteger p) {
    return new PlusSide(discriminant, List.of(new Witness(prime, p)), 1, BigInteger.ZERO);
  }
}
