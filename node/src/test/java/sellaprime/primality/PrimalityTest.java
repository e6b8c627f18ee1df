package sellaprime.primality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.BitSet;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrimalityTest {

  private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);

  @Test
  void agreesWithASieveBelowAMillion() {
    BitSet primes = Samples.sieve(1_020_000);
    for (int n = 0; n < 1_020_000; n++) {
      Verdict verdict = Primality.test(BigInteger.valueOf(n));
      assertThat(verdict.kind())
          .as("%s", n)
          .isEqualTo(primes.get(n) ? Verdict.Kind.PRIME : Verdict.Kind.COMPOSITE);
    }
  }

  /**
   * 100,000 random numbers, spread over the sizes as 1/bits, but at least a few of each; more with
   * -Dsellaprime.randomNumbers=...
   */
  @Test
  void agreesWithTheJdkAtEveryBitLengthTo1100() {
    Random random = Samples.random("every bit length");
    double scale = Integer.getInteger("sellaprime.randomNumbers", 100_000) / 100_000.0;
    for (int bits = 2; bits <= 1100; bits++) {
      int count = (int) Math.ceil(scale * Math.max(4, 15_000 / bits));
      for (int i = 0; i < count; i++) {
        agreesWithTheJdk(new BigInteger(bits, random).setBit(bits - 1));
      }
      if (bits % (1 + bits / 64) == 0) {
        agreesWithTheJdk(BigInteger.probablePrime(bits, random));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {15, 16, 20, 31, 32, 33, 53, 62, 63, 64, 65, 96, 127, 128})
  void agreesWithTheJdkAroundPowersOfTwo(int exponent) {
    BigInteger power = BigInteger.ONE.shiftLeft(exponent);
    for (int offset = -300; offset <= 300; offset++) {
      agreesWithTheJdk(power.add(BigInteger.valueOf(offset)));
    }
  }

  @Test
  void squaresCubesAndSemiprimesOfLargeFactorsAreComposite() {
    for (int bits : new int[] {10, 16, 31, 32, 33, 64, 65, 128, 200}) {
      BigInteger p = BigInteger.ONE.shiftLeft(bits - 1).nextProbablePrime();
      BigInteger q = p.nextProbablePrime();
      assertComposite(p.pow(2));
      assertComposite(p.pow(3));
      assertComposite(p.pow(4));
      assertComposite(p.multiply(q));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0                                       | COMPOSITE      | by definition: below 2
          1                                       | COMPOSITE      | by definition: below 2
          2                                       | PRIME          | trial division
          3                                       | PRIME          | trial division
          4                                       | COMPOSITE      | divisible by 2
          3469                                    | PRIME          | trial division
          3491                                    | PRIME          | Baillie-PSW, proved below 2^64
          2809                                    | COMPOSITE      | divisible by 53
          1018081                                 | COMPOSITE      | strong test to base 2
          1194649                                 | COMPOSITE      | extra strong Lucas test
          18446744073709551557                    | PRIME          | Baillie-PSW, proved below 2^64
          18446744073709551615                    | COMPOSITE      | divisible by 3
          18446744073709551616                    | COMPOSITE      | divisible by 2
          18446744073709551629                    | PROBABLE_PRIME | Baillie-PSW
          170141183460469231731687303715884105727 | PRIME          | Lucas-Lehmer
          340282366920938463463374607431768211457 | COMPOSITE      | Pepin
          3317044064679887385961981               | COMPOSITE      | extra strong Lucas test
          100000000000000000000000000000000000003 | COMPOSITE      | strong test to base 2
          """)
  void tellsHowItKnows(BigInteger n, Verdict.Kind kind, String method) {
    assertThat(Primality.test(n)).isEqualTo(new Verdict(kind, method));
  }

  @Test
  void nothingAbove64BitsIsCalledProved() {
    assertThat(Primality.test(TWO_TO_64.add(BigInteger.valueOf(13))).kind())
        .isEqualTo(Verdict.Kind.PROBABLE_PRIME);
  }

  @Test
  void refusesNegativeNumbers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Primality.test(BigInteger.valueOf(-7)))
        .withMessageContaining("negative");
  }

  @Test
  void isNotBegunWhenAlreadyCancelled() {
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> Primality.test(BigInteger.TEN, () -> true));
  }

  private static void assertComposite(BigInteger n) {
    assertThat(Primality.test(n).kind()).as("%s", n).isEqualTo(Verdict.Kind.COMPOSITE);
  }

  private static void agreesWithTheJdk(BigInteger n) {
    boolean prime = Primality.test(n).kind() != Verdict.Kind.COMPOSITE;
    assertThat(prime).as("%s", n).isEqualTo(n.isProbablePrime(20));
  }
}
