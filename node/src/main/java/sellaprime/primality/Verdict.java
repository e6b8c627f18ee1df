package sellaprime.primality;

/**
 * What is known of a number after a test.
 *
 * @param kind what is known: proved prime, probably prime, or certainly composite
 * @param method how it is known, a short text for people: {@code "divisible by 3"}, {@code
 *     "Baillie-PSW"}
 */
public record Verdict(Kind kind, String method) {

  /** The three answers. */
  public enum Kind {
    /** Proved prime. */
    PRIME,
    /** Passed every test made; no proof. */
    PROBABLE_PRIME,
    /** Certainly not prime. By this contract 0 and 1, which are neither, are told as composite. */
    COMPOSITE
  }

  static Verdict prime(String method) {
    return new Verdict(Kind.PRIME, method);
  }

  static Verdict probablePrime(String method) {
    return new Verdict(Kind.PROBABLE_PRIME, method);
  }

  static Verdict composite(String method) {
    return new Verdict(Kind.COMPOSITE, method);
  }
}
