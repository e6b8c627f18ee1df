package sellaprime.primality.arith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import sellaprime.primality.Samples;

class ModularPowerTest {

  @Test
  void theLadderAgreesWithTheJdk() {
    Random random = Samples.random("ladder");
    for (int i = 0; i < 500; i++) {
      BigInteger modulus = new BigInteger(1 + i, random).add(BigInteger.ONE);
      BigInteger exponent = new BigInteger(i % 100, random);
      BigInteger base = i % 3 == 0 ? BigInteger.TWO : new BigInteger(300, random);
      assertThat(ModularPower.ladder(base, exponent, modulus, Watch.NONE))
          .as("%s ^ %s mod %s", base, exponent, modulus)
          .isEqualTo(base.modPow(exponent, modulus));
    }
  }

  @Test
  void bothRoutesAgreeWhereTheyMeet() {
    Random random = Samples.random("where routes meet");
    for (int bits = ModularPower.DEAF_BITS - 1; bits <= ModularPower.DEAF_BITS + 2; bits++) {
      BigInteger modulus = Samples.odd(bits, random);
      BigInteger exponent = new BigInteger(200, random);
      assertThat(ModularPower.power(BigInteger.TWO, exponent, modulus, Watch.NONE))
          .isEqualTo(BigInteger.TWO.modPow(exponent, modulus));
    }
  }

  @Test
  void theLadderAsksAtEveryStep() {
    AtomicInteger asked = new AtomicInteger();
    BigInteger modulus = BigInteger.ONE.shiftLeft(5000).add(BigInteger.ONE);
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(
            () ->
                ModularPower.power(
                    BigInteger.TWO, modulus, modulus, () -> asked.incrementAndGet() == 100));
    assertThat(asked).hasValue(100);
  }
}
