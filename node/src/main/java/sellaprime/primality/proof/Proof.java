package sellaprime.primality.proof;

import java.util.Optional;

/**
 * What came of the attempt at a proof.
 *
 * @param outcome what is known now
 * @param method how, a short text for people: {@code "Proth, base 3"}, {@code "divisible by 7"};
 *     for UNKNOWN, how far it came
 * @param certificate for a prime from 2<sup>64</sup> on; else empty
 */
public record Proof(Outcome outcome, String method, Optional<Certificate> certificate) {

  /** The three answers. */
  public enum Outcome {
    /** Proved. */
    PRIME,
    /** Certainly not prime. */
    COMPOSITE,
    /** No proof was found within the budget. */
    UNKNOWN
  }

  static Proof prime(String method, Certificate certificate) {
    return new Proof(Outcome.PRIME, method, Optional.of(certificate));
  }

  static Proof primeBySize(String method) {
    return new Proof(Outcome.PRIME, method, Optional.empty());
  }

  static Proof composite(String method) {
    return new Proof(Outcome.COMPOSITE, method, Optional.empty());
  }

  static Proof unknown(String method) {
    return new Proof(Outcome.UNKNOWN, method, Optional.empty());
  }

  /** Whether n is proved prime. */
  public boolean isPrime() {
    return outcome == Outcome.PRIME;
  }
}
