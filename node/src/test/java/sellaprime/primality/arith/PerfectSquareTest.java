package sellaprime.primality.arith;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import sellaprime.primality.Samples;

class PerfectSquareTest {

  @Test
  void tellsEverySmallSquare() {
    int root = 0;
    for (int n = 0; n < 200_000; n++) {
      boolean square = n == root * root;
      assertThat(PerfectSquare.isSquare(BigInteger.valueOf(n))).as("%s", n).isEqualTo(square);
      root += square ? 1 : 0;
    }
  }

  @Test
  void tellsLargeSquaresFromTheirNeighbours() {
    Random random = Samples.random("squares");
    for (int i = 1; i <= 500; i++) {
      BigInteger square = Samples.odd(10 + i, random).pow(2);
      assertThat(PerfectSquare.isSquare(square)).isTrue();
      assertThat(PerfectSquare.isSquare(square.add(BigInteger.ONE))).isFalse();
      assertThat(PerfectSquare.isSquare(square.subtract(BigInteger.ONE))).isFalse();
      assertThat(PerfectSquare.isSquare(square.negate())).isFalse();
    }
  }
}
