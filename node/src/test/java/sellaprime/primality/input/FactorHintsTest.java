package sellaprime.primality.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactorHintsTest {

  @ParameterizedTest
  @CsvSource({
    "2^127-1, 2",
    "(2^127-1), 2",
    "12*10^50+1, 10 12",
    "10^99+289, 10 289",
    "11!-1, 2 3 5 7 11",
    "3*11#+1, 2 3 5 7 11",
    "(2*3^5+1)*6^100+1, 6 487",
    "(2^61-1)^3*4+1, 4 2305843009213693951",
    "2^3^4, 2",
    "97, ''",
    "0x61, ''",
    "1+1, ''",
    "0*0!+1#+1, ''",
  })
  void tellsBasesCoefficientsAndTheirLike(String text, String hints) {
    Set<BigInteger> expected = new TreeSet<>();
    for (String hint : hints.split(" ", -1)) {
      if (!hint.isEmpty()) {
        expected.add(new BigInteger(hint));
      }
    }
    assertThat(NumberExpression.parse(text, InputLimits.DEFAULT).factorHints()).isEqualTo(expected);
  }
}
