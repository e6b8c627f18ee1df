package sellaprime.grid.chunk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import sellaprime.testkit.Samples;

class PackedLinesTest {
  private static final BigInteger WORDS = BigInteger.ONE.shiftLeft(64);

  @Test
  void linesAreReadAsTheyWereAdded() {
    Random random = Samples.random("lines");
    List<String> lines = new ArrayList<>(List.of("", "0", "00", "-1", "+1", "\u00e9", " 1"));
    for (int bits = 1; bits < 70; bits++) {
      BigInteger power = BigInteger.ONE.shiftLeft(bits);
      lines.add(power.toString());
      lines.add(power.subtract(BigInteger.ONE).toString());
      lines.add(new BigInteger(bits, random).toString());
    }
    for (BigInteger ten = BigInteger.TEN;
        ten.bitLength() < 70;
        ten = ten.multiply(BigInteger.TEN)) {
      lines.add(ten.toString());
      lines.add(ten.subtract(BigInteger.ONE).toString());
    }
    PackedLines packed = new PackedLines();
    lines.forEach(packed::add);
    assertThat(packed.lines()).isEqualTo(lines.size());
    LineCursor cursor = new LineCursor(packed.packed());
    PackedLines again = new PackedLines();
    for (String line : lines) {
      assertThat(cursor.next()).isTrue();
      assertThat(cursor.text()).isEqualTo(line);
      assertThat(cursor.isEmpty()).isEqualTo(line.isEmpty());
      boolean word = line.matches("0|[1-9][0-9]*") && new BigInteger(line).compareTo(WORDS) < 0;
      assertThat(cursor.isWord()).as(line).isEqualTo(word);
      if (word) {
        assertThat(Long.toUnsignedString(cursor.word())).isEqualTo(line);
        assertThat(put(cursor.word())).isEqualTo(line);
      }
      again.add(cursor);
    }
    assertThat(cursor.next()).isFalse();
    assertThat(again.packed()).isEqualTo(packed.packed());
  }

  private static String put(long word) {
    byte[] text = new byte[Decimals.MOST_DIGITS + 2];
    int from = Decimals.put(word, text, text.length - 1);
    return new String(text, from, text.length - 1 - from, UTF_8);
  }

  @Test
  void noByteButADigitIsTakenForOne() {
    for (int at = 0; at < 20; at++) {
      byte[] text = "12345678901234567890".getBytes(UTF_8);
      for (int b = -128; b < 128; b++) {
        text[at] = (byte) b;
        boolean digit = b >= '0' && b <= '9';
        assertThat(Decimals.end(text, 0, 20)).isEqualTo(digit ? 20 : at);
      }
    }
  }

  @Test
  void aWordTakesAsManyBytesAsItHas() {
    PackedLines packed = new PackedLines();
    packed.add("255");
    assertThat(packed.packed().array()).containsExactly(1, 255);
    packed.clear();
    packed.add("256");
    assertThat(packed.packed().array()).containsExactly(2, 0, 1);
    packed.clear();
    packed.add("-1");
    assertThat(packed.packed().array()).containsExactly(9, 2, 0, 0, 0, '-', '1');
  }
}
