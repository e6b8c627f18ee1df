package sellaprime.primality.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import sellaprime.primality.Samples;

class DecimalParserTest {

  @Test
  void agreesWithTheJdkAroundEveryPieceLength() {
    Random random = Samples.random("decimal pieces");
    for (int length = 1; length <= 600; length++) {
      StringBuilder digits = new StringBuilder();
      random.ints(length, 0, 10).forEach(digits::append);
      String text = "x" + digits + "y";
      assertThat(DecimalParser.parse(text, 1, 1 + length))
          .isEqualTo(new BigInteger(digits.toString()));
    }
  }

  @Test
  void readsRowsOfNinesAndZeros() {
    for (int length : new int[] {64, 65, 128, 129, 4096, 4097, 50_000}) {
      BigInteger power = BigInteger.TEN.pow(length);
      assertThat(DecimalParser.parse("9".repeat(length), 0, length))
          .isEqualTo(power.subtract(BigInteger.ONE));
      assertThat(DecimalParser.parse("1" + "0".repeat(length), 0, length + 1)).isEqualTo(power);
      assertThat(DecimalParser.parse("0".repeat(length), 0, length)).isZero();
    }
  }
}
