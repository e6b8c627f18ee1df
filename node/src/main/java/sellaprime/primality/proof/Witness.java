package sellaprime.primality.proof;

import java.math.BigInteger;

/**
 * A prime factor and the number that witnesses for it: a base for n - 1, a parameter P for n + 1.
 *
 * @param prime a prime factor of n - 1 or n + 1
 * @param by the witness
 */
public record Witness(BigInteger prime, BigInteger by) {}
