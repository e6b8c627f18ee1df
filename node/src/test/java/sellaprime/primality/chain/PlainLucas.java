package sellaprime.primality.chain;

import java.math.BigInteger;

/** V_k by powers of the matrix (P, -1; 1, 0), as an oracle: V_k is the trace of its k-th power. */
final class PlainLucas {

  private PlainLucas() {}

  static BigInteger v(int p, BigInteger k, BigInteger n) {
    BigInteger[] power = {BigInteger.ONE, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ONE};
    BigInteger[] step = {
      BigInteger.valueOf(p), BigInteger.ONE.negate(), BigInteger.ONE, BigInteger.ZERO
    };
    for (int bit = k.bitLength() - 1; bit >= 0; bit--) {
      power = times(power, power, n);
      if (k.testBit(bit)) {
        power = times(power, step, n);
      }
    }
    return power[0].add(power[3]).mod(n);
  }

  private static BigInteger[] times(BigInteger[] a, BigInteger[] b, BigInteger n) {
    return new BigInteger[] {
      a[0].multiply(b[0]).add(a[1].multiply(b[2])).mod(n),
      a[0].multiply(b[1]).add(a[1].multiply(b[3])).mod(n),
      a[2].multiply(b[0]).add(a[3].multiply(b[2])).mod(n),
      a[2].multiply(b[1]).add(a[3].multiply(b[3])).mod(n)
    };
  }
}
