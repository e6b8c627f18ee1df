package sellaprime.grid.batch.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sellaprime.grid.chunk.LineCursor;
import sellaprime.grid.chunk.Lines;
import sellaprime.grid.chunk.PackedLines;
import sellaprime.primality.input.InputLimits;

class FormatsTest {
  /** The lines as they are read; of a bad one its message after an exclamation mark. */
  private static List<String> read(String text) throws IOException {
    return read(text, InputLimits.DEFAULT);
  }

  private static List<String> read(String text, InputLimits limits) throws IOException {
    return lines(Formats.recognised(new ByteArrayInputStream(text.getBytes(UTF_8)), limits));
  }

  private static List<String> lines(LineSource source) throws IOException {
    List<String> lines = new ArrayList<>();
    PackedLines packed = new PackedLines();
    while (source.next(packed)) {
      assertThat(packed.lines()).isOne();
      String line = text(packed);
      boolean bad = !line.isEmpty() && line.charAt(0) == Lines.BAD;
      lines.add(bad ? "!" + line.substring(line.lastIndexOf(Lines.BAD) + 1) : line);
      packed.clear();
    }
    assertThat(packed.lines()).isZero();
    return lines;
  }

  private static String text(PackedLines line) {
    LineCursor cursor = new LineCursor(line.packed());
    assertThat(cursor.next()).isTrue();
    return cursor.text();
  }

  @Test
  void aNumberPerLineWithCommentsAndBlankLines() throws IOException {
    assertThat(read("# list\n\n 97 \r\n2^127-1\n// no\nfoo bar"))
        .containsExactly("", "", "97", "2^127-1", "", "foo bar");
  }

  /** As programs on Windows begin a file. */
  @Test
  void aByteOrderMarkIsNoPartOfTheFirstLine() throws IOException {
    assertThat(read("\uFEFF97\n91\n")).containsExactly("97", "91");
    assertThat(read("\uFEFF 2^5-1")).containsExactly("2^5-1");
    assertThat(read("\uFEFF# list\n97\n")).containsExactly("", "97");
    assertThat(read("\uFEFFnumber,note\r\n97,x\r\n")).containsExactly("", "97");
    assertThat(read("\uFEFF\"number\",\"note\"\r\n97,x\r\n")).containsExactly("", "97");
    assertThat(read("\uFEFF{\"number\":97}\n\"7\"\n")).containsExactly("97", "7");
    assertThat(read("\uFEFFABC $a*2^$b+1\n3 5\n")).containsExactly("", "3*2^5+1");
    assertThat(read("\uFEFFABC2 $a+1\na: from 1 to 2\n")).containsExactly("", "", "1+1", "2+1");
    assertThat(read("\uFEFF\n97\n")).containsExactly("", "97");
    byte[] bytes = "\uFEFF97\n".getBytes(UTF_8);
    assertThat(lines(Formats.recognised(dripping(bytes, 1), InputLimits.DEFAULT)))
        .containsExactly("97");
  }

  @Test
  void aByteOrderMarkElsewhereStays() throws IOException {
    assertThat(read("97\n\uFEFF91\n")).containsExactly("97", "\uFEFF91");
    assertThat(read("\uFEFF\uFEFF97\n")).containsExactly("\uFEFF97");
  }

  @Test
  void nothingAtAll() throws IOException {
    assertThat(read("")).isEmpty();
    assertThat(read("\n")).containsExactly("");
  }

  @Test
  void jsonLines() throws IOException {
    assertThat(
            read(
                """
                {"id": 1, "number": "2^61-1", "more": {"number": 3}}
                {"number": 123456789012345678901234567890}
                "97"
                {"id": 4}
                {"number": 1.5}
                {"number":
                """))
        .containsExactly(
            "2^61-1",
            "123456789012345678901234567890",
            "97",
            "!there is no field number",
            "!number must be a string or a whole number",
            "!this is not JSON");
  }

