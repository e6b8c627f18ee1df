package sellaprime.primality.proof;

import java.math.BigInteger;
import sellaprime.primality.arith.PerfectSquare;

/**
 * When witnessed factors prove n prime. Let n - 1 = FR and n + 1 = GS, F and G coprime to R and S,
 * with witnesses for all primes of F and G, and for R and S if they have bounds A and B above 1
 * below which they have no prime factor (else A, B = 1).
 *
 * <p>The witnesses say of each prime p that divides n: p - 1 is a multiple of F times a number from
 * A on, and p + 1 or p - 1 (by the symbol (D/p)) one of G times a number from B on. So a divisor d
 * with 1 &lt; d &lt; n is cF + 1 with c >= A, and one of d, n/d is eG + 1, the other fG - 1 with e,
 * f >= B (if G > 2, as n = -1 modulo G). Each method below excludes such divisors in its own range.
 *
 * @see "BLS75: theorems 4 to 7 for n - 1, 16 to 19 for n + 1, 20 for both; here with the short
 *     reasons"
 */
final class Criterion {

  private Criterion() {}

  /** (AF + 1)<sup>2</sup> > n: two divisors cF + 1 have a product above n. Pocklington. */
  static boolean pocklington(BigInteger n, BigInteger f, int bound) {
    BigInteger least = times(f, bound).add(BigInteger.ONE);
    return least.multiply(least).compareTo(n) > 0;
  }

  /** (BG + 1)(BG - 1) > n: two divisors eG + 1 and fG - 1 have a product above n. Morrison. */
  static boolean morrison(BigInteger n, BigInteger g, int bound) {
    BigInteger least = times(g, bound);
    return g.compareTo(BigInteger.TWO) > 0
        && least.multiply(least).subtract(BigInteger.ONE).compareTo(n) > 0;
  }

  /**
   * The cube root condition. If n = (cF + 1)(dF + 1), then R = cdF + (c + d); R is odd and F even,
   * so c + d is odd and cd even. Let R = 2Fs + r with 0 &lt; r &lt; 2F. If c + d = r then cd/2 = s,
   * and r<sup>2</sup> - 8s = (c - d)<sup>2</sup> is a square. Else c + d >= r + 2F, and n is at
   * least (AF + 1)((2F + r - A)F + 1), which is what the product comes to for c = A.
   */
  static boolean minusCubeRoot(BigInteger n, BigInteger f, int bound) {
    if (f.testBit(0)) {
      return false;
    }
    BigInteger twoF = f.shiftLeft(1);
    BigInteger[] sr = n.subtract(BigInteger.ONE).divide(f).divideAndRemainder(twoF);
    BigInteger s = sr[0];
    BigInteger r = sr[1];
    BigInteger a = BigInteger.valueOf(bound);
    BigInteger other = twoF.add(r).subtract(a).multiply(f).add(BigInteger.ONE);
    return a.multiply(f).add(BigInteger.ONE).multiply(other).compareTo(n) > 0
        && (s.signum() == 0 || !isSquare(r.multiply(r).subtract(s.shiftLeft(3))));
  }

  /**
   * The same for n + 1. If n = (eG + 1)(fG - 1), then S = efG + (f - e), f - e is odd and ef even.
   * Let S = 2Gs + r with |r| &lt; G. If f - e = r then ef/2 = s, and r<sup>2</sup> + 8s = (e +
   * f)<sup>2</sup>. Else |f - e| >= 2G - |r|, and n is at least (BG - 1)((2G - |r| + B)G + 1).
   */
  static boolean plusCubeRoot(BigInteger n, BigInteger g, int bound) {
    if (g.testBit(0) || g.compareTo(BigInteger.TWO) <= 0) {
      return false;
    }
    BigInteger twoG = g.shiftLeft(1);
    BigInteger[] sr = n.add(BigInteger.ONE).divide(g).divideAndRemainder(twoG);
    boolean upper = sr[1].compareTo(g) > 0;
    BigInteger s = upper ? sr[0].add(BigInteger.ONE) : sr[0];
    BigInteger r = upper ? sr[1].subtract(twoG) : sr[1];
    BigInteger b = BigInteger.valueOf(bound);
    BigInteger other = twoG.subtract(r.abs()).add(b).multiply(g).add(BigInteger.ONE);
    return b.multiply(g).subtract(BigInteger.ONE).multiply(other).compareTo(n) > 0
        && (s.signum() == 0 || !isSquare(r.multiply(r).add(s.shiftLeft(3))));
  }

  /**
   * Both sides at once. gcd(n - 1, n + 1) = 2, so a prime p of n is 1 modulo a multiple of F, and 1
   * or -1 modulo one of G, whose least common multiple is L >= AFBG/2. If p = 1 modulo both, p > L;
   * else n/p = 1 modulo both, and n/p > L unless n = p. The other one of p and n/p has only prime
   * factors from max(AF + 1, BG - 1) on.
   */
  static boolean combined(BigInteger n, BigInteger f, int a, BigInteger g, int b) {
    BigInteger af = times(f, a);
    BigInteger bg = times(g, b);
    BigInteger least = af.add(BigInteger.ONE).max(bg.subtract(BigInteger.ONE));
    // L + 1 > AFBG/2 in any case; n at least the product of the two would be needed.
    BigInteger twice = af.multiply(bg).add(BigInteger.TWO);
    return least.multiply(twice).compareTo(n.shiftLeft(1)) > 0;
  }

  private static BigInteger times(BigInteger x, int factor) {
    return x.multiply(BigInteger.valueOf(factor));
  }

  private static boolean isSquare(BigInteger x) {
    return x.signum() >= 0 && PerfectSquare.isSquare(x);
  }
}
