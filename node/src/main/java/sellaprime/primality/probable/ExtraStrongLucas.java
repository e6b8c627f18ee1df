package sellaprime.primality.probable;

import java.math.BigInteger;
import java.util.OptionalInt;
import sellaprime.primality.arith.Jacobi;
import sellaprime.primality.arith.PerfectSquare;
import sellaprime.primality.arith.Ring;
import sellaprime.primality.arith.Watch;

/**
 * The almost extra strong Lucas probable-prime test: Q = 1, and V alone.
 *
 * <p>P is the first of 3, 4, 5, ... with Jacobi symbol (D/n) = -1 for D = P<sup>2</sup> - 4. Write
 * n + 1 = d&middot;2<sup>s</sup> with odd d. If n is prime, V<sub>n+1</sub> = 2; going down,
 * V<sub>2k</sub> = V<sub>k</sub><sup>2</sup> - 2 says that above a V of 2 stands 2 or -2, and above
 * -2 stands 0. So V<sub>d</sub> is 2 or -2, or V<sub>d&middot;2^r</sub> = 0 for some 0 <= r < s -
 * 1.
 *
 * <p><b>Without U.</b> The extra strong test [1] also wants U<sub>d</sub> = 0 beside V<sub>d</sub>
 * = 2 or -2. From V<sup>2</sup> - D&middot;U<sup>2</sup> = 4 there follows D&middot;U<sub>d</sub>
 * <sup>2</sup> = 0, and D has no factor in common with n; so only an n with a square factor can
 * pass here and fail there. Such an n passes to base 2 only if the root of the square is a product
 * of Wieferich primes. Two are known, 1093 and 3511, and there is no other below 10<sup>17</sup>.
 * So beside the test to base 2, and with these two divided out, nothing is lost.
 *
 * @see "[1] Grantham: Frobenius pseudoprimes. Math. Comp. 70 (2001), 873-891"
 * @see "[2] Mo, Jones: A new primality test using Lucas sequences (1993), for the parameters"
 * @see "[3] Baillie, Fiori, Wagstaff: Strengthening the Baillie-PSW primality test. Math. Comp. 90
 *     (2021), 1931-1955"
 */
public final class ExtraStrongLucas {

  /** So many failures to find P are rare, but sure for a square. */
  private static final int SUSPICIOUS_P = 20;

  /** The squares of the known Wieferich primes, 1093 and 3511, multiplied; it fits in a word. */
  private static final BigInteger WIEFERICH_SQUARES =
      BigInteger.valueOf(1093L * 1093 * 3511 * 3511);

  private ExtraStrongLucas() {}

  /**
   * Whether {@code n} passes. False means composite, certainly.
   *
   * @param n odd, at least 3
   * @param ring of n
   * @throws IllegalArgumentException if {@code n} is even or below 3
   * @throws java.util.concurrent.CancellationException once {@code watch} says so
   */
  public static <E> boolean passes(BigInteger n, Ring<E> ring, Watch watch) {
    Odd.requireAbove1(n);
    if (hasWieferichSquare(n)) {
      return false;
    }
    OptionalInt p = parameter(n);
    if (p.isEmpty()) {
      return false;
    }
    BigInteger plusOne = n.add(BigInteger.ONE);
    int s = plusOne.getLowestSetBit();
    E v = ring.lucasV(p.getAsInt(), plusOne.shiftRight(s), watch);
    E two = ring.element(BigInteger.TWO);
    E sum = ring.copy(v);
    ring.add(sum, v, two);
    if (ring.areEqual(v, two) || ring.isZero(sum)) {
      return true;
    }
    for (int r = 0; r < s - 1; r++) {
      if (ring.isZero(v)) {
        return true;
      }
      watch.check();
      ring.square(v, v);
      ring.subtract(v, v, two);
    }
    return false;
  }

  /**
   * Whether 1093<sup>2</sup> or 3511<sup>2</sup> divides {@code n}: the composites for which V
   * alone would not do.
   */
  public static boolean hasWieferichSquare(BigInteger n) {
    long rest = n.mod(WIEFERICH_SQUARES).longValue();
    return rest % (1093 * 1093) == 0 || rest % (3511 * 3511) == 0;
  }

  /**
   * P, or none when the search has shown {@code n}, odd and at least 3, to be composite: by a
   * factor in common with P<sup>2</sup> - 4, or as a square, for which the search would not end.
   */
  public static OptionalInt parameter(BigInteger n) {
    for (int p = 3; ; p++) {
      int d = p * p - 4;
      int symbol = Jacobi.symbol(d, n);
      if (symbol == -1) {
        return OptionalInt.of(p);
      }
      // A common factor: proper, unless n divides D, which only a very small n does.
      if (symbol == 0 && BigInteger.valueOf(d).mod(n).signum() != 0) {
        return OptionalInt.empty();
      }
      if (p == SUSPICIOUS_P && PerfectSquare.isSquare(n)) {
        return OptionalInt.empty();
      }
    }
  }
}
