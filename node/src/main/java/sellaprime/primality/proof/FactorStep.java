package sellaprime.primality.proof;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The general step: prime factors of n - 1, of n + 1, or of both.
 *
 * @param n the number
 * @param minus what is known of n - 1
 * @param plus what is known of n + 1
 */
public record FactorStep(BigInteger n, MinusSide minus, PlusSide plus) implements Step {

  static FactorStep ofMinus(BigInteger n, MinusSide minus) {
    return new FactorStep(n, minus, PlusSide.NONE);
  }

  static FactorStep ofPlus(BigInteger n, PlusSide plus) {
    return new FactorStep(n, MinusSide.NONE, plus);
  }

  @Override
  public Collection<BigInteger> primes() {
    List<BigInteger> primes = new ArrayList<>();
    minus.witnesses().forEach(w -> primes.add(w.prime()));
    plus.witnesses().forEach(w -> primes.add(w.prime()));
    return primes;
  }
}
