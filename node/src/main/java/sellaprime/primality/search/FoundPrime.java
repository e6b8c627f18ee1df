package sellaprime.primality.search;

import java.math.BigInteger;
import sellaprime.primality.Verdict;

/**
 * What a search came to.
 *
 * @param prime the number found
 * @param verdict what is known of it: proved below 2<sup>64</sup> and where its form allows, else
 *     probably prime
 * @param tests how many candidates were given to the tester on the way
 */
public record FoundPrime(BigInteger prime, Verdict verdict, long tests) {}
