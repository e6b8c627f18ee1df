package sellaprime.primality.proof;

import java.math.BigInteger;
import java.util.Collection;
import java.util.List;

/**
 * BLS75 theorem 15: q is an odd prime factor of n + 1 with (2q - 1)<sup>2</sup> &gt; n, and for the
 * Lucas sequence V of (lp, lq), whose discriminant D has Jacobi symbol (D/n) = -1,
 * V<sub>(n+1)/2</sub> = 0 and V<sub>(n+1)/2q</sub> is not 0 modulo n. Read from files of others.
 */
public record Theorem15Step(BigInteger n, BigInteger q, BigInteger lp, BigInteger lq)
    implements Step {
  @Override
  public Collection<BigInteger> primes() {
    return List.of(q);
  }
}