  @Test
  void aTableWhoseColumnHasAName() throws IOException {
    assertThat(read("name,\"Number\",note\na,97,x\n\"b, c\",\"2^5-1\",\nd,,\ne\n"))
        .containsExactly("", "97", "2^5-1", "!column 2 is empty", "!column 2 is empty");
  }

  @Test
  void aTableWhoseColumnIsSeen() throws IOException {
    assertThat(read("a;97;b\nc;101;d\n")).containsExactly("97", "101");
    assertThat(read("what\twhich\na\t97\n")).containsExactly("", "97");
    assertThat(read("a,b\nc,d\n\"e,f\n"))
        .containsExactly("", "!no column has a number", "!a quotation mark is missing");
  }

  @Test
  void aTableWithItsNamesInQuotes() throws IOException {
    assertThat(read("\"number\",\"note\"\n97,\"x\"\n\"91\",\"y, z\"\n"))
        .containsExactly("", "97", "91");
    assertThat(read("\"what\"\t\"n\"\n\"a\"\t97\n")).containsExactly("", "97");
    assertThat(read("\"a, b\";\"number\"\nx;97\n")).containsExactly("", "97");
    assertThat(read("\"say \"\"no\"\"\",p\nx,97\n")).containsExactly("", "97");
    assertThat(read("\"97\",\"x\"\n\"89\",\"y\"\n")).containsExactly("97", "89");
  }

  @Test
  void aTableOfOneColumn() throws IOException {
    assertThat(read("number\n97\n\"91\"\n")).containsExactly("", "97", "91");
    assertThat(read("\"P\"\n97\n")).containsExactly("", "97");
  }

  @Test
  void jsonStringsAreNoTable() throws IOException {
    assertThat(read("\"97\"\n\"2^5-1\"\n")).containsExactly("97", "2^5-1");
    assertThat(read("\"9\\u0037\"\n\"a\\\"b\"\n")).containsExactly("97", "a\"b");
    assertThat(read("\"1,000\"\n\"7\"\n")).containsExactly("1,000", "7");
    assertThat(read("\"\\\"\n")).containsExactly("\"\\\"");
  }

  @Test
  void abc() throws IOException {
    assertThat(
            read(
                """
                ABC $a*2^$b$c // a comment
                3 5 +1
                5,7,-1
                7 9
                x 1 1
                ABC $a^4+$b
                2 -1
                ABC $a*2+1 & $a*2-1
                5
                """))
        .containsExactly(
            "",
            "3*2^5+1",
            "5*2^7-1",
            "!the form has 3 places, the line 2",
            "!'x' is no whole number",
            "",
            "2^4-1",
            "!a header with several forms, or with options, is not understood",
            "!the header before it is not understood");
  }

  @Test
  void abcd() throws IOException {
    assertThat(
            read(
                """
                ABCD $a*2^$b+1 [5 100]
                2
                4 1
                1 2 3
                ABCD $a*10^9+1 [7]
                123456789012345678901234567890
                ABCD $a*10^9+1
                """))
        .containsExactly(
            "5*2^100+1",
            "7*2^100+1",
            "11*2^101+1",
            "!the header has only 2 values",
            "7*10^9+1",
            "123456789012345678901234567897*10^9+1",
            "!an ABCD header has its first values in brackets");
  }

  @Test
  void abc2() throws IOException {
    assertThat(read("ABC2 $a*2^$b-1\na: from 3 to 7 step 2\n# which\nb: primes from 4 to 12\n"))
        .containsExactly(
            "",
            "",
            "",
            "",
            "3*2^5-1",
            "3*2^7-1",
            "3*2^11-1",
            "5*2^5-1",
            "5*2^7-1",
            "5*2^11-1",
            "7*2^5-1",
            "7*2^7-1",
            "7*2^11-1");
    assertThat(read("ABC2 $a+1\na: in { 4 6,10 }")).containsExactly("", "", "4+1", "6+1", "10+1");
  }

