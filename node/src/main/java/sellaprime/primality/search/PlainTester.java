package sellaprime.primality.search;

import java.math.BigInteger;
import java.util.List;
import sellaprime.primality.arith.Watch;
import sellaprime.primality.probable.MillerRabin;

/** One strong test to base 2 after the other. */
final class PlainTester implements BulkTester {

  @Override
  public List<BigInteger> survivors(List<BigInteger> candidates, Watch watch) {
    return candidates.stream()
        .filter(n -> MillerRabin.isStrongProbablePrime(n, BigInteger.TWO, watch))
        .toList();
  }

  @Override
  public int batchSize(int bits) {
    return 1;
  }

  /** Measured from 256 to 4096 bits on one plain core, 4 ms at 2048. */
  @Override
  public double expectedNanos(int bits) {
    return 30e3 + 4.7e-4 * Math.pow(bits, 3);
  }
}
