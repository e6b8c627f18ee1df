package sellaprime.primality.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import sellaprime.primality.Samples;

class SmallPrimesTest {

  @Test
  void agreesWithAPlainSieve() {
    BitSet plain = Samples.sieve(1 << 21);
    plain.clear(2);
    BitSet primes = new BitSet();
    int[] segment = new int[SmallPrimes.MOST_IN_SEGMENT];
    for (int from = 0; from < 1 << 21; from += SmallPrimes.SEGMENT) {
      int count = SmallPrimes.segment(from, from + SmallPrimes.SEGMENT, segment);
      for (int i = 0; i < count; i++) {
        primes.set(segment[i]);
      }
    }
    assertThat(primes).isEqualTo(plain);
  }

  @Test
  void knowsTheNumberOfPrimesBelowPowersOfTwo() {
    // pi(2^k) less the prime 2: OEIS A007053.
    assertThat(countBelow(1 << 24)).isEqualTo(1_077_871 - 1);
    assertThat(countBelow(1 << 25)).isEqualTo(2_063_689 - 1);
    assertThat(countBelow(1 << 10)).isEqualTo(172 - 1);
  }

  @Test
  void worksAtTheVeryEnd() {
    int[] segment = new int[SmallPrimes.MOST_IN_SEGMENT];
    int from = Integer.MAX_VALUE - SmallPrimes.SEGMENT + 1;
    int count = SmallPrimes.segment(from, Integer.MAX_VALUE, segment);
    assertThat(segment[count - 1]).isEqualTo(2_147_483_629);
    int n = from;
    for (int i = 0; i < count; i++) {
      n = BigInteger.valueOf(n).nextProbablePrime().intValueExact();
      assertThat(segment[i]).isEqualTo(n);
    }
  }

  @Test
  void stopsBeforeTheLimit() {
    assertThat(SmallPrimes.oddBelow(13)).containsExactly(3, 5, 7, 11);
    assertThat(SmallPrimes.oddBelow(14)).containsExactly(3, 5, 7, 11, 13);
    assertThat(SmallPrimes.oddBelow(2)).isEmpty();
    assertThat(SmallPrimes.oddBelow(4)).containsExactly(3);
  }

  private static int countBelow(int limit) {
    int[] segment = new int[SmallPrimes.MOST_IN_SEGMENT];
    int count = 0;
    for (int from = 0; from < limit; from += SmallPrimes.SEGMENT) {
      count += SmallPrimes.segment(from, Math.min(limit, from + SmallPrimes.SEGMENT), segment);
    }
    return count;
  }
}
