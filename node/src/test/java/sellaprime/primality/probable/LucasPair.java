package sellaprime.primality.probable;

import java.math.BigInteger;

/**
 * U<sub>k</sub>, V<sub>k</sub> and Q<sup>k</sup> modulo n for P = 1, Q = (1-D)/4, moving up in k.
 *
 * <p>Doubling: U<sub>2k</sub> = U<sub>k</sub>V<sub>k</sub>, V<sub>2k</sub> =
 * V<sub>k</sub><sup>2</sup> - 2Q<sup>k</sup>. Next: U<sub>k+1</sub> = (U<sub>k</sub> +
 * V<sub>k</sub>)/2, V<sub>k+1</sub> = (D&middot;U<sub>k</sub> + V<sub>k</sub>)/2. Halving adds the
 * odd n to an odd value first. All values stay in [0, n). Mutable, for one thread.
 *
 * @see "Baillie, Wagstaff: Lucas Pseudoprimes. Math. Comp. 35 (1980), 1391-1417, section 2"
 */
final class LucasPair {

  private final BigInteger n;
  private final BigInteger discriminant;
  private final BigInteger q;
  private BigInteger u;
  private BigInteger v;
  private BigInteger qPower;

  private LucasPair(BigInteger n, int discriminant) {
    this.n = n;
    this.discriminant = BigInteger.valueOf(discriminant);
    // D is 1 modulo 4 in Selfridge's list, so the division is exact.
    this.q = BigInteger.valueOf((1 - discriminant) / 4);
    this.u = BigInteger.ONE;
    this.v = BigInteger.ONE;
    this.qPower = q.mod(n);
  }

  /** k = 1, for odd n > 1 and D = 1 modulo 4. */
  static LucasPair first(BigInteger n, int discriminant) {
    return new LucasPair(n, discriminant);
  }

  BigInteger u() {
    return u;
  }

  BigInteger v() {
    return v;
  }

  /** k becomes 2k. */
  void twice() {
    u = u.multiply(v).mod(n);
    v = v.multiply(v).subtract(qPower.shiftLeft(1)).mod(n);
    qPower = qPower.multiply(qPower).mod(n);
  }

  /** k becomes k + 1. */
  void next() {
    BigInteger nextU = half(u.add(v));
    v = half(discriminant.multiply(u).add(v).mod(n));
    u = nextU;
    qPower = qPower.multiply(q).mod(n);
  }

  /** x/2 modulo n for 0 <= x < 2n. */
  private BigInteger half(BigInteger x) {
    BigInteger even = x.testBit(0) ? x.add(n) : x;
    BigInteger half = even.shiftRight(1);
    return half.compareTo(n) < 0 ? half : half.subtract(n);
  }
}
