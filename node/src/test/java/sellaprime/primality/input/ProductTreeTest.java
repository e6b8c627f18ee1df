package sellaprime.primality.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import sellaprime.primality.Samples;

class ProductTreeTest {

  @Test
  void agreesWithMultiplyingOneByOne() {
    BitSet primes = Samples.sieve(1000);
    BigInteger factorial = BigInteger.ONE;
    BigInteger primorial = BigInteger.ONE;
    for (int n = 0; n < 1000; n++) {
      BigInteger factor = BigInteger.valueOf(n);
      factorial = n == 0 ? factorial : factorial.multiply(factor);
      primorial = primes.get(n) ? primorial.multiply(factor) : primorial;
      assertThat(ProductTree.factorial(n)).as("%s!", n).isEqualTo(factorial);
      assertThat(ProductTree.primorial(n)).as("%s#", n).isEqualTo(primorial);
    }
  }

  @Test
  void listsThePrimes() {
    assertThat(ProductTree.primesUpTo(100_000))
        .isEqualTo(Samples.sieve(100_001).stream().toArray());
  }
}
