package sellaprime.primality.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import sellaprime.primality.Samples;

class TrialFilterTest {

  @Test
  void findsEverySinglePrime() {
    TrialFilter filter = TrialFilter.below(1 << 12);
    BigInteger large = BigInteger.TWO.pow(127).subtract(BigInteger.ONE);
    BigInteger larger = BigInteger.TWO.pow(521).subtract(BigInteger.ONE);
    assertThat(filter.passes(large)).isTrue();
    assertThat(filter.passes(large, larger)).isTrue();
    for (int p : SmallPrimes.oddBelow(1 << 12)) {
      assertThat(filter.passes(large.multiply(BigInteger.valueOf(p)))).as("%s", p).isFalse();
      assertThat(filter.passes(large, larger.multiply(BigInteger.valueOf(p))))
          .as("%s", p)
          .isFalse();
    }
    assertThat(filter.passes(large.multiply(BigInteger.valueOf(4099)))).isTrue();
  }

  @Test
  void agreesWithPlainDivision() {
    Random random = Samples.random("trial filter");
    TrialFilter filter = TrialFilter.below(256);
    for (int i = 0; i < 3000; i++) {
      BigInteger n = Samples.odd(20 + random.nextInt(500), random);
      boolean free = true;
      for (int p : SmallPrimes.oddBelow(256)) {
        free &= n.mod(BigInteger.valueOf(p)).signum() != 0;
      }
      assertThat(filter.passes(n)).as("%s", n).isEqualTo(free);
    }
  }

  @Test
  void anEmptyTablePassesAll() {
    assertThat(TrialFilter.below(2).passes(BigInteger.valueOf(9))).isTrue();
  }
}
