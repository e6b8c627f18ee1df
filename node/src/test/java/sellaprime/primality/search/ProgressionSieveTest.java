package sellaprime.primality.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import sellaprime.primality.Samples;
import sellaprime.primality.arith.Watch;

class ProgressionSieveTest {

  private static final int BOUND = 2000;

  @Test
  void crossesOutExactlyTheTermsWithSmallFactors() {
    Random random = Samples.random("progressions");
    for (int bits = 20; bits < 700; bits += 20 + random.nextInt(30)) {
      BigInteger start = Samples.odd(bits, random);
      check(start, BigInteger.TWO, random);
      check(start, BigInteger.valueOf(30), random);
      check(start, new BigInteger(1 + random.nextInt(800), random).setBit(0).shiftLeft(1), random);
    }
  }

  @Test
  void takesNumbersThatFillTheirWords() {
    Random random = Samples.random("full words");
    for (int bits = 64; bits <= 256; bits += 64) {
      BigInteger full = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
      check(full, full.add(BigInteger.ONE), random);
      check(full.shiftRight(1), full, random);
      check(BigInteger.ONE.shiftLeft(bits).setBit(0), BigInteger.TWO, random);
    }
  }

  @Test
  void walksBackAsForth() {
    ProgressionSieve sieve =
        ProgressionSieve.of(BigInteger.valueOf(1_000_001), BigInteger.TWO, 500, 1000, Watch.NONE);
    int last = -1;
    for (int i = sieve.next(0); i < sieve.length(); i = sieve.next(i + 1)) {
      assertThat(sieve.previous(i)).isEqualTo(i);
      assertThat(sieve.previous(i - 1)).isEqualTo(last);
      last = i;
    }
    assertThat(sieve.next(sieve.length())).isEqualTo(500);
    assertThat(last).isPositive();
  }

  @Test
  void invertsModuloSmallAndLargePrimes() {
    for (int p : new int[] {3, 5, 7, 65_537, 2_147_483_647}) {
      for (int x : new int[] {1, 2, p / 2, p - 2, p - 1}) {
        long product = (long) x * ProgressionSieve.inverse(x, p) % p;
        assertThat(product).as("%s mod %s", x, p).isEqualTo(1);
      }
    }
  }

  @Test
  void stopsWhenCancelled() {
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(
            () ->
                ProgressionSieve.of(
                    BigInteger.TEN.pow(100), BigInteger.TWO, 10, 1 << 20, () -> true));
  }

  private static void check(BigInteger start, BigInteger step, Random random) {
    int length = 1 + random.nextInt(300);
    ProgressionSieve single = ProgressionSieve.of(start, step, length, BOUND, Watch.NONE);
    ProgressionSieve pairs = ProgressionSieve.ofPairs(start, step, length, BOUND, Watch.NONE);
    for (int i = 0; i < length; i++) {
      BigInteger q = start.add(step.multiply(BigInteger.valueOf(i)));
      boolean free = hasNoFactor(q, step);
      boolean pairFree = free && hasNoFactor(q.shiftLeft(1).setBit(0), step);
      assertThat(single.next(i) == i).as("%s + %s * %s", start, i, step).isEqualTo(free);
      assertThat(pairs.next(i) == i).as("%s + %s * %s", start, i, step).isEqualTo(pairFree);
    }
  }

  private static boolean hasNoFactor(BigInteger n, BigInteger step) {
    for (int p : SmallPrimes.oddBelow(BOUND)) {
      BigInteger prime = BigInteger.valueOf(p);
      if (n.mod(prime).signum() == 0 && step.mod(prime).signum() != 0) {
        return false;
      }
    }
    return true;
  }
}
