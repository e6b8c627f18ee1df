package sellaprime.primality.word;

/**
 * The parameter P of the extra strong Lucas test: the least P >= 3 such that D = P<sup>2</sup> - 4
 * has Jacobi symbol (D/n) = -1.
 *
 * @see "Baillie: Mathematica code for extra strong Lucas pseudoprimes. OEIS A217719"
 */
final class LucasParameter {

  /** n is composite: a square, or D and n have a common factor. */
  static final int COMPOSITE = 0;

  /** Few numbers that are no square come this far; only then is a root taken. */
  private static final int SQUARES_BEYOND = 22;

  private LucasParameter() {}

  /** P for odd {@code n} (unsigned) without a factor up to 53, or {@link #COMPOSITE}. */
  static int of(long n) {
    // Half of all n: (5/n) = -1 exactly for n = 2, 3 mod 5.
    int mod5 = (int) Long.remainderUnsigned(n, 5);
    if (mod5 == 2 || mod5 == 3) {
      return 3;
    }
    for (int p = 4; ; p++) {
      int symbol = jacobi(p - 2, n) * jacobi(p + 2, n);
      if (symbol < 0) {
        return p;
      }
      if (symbol == 0 || (p == SQUARES_BEYOND && isSquare(n))) {
        return COMPOSITE;
      }
    }
  }

  /** (a/n) for a > 0. Crandall, Pomerance: Prime Numbers, Algorithm 2.3.5. */
  static int jacobi(int a, long n) {
    int twos = Integer.numberOfTrailingZeros(a);
    int top = a >> twos;
    int sign = sign(twos, top, (int) n);
    int bottom = top;
    top = (int) Long.remainderUnsigned(n, bottom);
    while (top != 0) {
      twos = Integer.numberOfTrailingZeros(top);
      top >>= twos;
      sign *= sign(twos, top, bottom);
      int rest = bottom % top;
      bottom = top;
      top = rest;
    }
    return bottom == 1 ? sign : 0;
  }

  /** (2/n)<sup>twos</sup>, times the sign that changes when a and n, both 3 mod 4, are swapped. */
  private static int sign(int twos, int a, int n) {
    int mod8 = n & 7;
    boolean minus = (twos & 1) != 0 && (mod8 == 3 || mod8 == 5);
    return minus ^ (a & n & 3) == 3 ? -1 : 1;
  }

  private static boolean isSquare(long n) {
    // The rounded root of a square is exact: it has at most 32 bits.
    long root = Math.round(Math.sqrt(n >= 0 ? (double) n : (n >>> 1) * 2.0));
    return root * root == n;
  }
}
