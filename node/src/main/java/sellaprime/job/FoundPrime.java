package sellaprime.job;

/**
 * A prime that was found, and what is known of it.
 *
 * @param prime the number, in decimal
 * @param answer whether it is proved
 * @param method how that is known
 */
public record FoundPrime(String prime, Answer answer, String method) {}