  @Test
  void abc2GoesDownAndHasSigns() throws IOException {
    assertThat(read("ABC2 $a*2^7+$b\na: from 9 downto 4 step 2\nb: in { -1 +1, 3 }"))
        .containsExactly(
            "", "", "", "9*2^7-1", "9*2^7+1", "9*2^7+3", "7*2^7-1", "7*2^7+1", "7*2^7+3", "5*2^7-1",
            "5*2^7+1", "5*2^7+3");
    assertThat(read("ABC2 2^7+$a\na: from 1 downto -1")).endsWith("2^7+1", "2^7+0", "2^7-1");
    assertThat(read("ABC2 2^7-$a\na: from -2 to +1 step 3"))
        .containsExactly("", "", "2^7+2", "2^7-1");
    assertThat(read("ABC2 $a\na: primes from 12 downto -3 step -1"))
        .containsExactly("", "", "11", "7", "5", "3", "2");
    assertThat(read("ABC2 $a\na: from 1 downto 2")).containsExactly("", "");
    assertThat(read("ABC2 2^5$a\na: in{+1 -1}")).endsWith("2^5+1", "2^5-1");
  }

  @Test
  @Timeout(60)
  void abc2FindsNoPrimeWhereThereIsNone() throws IOException {
    for (String values :
        List.of(
            "from 4 to 999999999999999998 step 2",
            "from 999999999999999996 downto -999999999999999999 step 4",
            "from 4 to 30 step 6",
            "from 6 to 30 step 9",
            "from 15 to 0 step 5",
            "from 0 to 999999999999999999 step 6")) {
      assertThat(read("ABC2 $a+1\na: primes " + values))
          .as(values)
          .hasSize(2)
          .last()
          .asString()
          .startsWith("!none is prime: start and step have the factor ");
    }
  }

  @Test
  @Timeout(60)
  void abc2FindsTheOnlyPrimeThatThereIs() throws IOException {
    assertThat(read("ABC2 $a\na: primes from 2 to 999999999999999998 step 2")).endsWith("", "2");
    assertThat(read("ABC2 $a\na: primes from 3 to 3 step 9")).endsWith("", "3");
    assertThat(read("ABC2 $a\na: primes from 0 to 999999999999999999 step 7")).endsWith("", "7");
    assertThat(read("ABC2 $a\na: primes from -15 to 999999999999999990 step 5")).endsWith("", "5");
    assertThat(read("ABC2 $a\na: primes from 9 downto -999999999999999999 step 6"))
        .endsWith("", "3");
    assertThat(read("ABC2 $a\na: primes from -999999999999999999 to 5"))
        .endsWith("", "2", "3", "5");
    assertThat(read("ABC2 $a\na: primes from -7 to 9 step 4")).endsWith("", "5");
    assertThat(read("ABC2 $a\na: primes from 5 downto -999999999999999998 step 2"))
        .endsWith("", "5", "3");
  }

  @Test
  void nothingIsGeneratedFromWhatIsHalfUnderstood() throws IOException {
    assertThat(read("ABC2 $a*2^$b-1\na: from 3 to 7\n"))
        .containsExactly("", "", "!a place of the form has no values");
    for (String values : List.of("from 1 to 7 step 0", "from 7 to 1 step -2", "in { 1 - 2 }")) {
      assertThat(read("ABC2 $a+1\na: " + values)).hasSize(2).last().asString().startsWith("!a ");
    }
    assertThat(read("ABC2 $a+1\na: up to 7\n")).hasSize(2).last().asString().startsWith("!a place");
  }

  @Test
  void newPgen() throws IOException {
    assertThat(read("4000000000:P:1:2:257\n3 1000\n5 1001\n7\n"))
        .containsExactly("", "3*2^1000+1", "5*2^1001+1", "!a line has k and n");
    assertThat(read("4000000000:M:1:10:258\n3 1000\n")).containsExactly("", "3*10^1000-1");
    assertThat(read("4000000000:T:2:2:3\n3 1000\n"))
        .containsExactly(
            "!mode 3 of NewPGen is not known here, only k*b^n+1 and k*b^n-1",
            "!the header before it is not understood");
  }

