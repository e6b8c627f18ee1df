package sellaprime.primality;

import java.math.BigInteger;
import java.util.Set;

/**
 * What a test does beyond the usual.
 *
 * @param rounds strong tests to random bases, made after Baillie-PSW on a number that is not proved
 *     prime: exactly so many. A composite passes one with a chance of at most 1/4, whatever it is.
 * @param factorHints numbers that may have factors in common with n - 1 or n + 1: parts of the
 *     expression that n was given as. They may make a proof possible that costs next to nothing.
 */
public record TestOptions(int rounds, Set<BigInteger> factorHints) {

  /** Nothing more. */
  public static final TestOptions DEFAULT = new TestOptions(0, Set.of());

  /** More would only cost time. */
  public static final int MOST_ROUNDS = 10_000;

  /**
   * Checks the options.
   *
   * @throws IllegalArgumentException if {@code rounds} is negative or above {@value #MOST_ROUNDS}
   */
  public TestOptions {
    if (rounds < 0 || rounds > MOST_ROUNDS) {
      throw new IllegalArgumentException(
          "rounds must be from 0 to " + MOST_ROUNDS + ", not " + rounds);
    }
  }
}
