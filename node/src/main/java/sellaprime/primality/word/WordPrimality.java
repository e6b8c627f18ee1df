package sellaprime.primality.word;

/**
 * Decides whether a number below 2<sup>64</sup> is prime: trial division, then Baillie-PSW, which
 * is a proof in this range.
 *
 * <p><b>The test.</b> A strong round to base 2, then an extra strong Lucas round [1] with the least
 * P >= 3 that has Jacobi symbol (P<sup>2</sup>-4 / n) = -1 and Q = 1 [2].
 *
 * <p><b>The proof.</b> Feitsma and Galway listed all base-2 pseudoprimes below 2<sup>64</sup> [3],
 * and Jacobsen found that none of them passes the extra strong Lucas test with these parameters,
 * nor its weaker form without the condition on U [4].
 *
 * <p><b>Shape.</b> All longs are unsigned. Every n is allowed. Base 2 comes first, as most numbers
 * are composite and fail it. Cost: some 20 ns if a small prime divides, else two chains of 64
 * products. No allocation, stateless, thread-safe, not constant-time.
 *
 * @see "[1] Grantham: Frobenius pseudoprimes. Math. Comp. 70 (2001), 873-891, section 2"
 * @see "[2] Baillie: Mathematica code for extra strong Lucas pseudoprimes. OEIS A217719"
 * @see "[3] Feitsma, Galway: Tables of pseudoprimes and related data (2013)"
 * @see "[4] Jacobsen: Pseudoprime Statistics, Tables, and Data (2013), ntheory.org; the same test
 *     decides words in his Math::Prime::Util"
 */
public final class WordPrimality {

  /** No prime up to 53 divides. */
  public static final int NONE = SmallDivisors.NONE;

  /** Trial division does not decide. */
  static final byte OPEN = NONE;

  private WordPrimality() {}

  /** Whether {@code n} is prime. */
  public static boolean isPrime(long n) {
    return test(n).isPrime();
  }

  /** Whether {@code n} is prime, and what showed it. */
  public static WordOutcome test(long n) {
    byte settled = divide(n);
    return settled != OPEN ? WordOutcome.of(settled) : bpsw(n);
  }

  /** The least prime up to 53 that divides {@code n}, n itself if it is one, or {@link #NONE}. */
  public static int smallFactor(long n) {
    return (n & 1) == 0 ? 2 : SmallDivisors.of(n);
  }

  /** Trial division: the factor, or the code of an outcome, or {@link #OPEN}. */
  static byte divide(long n) {
    if (Long.compareUnsigned(n, 2) < 0) {
      return WordOutcome.BELOW_2.code();
    }
    int factor = smallFactor(n);
    if (factor != NONE) {
      return factor == n ? WordOutcome.SMALL_PRIME.code() : (byte) factor;
    }
    return Long.compareUnsigned(n, SmallDivisors.SETTLED_BELOW) < 0
        ? WordOutcome.SMALL_PRIME.code()
        : OPEN;
  }

  /** Baillie-PSW for n that {@link #divide} leaves open. */
  static WordOutcome bpsw(long n) {
    long inverse = Montgomery64.inverse(n);
    boolean strong =
        n >= 0 ? SignedBpsw.passesBase2(n, inverse) : UnsignedBpsw.passesBase2(n, inverse);
    if (!strong) {
      return WordOutcome.FAILED_BASE_2;
    }
    return passesLucas(n, inverse) ? WordOutcome.PRIME : WordOutcome.FAILED_LUCAS;
  }

  static boolean passesLucas(long n, long inverse) {
    int p = LucasParameter.of(n);
    if (p == LucasParameter.COMPOSITE) {
      return false;
    }
    return n >= 0 ? SignedBpsw.passesLucas(n, inverse, p) : UnsignedBpsw.passesLucas(n, inverse, p);
  }
}