  @Test
  void aLineThatIsTooLongIsToldAndTheOthersGoOn() throws IOException {
    InputLimits tight = new InputLimits(10, 20, 10);
    List<String> lines = read("7\n" + "1".repeat(300_000) + "\n11\n" + "2".repeat(5_000), tight);
    assertThat(lines)
        .containsExactly(
            "7",
            "!the line is longer than 4116 bytes",
            "11",
            "!the line is longer than 4116 bytes");
  }

  @Test
  void nastyLinesInPiecesOfAnySize() throws IOException {
    List<String> nasty =
        List.of(
            "18446744073709551615",
            "18446744073709551616",
            "99999999999999999999",
            "0",
            "00",
            "007",
            "+7",
            "-7",
            "7-",
            "1234567",
            "12345678",
            "123456789",
            "123456789012345678901234567890",
            "12345678x",
            "x12345678",
            "1 2",
            "9223372036854775808",
            "0x10",
            "7 # seven",
            "\u0661");
    String text = "  " + String.join(" \r\n\t", nasty) + "\n\n \r\n#\n" + "7".repeat(400);
    List<String> expected = new ArrayList<>(nasty);
    expected.addAll(List.of("", "", "", "7".repeat(400)));
    byte[] bytes = text.getBytes(UTF_8);
    for (int piece = 1; piece <= bytes.length; piece = piece < 40 ? piece + 1 : 2 * piece) {
      InputStream dripping = dripping(bytes, piece);
      assertThat(lines(Formats.recognised(dripping, InputLimits.DEFAULT))).isEqualTo(expected);
    }
  }

  /** Gives at most {@code piece} bytes at a time. */
  private static InputStream dripping(byte[] bytes, int piece) {
    return new FilterInputStream(new ByteArrayInputStream(bytes)) {
      @Override
      public int read(byte[] to, int offset, int length) throws IOException {
        return super.read(to, offset, Math.min(length, piece));
      }
    };
  }

  @Test
  void packedLinesInPiecesOfAnySize() throws IOException {
    PackedLines packed = new PackedLines();
    List<String> expected =
        List.of("97", "", "0", "2^127-1", "18446744073709551615", "1".repeat(70_000), "255", "256");
    expected.forEach(packed::add);
    byte[] bytes = packed.packed().array();
    for (int piece = 1; piece <= bytes.length; piece = piece < 40 ? piece + 1 : 2 * piece) {
      assertThat(lines(Formats.packed(dripping(bytes, piece), InputLimits.DEFAULT)))
          .isEqualTo(expected);
    }
  }

  @Test
  void aPackedLineThatIsTooLongIsToldAndTheOthersGoOn() throws IOException {
    PackedLines packed = new PackedLines();
    List.of("7", "1".repeat(300_000), "11", "2".repeat(9_000), "13").forEach(packed::add);
    InputLimits tight = new InputLimits(10, 20, 10);
    for (int piece : new int[] {1, 1000, 70_000, 400_000}) {
      InputStream dripping = dripping(packed.packed().array(), piece);
      assertThat(lines(Formats.packed(dripping, tight)))
          .containsExactly(
              "7",
              "!the line is longer than 8232 bytes",
              "11",
              "!the line is longer than 8232 bytes",
              "13");
    }
  }

  @Test
  void whatIsNotPackedIsRefused() {
    for (byte[] bytes :
        new byte[][] {{1}, {9, 1, 0, 0, 0}, {9, 1, 0}, {10}, {-1}, {9, -1, -1, -1, -1}}) {
      ByteArrayInputStream in = new ByteArrayInputStream(bytes);
      assertThatThrownBy(() -> lines(Formats.packed(in, InputLimits.DEFAULT)))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void aLineMayLookLikeAMarkOfOurs() throws IOException {
    assertThat(read("7\n\u0001x\u0001y\n")).hasSize(2);
  }
}
