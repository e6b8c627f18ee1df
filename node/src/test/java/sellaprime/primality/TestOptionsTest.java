package sellaprime.primality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sellaprime.primality.arith.Watch;

class TestOptionsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 100000000000000000039, PROBABLE_PRIME, Baillie-PSW",
    "1, 100000000000000000039, PROBABLE_PRIME, Baillie-PSW and 1 random base",
    "5, 100000000000000000039, PROBABLE_PRIME, Baillie-PSW and 5 random bases",
    "5, 97, PRIME, trial division",
    "5, 3317044064679887385961981, COMPOSITE, extra strong Lucas test"
  })
  void theMethodTellsTheRounds(int rounds, BigInteger n, Verdict.Kind kind, String method) {
    assertThat(Primality.test(n, new TestOptions(rounds, Set.of()), Watch.NONE))
        .isEqualTo(new Verdict(kind, method));
  }

  @Test
  void refusesAbsurdRounds() {
    assertThatIllegalArgumentException().isThrownBy(() -> new TestOptions(-1, Set.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TestOptions(TestOptions.MOST_ROUNDS + 1, Set.of()));
  }
}
