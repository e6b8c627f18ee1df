package sellaprime.primality.arith;

import java.math.BigInteger;

/**
 * Tells squares. Residues to a few small moduli show all but one in about 3000 non-squares at the
 * price of one short division; only the rest costs a square root.
 *
 * @see "Cohen: A Course in Computational Algebraic Number Theory. Springer 1993, Algorithm 1.7.3"
 */
public final class PerfectSquare {

  private static final int[] MODULI = {64, 63, 65, 11, 17, 19, 23, 29, 31};

  /** The product of the odd moduli; it fits in a word. */
  private static final BigInteger ODD_PRODUCT =
      BigInteger.valueOf(63L * 65 * 11 * 17 * 19 * 23 * 29 * 31);

  private static final boolean[][] IS_RESIDUE = residues();

  private PerfectSquare() {}

  /**
   * Whether {@code n} is the square of a whole number. Negative n are not.
   *
   * <p>Does not poll: a root of 332,000 bits takes some tenths of a second.
   */
  public static boolean isSquare(BigInteger n) {
    return n.signum() >= 0 && hasSquareResidues(n) && n.sqrtAndRemainder()[1].signum() == 0;
  }

  private static boolean hasSquareResidues(BigInteger n) {
    if (!IS_RESIDUE[0][n.intValue() & 63]) {
      return false;
    }
    long rest = n.mod(ODD_PRODUCT).longValue();
    for (int i = 1; i < MODULI.length; i++) {
      if (!IS_RESIDUE[i][(int) (rest % MODULI[i])]) {
        return false;
      }
    }
    return true;
  }

  private static boolean[][] residues() {
    boolean[][] tables = new boolean[MODULI.length][];
    for (int i = 0; i < MODULI.length; i++) {
      int modulus = MODULI[i];
      tables[i] = new boolean[modulus];
      for (int x = 0; x < modulus; x++) {
        tables[i][x * x % modulus] = true;
      }
    }
    return tables;
  }
}
