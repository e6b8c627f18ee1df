package sellaprime.primality.proof;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * A proof that {@code n} is prime, which anyone can check: a step for n and for each prime from
 * 2<sup>64</sup> on that the steps stand on. Below 2<sup>64</sup> the checker decides by itself.
 *
 * @param n the number
 * @param steps in any order
 */
public record Certificate(BigInteger n, List<Step> steps) {

  /** Copies the list. */
  public Certificate {
    steps = List.copyOf(steps);
  }

  /** Whether the proof is right and complete. Cost: several modular powers for each step. */
  public boolean verify() {
    return flaw().isEmpty();
  }

  /** What is wrong with the proof; empty if it holds. */
  public Optional<String> flaw() {
    return Checker.flaw(this);
  }
}
