package sellaprime.primality.proof;

import java.math.BigInteger;
import java.util.List;

/**
 * What a certificate says of n - 1 = FR, where F is made of the witnessed primes, each with its
 * full power.
 *
 * @param witnesses for each prime q of F, an a with a<sup>n-1</sup> = 1 and a<sup>(n-1)/q</sup> - 1
 *     coprime to n
 * @param bound R has no prime factor up to here; 1 says nothing
 * @param cofactorBase if bound is above 1, an a with a<sup>n-1</sup> = 1 and a<sup>F</sup> - 1
 *     coprime to n; else 0
 */
public record MinusSide(List<Witness> witnesses, int bound, BigInteger cofactorBase) {

  /** Nothing is said. */
  public static final MinusSide NONE = new MinusSide(List.of(), 1, BigInteger.ZERO);

  /** Copies the list. */
  public MinusSide {
    witnesses = List.copyOf(witnesses);
  }

  static MinusSide of(BigInteger prime, BigInteger base) {
    return new MinusSide(List.of(new Witness(prime, base)), 1, BigInteger.ZERO);
  }
}
