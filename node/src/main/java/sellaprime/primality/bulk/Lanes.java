package sellaprime.primality.bulk;

import java.math.BigInteger;
import sellaprime.primality.arith.Watch;

/**
 * Tests several numbers side by side, in the time that the largest takes. Has scratch space: for
 * one thread at a time.
 */
public interface Lanes {

  /** What a test says of a number. */
  enum Answer {
    /** It passes. */
    PASSES,
    /** It does not: it is composite. */
    FAILS,
    /** The kernel stopped short of an answer; ask a plain test. */
    OPEN
  }

  /** How many numbers fit side by side. */
  int count();

  /**
   * The strong probable-prime test to base 2.
   *
   * @param n odd, above 2^64, {@link #count} many; their sizes may differ, at a loss
   * @throws java.util.concurrent.CancellationException once {@code watch} says so
   */
  Answer[] base2(BigInteger[] n, Watch watch);

  /**
   * The almost extra strong Lucas test: Q = 1, P the first of 3, 4, 5, ... with Jacobi symbol
   * (P&sup2;-4 / n) = -1. {@link Answer#OPEN} where no small P has it, or where it finds a factor.
   *
   * @param n odd, above 2^64, {@link #count} many; their sizes may differ, at a loss
   * @throws java.util.concurrent.CancellationException once {@code watch} says so
   */
  Answer[] lucas(BigInteger[] n, Watch watch);

  /** In a few words what this is: {@code "4 lanes of 51-bit limbs"}. */
  String describe();
}
