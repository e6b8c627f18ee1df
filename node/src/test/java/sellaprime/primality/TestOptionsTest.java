package sellaprime.primality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sellaprime.primality.arith.Watch;

class TestOptionsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 170141183460469231731687303715884105727, PROBABLE_PRIME, Baillie-PSW",
    "1, 170141183460469231731687303715884105727, PROBABLE_PRIME, Baillie-PSW and 1 random base",
    "5, 170141183460469231731687303715884105727, PROBABLE_PRIME, Baillie-PSW and 5 random bases",
    "5, 97, PRIME, trial division",
    "5, 340282366920938463463374607431768211457, COMPOSITE, strong Lucas test"
  })
  void theMethodTellsTheRounds(int rounds, BigInteger n, Verdict.Kind kind, String method) {
    assertThat(Primality.test(n, new TestOptions(rounds), Watch.NONE))
        .isEqualTo(new Verdict(kind, method));
  }

  @Test
  void refusesAbsurdRounds() {
    assertThatIllegalArgumentException().isThrownBy(() -> new TestOptions(-1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TestOptions(TestOptions.MOST_ROUNDS + 1));
  }
}
