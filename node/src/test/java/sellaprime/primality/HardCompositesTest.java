package sellaprime.primality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers made or collected to deceive primality tests; the lists are described beside them. */
class HardCompositesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "carmichael_below_5e6.txt",
        "psp2_below_5e6.txt",
        "spsp2_below_5e6.txt",
        "lucas_below_5e6.txt",
        "slucas_below_5e6.txt",
        "eslucas_below_5e6.txt",
        "spsp_2_3_5_7_below_2_64.txt"
      })
  void noPseudoprimePasses(String resource) {
    assertThat(Samples.numbers(resource))
        .isNotEmpty()
        .allSatisfy(n -> assertThat(kind(n)).isEqualTo(Verdict.Kind.COMPOSITE));
  }

  @Test
  void arnaultAndPsiAreComposite() {
    for (String line : Samples.lines("known_hard_composites.tsv")) {
      String[] fields = line.split("\t", -1);
      BigInteger n = new BigInteger(fields[1]);
      if (fields[2].matches("\\d+")) {
        assertThat(n.mod(new BigInteger(fields[2]))).as(fields[0]).isZero();
      }
      assertThat(kind(n)).as(fields[0]).isEqualTo(Verdict.Kind.COMPOSITE);
    }
  }

  @Test
  void agreesWithWycheproof() {
    Matcher matcher =
        Pattern.compile("\"value\"\\s*:\\s*\"(\\w*)\",\\s*\"result\"\\s*:\\s*\"(\\w+)\"")
            .matcher(Samples.text("wycheproof_primality_test.json"));
    int seen = 0;
    while (matcher.find()) {
      seen++;
      String hex = matcher.group(1);
      BigInteger n = twosComplement(hex);
      if (n.signum() < 0) {
        // Negatives of primes are "acceptable" to Wycheproof; here no negative number is tested.
        assertThat(matcher.group(2)).as(hex).isNotEqualTo("valid");
        assertThatIllegalArgumentException().isThrownBy(() -> Primality.test(n));
      } else {
        boolean valid = matcher.group(2).equals("valid");
        assertThat(kind(n) != Verdict.Kind.COMPOSITE).as(hex).isEqualTo(valid);
      }
    }
    assertThat(seen).isEqualTo(317);
  }

  private static BigInteger twosComplement(String hex) {
    BigInteger n = new BigInteger(hex, 16);
    int bits = 4 * hex.length();
    return n.testBit(bits - 1) ? n.subtract(BigInteger.ONE.shiftLeft(bits)) : n;
  }

  private static Verdict.Kind kind(BigInteger n) {
    return Primality.test(n).kind();
  }
}
