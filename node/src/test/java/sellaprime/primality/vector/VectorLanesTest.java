package sellaprime.primality.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sellaprime.primality.Samples;
import sellaprime.primality.arith.Jacobi;
import sellaprime.primality.arith.Watch;
import sellaprime.primality.bulk.Lanes;
import sellaprime.primality.bulk.Lanes.Answer;
import sellaprime.primality.probable.MillerRabin;

/** Both tests in lanes, against the same tests in plain BigInteger arithmetic. */
class VectorLanesTest {

  private final VectorLanes lanes = new VectorLanes();

  @Test
  void randomNumbersOfOneSize() {
    Random random = Samples.random("lanes");
    for (int bits : new int[] {65, 66, 96, 128, 149, 150, 200, 256, 257, 300, 521, 1024}) {
      List<BigInteger> numbers = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        numbers.add(Samples.odd(bits, random));
      }
      for (int i = 0; i < 16; i++) {
        numbers.add(BigInteger.probablePrime(Math.min(bits, 300), random));
      }
      check(numbers);
      Collections.shuffle(numbers, random);
      check(numbers);
    }
  }

  @Test
  void sizesAroundTheEdgesOfLimbs() {
    for (int limbs = 2; limbs <= 8; limbs++) {
      List<BigInteger> numbers = new ArrayList<>();
      for (int bits = Math.max(66, 51 * limbs - 5); bits <= 51 * limbs + 1; bits += 2) {
        BigInteger power = BigInteger.ONE.shiftLeft(bits);
        for (int small = 1; small < 8; small += 2) {
          numbers.add(power.subtract(BigInteger.valueOf(small)));
          numbers.add(power.add(BigInteger.valueOf(small)));
        }
        numbers.add(power.nextProbablePrime());
      }
      check(numbers);
    }
  }

  @Test
  void patternsThatMakeCarriesRun() {
    Random random = Samples.random("patterns");
    List<BigInteger> numbers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      // Runs of ones and zeros, of random lengths around that of a limb.
      int bits = 65 + random.nextInt(400);
      BigInteger n = BigInteger.ONE;
      while (n.bitLength() < bits) {
        int run = 1 + random.nextInt(random.nextBoolean() ? 60 : 4);
        n = n.shiftLeft(run);
        if (random.nextBoolean()) {
          n = n.add(BigInteger.ONE.shiftLeft(run).subtract(BigInteger.ONE));
        }
      }
      numbers.add(n.setBit(0));
    }
    check(numbers);
    Collections.sort(numbers);
    check(numbers);
  }

  @Test
  void sizesFarApart() {
    Random random = Samples.random("mixed");
    List<BigInteger> numbers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      int bits = 65 + random.nextInt(i % 4 == 0 ? 700 : 100);
      numbers.add(i % 3 == 0 ? BigInteger.probablePrime(bits, random) : Samples.odd(bits, random));
    }
    check(numbers);
  }

  @Test
  void pseudoprimesAndManyRoots() {
    List<BigInteger> numbers = new ArrayList<>();
    for (int p : new int[] {1093, 3511}) {
      BigInteger square = BigInteger.valueOf(p).pow(2);
      for (int e = 4; e < 9; e++) {
        numbers.add(square.pow(e));
      }
    }
    for (String line : Samples.lines("known_hard_composites.tsv")) {
      BigInteger n = new BigInteger(line.split("\t", -1)[1]);
      if (n.bitLength() > Long.SIZE && n.bitLength() < 2000) {
        numbers.add(n);
      }
    }
    // Strong pseudoprimes to base 2 of any size: (4^p + 1) / 5 and Mersenne numbers.
    for (int p : new int[] {37, 41, 43, 67, 71, 127, 131, 211}) {
      numbers.add(
          BigInteger.ONE.shiftLeft(2 * p).add(BigInteger.ONE).divide(BigInteger.valueOf(5)));
      numbers.add(BigInteger.ONE.shiftLeft(p + 30).subtract(BigInteger.ONE));
    }
    // Primes k * 2^m + 1 and k * 2^m - 1, with many roots of 1.
    for (int m : new int[] {2, 3, 4, 5, 8, 9, 10, 60, 80}) {
      for (int sign = -1; sign <= 1; sign += 2) {
        BigInteger power = BigInteger.ONE.shiftLeft(m);
        BigInteger k = BigInteger.ONE.shiftLeft(90).add(BigInteger.ONE);
        int found = 0;
        while (found < 4) {
          BigInteger n = k.multiply(power).add(BigInteger.valueOf(sign));
          if (n.isProbablePrime(20)) {
            numbers.add(n);
            found++;
          }
          k = k.add(BigInteger.TWO);
        }
      }
    }
    check(numbers);
  }

  @Test
  void everyStepAsksTheWatch() {
    BigInteger[] numbers = new BigInteger[lanes.count()];
    Arrays.fill(numbers, BigInteger.ONE.shiftLeft(521).subtract(BigInteger.ONE));
    int[] asked = new int[1];
    Watch watch = () -> ++asked[0] == 100;
    assertThatThrownBy(() -> lanes.base2(numbers, watch)).isInstanceOf(CancellationException.class);
    asked[0] = 0;
    assertThatThrownBy(() -> lanes.lucas(numbers, watch)).isInstanceOf(CancellationException.class);
  }

  @Test
  void refusesWhatItCannotTake() {
    BigInteger[] even = new BigInteger[lanes.count()];
    Arrays.fill(even, BigInteger.ONE.shiftLeft(80));
    BigInteger[] small = new BigInteger[lanes.count()];
    Arrays.fill(small, BigInteger.valueOf(101));
    for (BigInteger[] bad : List.of(even, small, new BigInteger[0])) {
      assertThatThrownBy(() -> lanes.base2(bad, Watch.NONE))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** In full vectors; the last is filled up with the first numbers. */
  private void check(List<BigInteger> numbers) {
    int count = lanes.count();
    for (int from = 0; from < numbers.size(); from += count) {
      BigInteger[] batch = new BigInteger[count];
      for (int i = 0; i < count; i++) {
        batch[i] = numbers.get((from + i) % numbers.size());
      }
      Answer[] base2 = lanes.base2(batch, Watch.NONE);
      Answer[] lucas = lanes.lucas(batch, Watch.NONE);
      for (int i = 0; i < count; i++) {
        BigInteger n = batch[i];
        boolean strong = MillerRabin.isStrongProbablePrime(n, BigInteger.TWO, Watch.NONE);
        assertThat(base2[i])
            .as("base 2, %s", n)
            .isIn(strong ? Answer.PASSES : Answer.FAILS, openFor(n, -1));
        assertThat(lucas[i]).as("Lucas, %s", n).isIn(plainLucas(n), openFor(n, 1));
      }
    }
  }

  /** OPEN if n - 1 or n + 1 holds many twos, else nothing that {@code isIn} would take. */
  private static @Nullable Answer openFor(BigInteger n, int sign) {
    return n.add(BigInteger.valueOf(sign)).getLowestSetBit() > 7 ? Answer.OPEN : null;
  }

  private static Lanes.Answer plainLucas(BigInteger n) {
    for (int p = 3; p <= 100; p++) {
      int symbol = Jacobi.symbol(p * p - 4, n);
      if (symbol == 0) {
        return Answer.OPEN;
      }
      if (symbol == -1) {
        return passes(n, BigInteger.valueOf(p)) ? Answer.PASSES : Answer.FAILS;
      }
    }
    return Answer.OPEN;
  }

  private static boolean passes(BigInteger n, BigInteger p) {
    int s = n.add(BigInteger.ONE).getLowestSetBit();
    BigInteger d = n.add(BigInteger.ONE).shiftRight(s);
    BigInteger v = BigInteger.TWO;
    BigInteger next = p;
    for (int bit = d.bitLength() - 1; bit >= 0; bit--) {
      BigInteger product = v.multiply(next).subtract(p).mod(n);
      if (d.testBit(bit)) {
        next = next.multiply(next).subtract(BigInteger.TWO).mod(n);
        v = product;
      } else {
        v = v.multiply(v).subtract(BigInteger.TWO).mod(n);
        next = product;
      }
    }
    if (v.equals(BigInteger.TWO) || v.equals(n.subtract(BigInteger.TWO))) {
      return true;
    }
    for (int r = 0; r <= s - 2; r++) {
      if (v.signum() == 0) {
        return true;
      }
      v = v.multiply(v).subtract(BigInteger.TWO).mod(n);
    }
    return false;
  }
}
