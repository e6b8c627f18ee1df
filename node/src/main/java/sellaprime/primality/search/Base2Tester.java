package sellaprime.primality.search;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import sellaprime.primality.arith.Watch;
import sellaprime.primality.bulk.BulkTest;
import sellaprime.primality.word.WordPrimality;

/** Strong tests to base 2, by the bulk route; words are tested for good. */
final class Base2Tester implements BulkTester {

  /** A few batches of lanes; more would be tested in vain when an early one is prime. */
  private static final int BATCH = 16;

  @Override
  public List<BigInteger> survivors(List<BigInteger> candidates, Watch watch) {
    List<BigInteger> survivors = new ArrayList<>();
    if (candidates.stream().anyMatch(Base2Tester::isWord)) {
      for (BigInteger n : candidates) {
        watch.check();
        if (isWord(n) ? WordPrimality.isPrime(n.longValue()) : passes(n, watch)) {
          survivors.add(n);
        }
      }
      return survivors;
    }
    boolean[] passes = BulkTest.passBase2(candidates.toArray(BigInteger[]::new), watch);
    for (int i = 0; i < passes.length; i++) {
      if (passes[i]) {
        survivors.add(candidates.get(i));
      }
    }
    return survivors;
  }

  private static boolean passes(BigInteger n, Watch watch) {
    return BulkTest.passBase2(new BigInteger[] {n}, watch)[0];
  }

  private static boolean isWord(BigInteger n) {
    return n.bitLength() <= Long.SIZE;
  }

  @Override
  public int batchSize(int bits) {
    return bits <= Long.SIZE ? 1 : BATCH;
  }

  /** Measured from 256 to 4096 bits on one plain core, 2 ms at 2048. */
  @Override
  public double expectedNanos(int bits) {
    return 10e3 + 2.3e-4 * Math.pow(bits, 3);
  }
}
