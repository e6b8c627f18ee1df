package sellaprime.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FoundPrimesTest {
  @Test
  void theTextIsReadBack() {
    FoundPrimes nothing = new FoundPrimes(7, List.of());
    assertThat(FoundPrimes.parse(nothing.text())).isEqualTo(nothing);
    FoundPrimes two =
        new FoundPrimes(
            1L << 40,
            List.of(
                new FoundPrime("17", Answer.PRIME, "trial division"),
                new FoundPrime("1000003", Answer.PROBABLE_PRIME, "Baillie-PSW")));
    assertThat(FoundPrimes.parse(two.text())).isEqualTo(two);
  }

  @Test
  void otherTextIsRefused() {
    assertThatThrownBy(() -> FoundPrimes.parse("7\n17"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FoundPrimes.parse("")).isInstanceOf(IllegalArgumentException.class);
  }
}
