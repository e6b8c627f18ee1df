package sellaprime.primality.proof;

import java.math.BigInteger;
import java.util.Collection;
import java.util.List;

/**
 * BLS75 theorem 3: q is an odd prime factor of n - 1 with (2q + 1)<sup>2</sup> &gt; n,
 * a<sup>(n-1)/2</sup> = -1 and a<sup>(n-1)/2q</sup> is not -1 modulo n. Read from files of others;
 * the prover here makes {@link FactorStep}s.
 */
public record Theorem3Step(BigInteger n, BigInteger q, BigInteger a) implements Step {
  @Override
  public Collection<BigInteger> primes() {
    return List.of(q);
  }
}
