package sellaprime.primality.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import sellaprime.primality.Samples;
import sellaprime.primality.arith.Watch;

class RandomLineTest {

  private static final int BOUND = 1 << 12;

  @Test
  void itsTermsAreInRangeAndFreeOfSmallFactors() {
    PrimeRange range = PrimeRange.ofBits(511);
    RandomBits random = new RandomBits(Samples.random("lines"));
    RandomLine line = new RandomLine(range, BOUND, random, Watch.NONE);
    BigInteger product = BigInteger.TWO;
    for (int p : SmallPrimes.oddBelow(BOUND)) {
      product = product.multiply(BigInteger.valueOf(p));
    }
    for (int i = 0; i < 3000; i++) {
      BigInteger q = line.next();
      assertThat(range.contains(q)).as("%s", q).isTrue();
      assertThat(q.gcd(product)).as("%s", q).isEqualTo(1);
      assertThat(q.shiftLeft(1).setBit(0).gcd(product)).as("%s", q).isEqualTo(1);
    }
  }

  @Test
  void linesLieEverywhereInTheRange() {
    PrimeRange range = PrimeRange.ofBits(511);
    RandomBits random = new RandomBits(new Random(11));
    int[] counts = new int[8];
    for (int i = 0; i < 800; i++) {
      BigInteger q = new RandomLine(range, 256, random, Watch.NONE).next();
      counts[q.shiftRight(507).intValueExact() & 7]++;
    }
    assertThat(counts).doesNotContain(0);
    for (int count : counts) {
      assertThat(count).isBetween(50, 150);
    }
  }

  @Test
  void aLineGoesStraightOnAndAnotherFollows() {
    PrimeRange range = PrimeRange.ofBits(511);
    RandomLine line = new RandomLine(range, BOUND, new RandomBits(new Random(12)), Watch.NONE);
    BigInteger last = line.next();
    BigInteger gcd = BigInteger.ZERO;
    int onFirst = 1;
    // Differences on a line are multiples of its step, far longer than W; a new line breaks that.
    for (BigInteger q = line.next(); ; q = line.next()) {
      BigInteger common = gcd.gcd(q.subtract(last));
      if (onFirst > 3 && common.bitLength() < 200) {
        break;
      }
      gcd = common;
      last = q;
      onFirst++;
    }
    assertThat(onFirst).isGreaterThan(100);
    assertThat(gcd.bitLength()).isGreaterThan(300);
  }
}
