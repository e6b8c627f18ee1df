package sellaprime.primality.gmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GmpPowerTest {

  @Test
  void agreesWithBigIntegerInEveryThread() {
    assumeTrue(Gmp.isAvailable(), Gmp::state);
    boolean right =
        IntStream.range(0, 2000)
            .parallel()
            .allMatch(
                seed -> {
                  Random random = new Random(seed);
                  BigInteger n = new BigInteger(2 + seed % 1199, random).setBit(1 + seed % 1199);
                  n = n.setBit(0);
                  BigInteger exponent =
                      new BigInteger(1 + random.nextInt(n.bitLength()), random).setBit(0);
                  return GmpPower.powerOfTwo(exponent, n)
                      .equals(BigInteger.TWO.modPow(exponent, n));
                });
    assertThat(right).isTrue();
  }

  @Test
  void refusesWhatDoesNotFit() {
    assumeTrue(Gmp.isAvailable(), Gmp::state);
    BigInteger n = BigInteger.valueOf(1_000_003);
    BigInteger five = BigInteger.valueOf(5);
    for (BigInteger modulus :
        List.of(
            BigInteger.ONE, BigInteger.TEN, n.negate(), BigInteger.ONE.shiftLeft(1200).setBit(0))) {
      assertThatThrownBy(() -> GmpPower.powerOfTwo(five, modulus))
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (BigInteger exponent : List.of(BigInteger.ZERO, five.negate(), n.shiftLeft(1))) {
      assertThatThrownBy(() -> GmpPower.powerOfTwo(exponent, n))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
