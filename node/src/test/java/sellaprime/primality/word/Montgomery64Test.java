package sellaprime.primality.word;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import sellaprime.primality.Samples;

class Montgomery64Test {

  @Test
  void agreesWithBigIntegerForEveryLengthOfModulus() {
    Random random = Samples.random("Montgomery");
    for (int i = 0; i < 20_000; i++) {
      agrees(Samples.odd(2 + i % 63, random), random);
    }
  }

  @Test
  void agreesWithBigIntegerAtTheEdges() {
    Random random = Samples.random("Montgomery edges");
    for (String n :
        new String[] {
          "3",
          "5",
          "4294967295",
          "4294967297",
          "9223372036854775807",
          "9223372036854775809",
          "18446744073709551613",
          "18446744073709551615"
        }) {
      for (int i = 0; i < 200; i++) {
        agrees(new BigInteger(n), random);
      }
    }
  }

  @Test
  void inverseIsAnInverse() {
    Random random = Samples.random("inverse");
    for (int i = 0; i < 1000; i++) {
      long n = random.nextLong() | 1;
      assertThat(n * Montgomery64.inverse(n)).isEqualTo(1);
    }
  }

  @Test
  void refusesEvenModuliAndOne() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Montgomery64(10));
    assertThatIllegalArgumentException().isThrownBy(() -> new Montgomery64(1));
  }

  private static void agrees(BigInteger n, Random random) {
    Montgomery64 arithmetic = new Montgomery64(n.longValue());
    BigInteger x = new BigInteger(64, random).mod(n);
    BigInteger y = random.nextInt(10) == 0 ? n.subtract(BigInteger.ONE) : x.add(x).mod(n);
    BigInteger exponent = new BigInteger(64, random);
    long xForm = arithmetic.enter(x.longValue());
    long yForm = arithmetic.enter(y.longValue());
    assertThat(leave(arithmetic, arithmetic.multiply(xForm, yForm)))
        .as("%s * %s mod %s", x, y, n)
        .isEqualTo(x.multiply(y).mod(n).longValue());
    assertThat(leave(arithmetic, arithmetic.power(xForm, exponent.longValue())))
        .as("%s ^ %s mod %s", x, exponent, n)
        .isEqualTo(x.modPow(exponent, n).longValue());
    assertThat(leave(arithmetic, arithmetic.minusOne()))
        .isEqualTo(n.subtract(BigInteger.ONE).longValue());
  }

  /** A product with the plain 1 divides by R, which takes a form back to its value. */
  private static long leave(Montgomery64 arithmetic, long form) {
    return arithmetic.multiply(form, 1);
  }
}
