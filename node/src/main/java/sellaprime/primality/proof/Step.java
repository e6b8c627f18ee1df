package sellaprime.primality.proof;

import java.math.BigInteger;
import java.util.Collection;

/** One number of a certificate, and why it is prime if the primes it is built on are. */
public sealed interface Step permits FactorStep, Theorem3Step, Theorem15Step {

  /** The number. */
  BigInteger n();

  /** The primes on which the reasoning stands, all less than n. */
  Collection<BigInteger> primes();
}
