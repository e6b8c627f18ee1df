package sellaprime.primality.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sellaprime.primality.Samples;

class NumberExpressionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0                  | 0
          7                  | 7
          000                | 0
          0012               | 12
          0x0                | 0
          0xff               | 255
          0XfF               | 255
          0x00F              | 15
          0x10000000000000000 | 18446744073709551616
          9223372036854775807+1 | 9223372036854775808
          9223372036854775807*9223372036854775807 | 85070591730234615847396907784232501249
          0xffffffffffffffff-0xffffffffffffffff | 0
          1+2*3              | 7
          (1+2)*3            | 9
          10-3-2             | 5
          10-(3-2)           | 9
          3-5+4              | 2
          2^3^2              | 512
          (2^3)^2            | 64
          2*3^2              | 18
          2^3*3              | 24
          2^3+1              | 9
          3!                 | 6
          3!!                | 720
          0!                 | 1
          1!                 | 1
          2^3!               | 64
          (2^3)!             | 40320
          3!^2               | 36
          2*3!               | 12
          20!                | 2432902008176640000
          21!                | 51090942171709440000
          0#                 | 1
          1#                 | 1
          2#                 | 2
          10#                | 210
          11#                | 2310
          7#-1               | 209
          (2+3)#             | 30
          3!#                | 30
          52#                | 614889782588491410
          53#                | 32589158477190044730
          2^127-1            | 170141183460469231731687303715884105727
          10^18+9            | 1000000000000000009
          0^0                | 1
          0^5                | 0
          0^(2^70)           | 0
          1^(10^30)          | 1
          1^0                | 1
          (1-2)^(10^30+1)+2  | 1
          (1^(10^30))!       | 1
          2^(1^(10^30))      | 2
          5^(3-3)            | 1
          (3-5)*(1-4)        | 6
          (3-5)^2            | 4
          0*9^9999           | 0
          0x10^2             | 256
          ((((7))))          | 7
          """)
  void evaluates(String text, BigInteger value) {
    NumberExpression expression = NumberExpression.parse(text, InputLimits.DEFAULT);
    assertThat(expression.evaluate()).isEqualTo(value);
    assertThat(expression.estimatedBits()).isGreaterThanOrEqualTo(value.bitLength());
  }

  @Test
  void whiteSpaceMayStandAroundTokens() {
    NumberExpression expression =
        NumberExpression.parse(" \t 2 ^ ( 5 - 1 )\n! + 0x1f\r\n", InputLimits.DEFAULT);
    assertThat(expression.text()).isEqualTo("2 ^ ( 5 - 1 )\n! + 0x1f");
    assertThat(expression.evaluate()).isEqualTo(16_777_247);
  }

  /** What is wrong in each, position counted from 0, and a word that the message must hold. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          ""        | SYNTAX   | 0 | a number is missing
          "  "      | SYNTAX   | 2 | a number is missing
          13A       | SYNTAX   | 2 | at character 3: 'A' does not belong here
          abc       | SYNTAX   | 0 | 'a'
          1e400     | SYNTAX   | 1 | 10^400
          1.5       | SYNTAX   | 1 | whole numbers
          1,000     | SYNTAX   | 1 | without separators
          1_000     | SYNTAX   | 1 | without separators
          6/2       | SYNTAX   | 1 | no division
          12 34     | SYNTAX   | 3 | operator is missing
          2(3)      | SYNTAX   | 1 | operator is missing
          3!4       | SYNTAX   | 2 | operator is missing
          0x        | SYNTAX   | 2 | hexadecimal digits must follow 0x
          0xg       | SYNTAX   | 2 | hexadecimal digits must follow 0x
          0x1g      | SYNTAX   | 3 | 'g'
          1 + 0x    | SYNTAX   | 6 | hexadecimal digits
          \uFF11\uFF12 | SYNTAX | 0 | digits 0 to 9
          \u0661    | SYNTAX   | 0 | digits 0 to 9
          2**3      | SYNTAX   | 2 | 2^127
          ()        | SYNTAX   | 1 | a number is missing
          (2        | SYNTAX   | 2 | the ( at character 1
          2)        | SYNTAX   | 1 | no ( for this )
          2+        | SYNTAX   | 2 | a number is missing
          2^        | SYNTAX   | 2 | a number is missing
          +5        | SYNTAX   | 0 | a number is missing
          !5        | SYNTAX   | 0 | a number is missing
          2\u22121  | SYNTAX   | 1 | U+2212
          2\u00a0+1 | SYNTAX   | 1 | U+00A0
          -5        | NEGATIVE | 0 | negative numbers are not tested
          " -5"     | NEGATIVE | 1 | negative numbers are not tested
          -         | NEGATIVE | 0 | minus sign
          (-5)      | NEGATIVE | 1 | minus sign
          2^-1      | NEGATIVE | 2 | minus sign
          3--5      | NEGATIVE | 2 | minus sign
          2^(3-5)   | NEGATIVE | 3 | exponent must not be negative
          (3-5)!    | NEGATIVE | 1 | argument of !
          (3-5)#    | NEGATIVE | 1 | argument of #
          9^9^9^9   | TOO_LARGE | 2 | about 369693100 digits; the limit is 100000
          10^9!     | TOO_LARGE | 0 | about 362881 digits
          (10^9)!   | TOO_LARGE | 1 | about 856570552
          10^10^9   | TOO_LARGE | 0 | about 1000000001 digits
          99999999999# | TOO_LARGE | 0 | digits; the limit is 100000
          2^(2^70)  | TOO_LARGE | 0 | about 10^21 digits
          2^10^1000 | TOO_LARGE | 0 | more than 10^300 digits
          (10^1000)! | TOO_LARGE | 1 | more than 10^300 digits
          10^100020 | TOO_LARGE | 0 | about 100021 digits
          7+9^9^9   | TOO_LARGE | 2 | about 369693100 digits
          9999!!!   | TOO_LARGE | 0 | digits; the limit is 100000
          """)
  void refusesBeforeEvaluating(
      String text, BadNumberException.Reason reason, int position, String words) {
    BadNumberException e = refusalOf(text);
    assertThat(e.reason()).isEqualTo(reason);
    assertThat(e.position()).isEqualTo(position);
    assertThat(e)
        .hasMessageContaining("at character " + (position + 1))
        .hasMessageContaining(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3-5", "1-2^70", "2^70-2^71", "10-20!"})
  void refusesNegativeValuesAtTheEnd(String text) {
    NumberExpression expression = NumberExpression.parse(text, InputLimits.DEFAULT);
    BadNumberException e = refusal(expression::evaluate);
    assertThat(e.reason()).isEqualTo(BadNumberException.Reason.NEGATIVE);
    assertThat(e.position()).isEqualTo(BadNumberException.UNKNOWN);
  }

  @Test
  void refusesANegativeExponentThatOnlyEvaluationShows() {
    NumberExpression expression = NumberExpression.parse("1^(2^70-2^71)", InputLimits.DEFAULT);
    BadNumberException e = refusal(expression::evaluate);
    assertThat(e.reason()).isEqualTo(BadNumberException.Reason.NEGATIVE);
    assertThat(e.position()).isEqualTo(1);
  }

  @Test
  void theLimitIsExact() {
    InputLimits limits = InputLimits.ofDigits(50);
    assertThat(NumberExpression.parse("10^50-1", limits).evaluate().toString()).hasSize(50);
    assertThat(NumberExpression.parse("10^49", limits).evaluate().toString()).hasSize(50);
    assertThat(refusal(NumberExpression.parse("10^50", limits)::evaluate).reason())
        .isEqualTo(BadNumberException.Reason.TOO_LARGE);
    assertThat(NumberExpression.parse("9".repeat(50), limits).evaluate().toString()).hasSize(50);
    assertThat(refusal(() -> NumberExpression.parse("1" + "0".repeat(50), limits)))
        .hasMessageContaining("has 51 digits; the limit is 50");
  }

  @Test
  void leadingZerosDoNotCountAsDigits() {
    InputLimits limits = InputLimits.ofDigits(50);
    assertThat(NumberExpression.parse("0".repeat(100) + "7", limits).evaluate()).isEqualTo(7);
    assertThat(NumberExpression.parse("0x" + "0".repeat(100) + "7", limits).evaluate())
        .isEqualTo(7);
  }

  @Test
  void tooManyDigitsAreToldByTheirNumber() {
    assertThat(refusalOf("1".repeat(1_000_000)))
        .hasMessageContaining("has 1000000 digits; the limit is 100000");
    assertThat(refusalOf("1".repeat(100_001))).hasMessageContaining("has 100001 digits");
    assertThat(refusalOf("0x" + "f".repeat(100_000)).reason())
        .isEqualTo(BadNumberException.Reason.TOO_LARGE);
    assertThat(refusalOf("1" + " ".repeat(300_000) + "+1"))
        .hasMessageContaining("has 300003 characters; the limit is 201000");
  }

  /** Each would overflow a stack, or keep a node busy for minutes, if it were let. */
  @Test
  void hostileTextsAreRefusedAtOnce() {
    for (String text :
        new String[] {
          "(".repeat(10_000) + "1" + ")".repeat(10_000),
          "(".repeat(200_000),
          "1" + "^1".repeat(90_000),
          "1" + "!".repeat(190_000),
          "2" + "#".repeat(190_000),
          "1" + "^(1".repeat(50_000),
          "(".repeat(99) + "1" + ("!".repeat(90) + ")").repeat(99),
        }) {
      BadNumberException e = refusalOf(text);
      assertThat(e.reason()).isEqualTo(BadNumberException.Reason.SYNTAX);
      assertThat(e).hasMessageContaining("nested too deeply");
    }
    for (String text : new String[] {"+9^99999", "-99999#", "*0+25000!"}) {
      assertThat(refusalOf("7" + text.repeat(15_000))).hasMessageContaining("too much work");
    }
  }

  @Test
  void anyRowOfCharactersIsReadOrRefused() {
    Random random = Samples.random("rows of characters");
    String alphabet = "0123456789+-*^!#()xXaF .eE\u0661";
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder();
      random
          .ints(random.nextInt(12), 0, alphabet.length())
          .forEach(c -> text.append(alphabet.charAt(c)));
      try {
        assertThat(NumberExpression.parse(text.toString(), InputLimits.ofDigits(1000)).evaluate())
            .as("%s", text)
            .isNotNegative();
      } catch (BadNumberException e) {
        assertThat(e.position()).isBetween(-1, text.length());
      }
    }
  }

  @Test
  void longFlatTextsAreFine() {
    assertThat(value("1" + "+1".repeat(100_000))).isEqualTo(100_001);
    assertThat(value("1" + "*1".repeat(100_000))).isEqualTo(1);
    assertThat(value("2" + "*2".repeat(99_999))).isEqualTo(BigInteger.TWO.pow(100_000));
    assertThat(value("2^300000" + "+1".repeat(1000)))
        .isEqualTo(BigInteger.TWO.pow(300_000).add(BigInteger.valueOf(1000)));
  }

  @Test
  void aZeroHidesNoLargeProduct() {
    assertThat(value("0" + "*9^99999".repeat(50))).isZero();
    assertThat(value("(2^70-2^70)*9^99990*(2^70-2^70)")).isZero();
  }

  @Test
  void aHundredThousandDigitsMakeTheRoundTrip() {
    BigInteger n = new BigInteger(332_192, Samples.random("100,000 digits")).setBit(332_191);
    String decimal = n.toString();
    assertThat(decimal).hasSize(100_000);
    assertThat(value(decimal)).isEqualTo(n);
    assertThat(value("0x" + n.toString(16))).isEqualTo(n);
  }

  @Test
  void printedNumbersAreReadBack() {
    Random random = Samples.random("print and read");
    for (int i = 0; i < 3000; i++) {
      BigInteger n = new BigInteger(1 + i, random);
      assertThat(value(n.toString())).isEqualTo(n);
      assertThat(value("0x" + n.toString(16))).isEqualTo(n);
    }
  }

  @Test
  void theEstimateIsAnUpperBoundAndNearForPlainForms() {
    Random random = Samples.random("estimates");
    for (int i = 0; i < 2000; i++) {
      String text = randomExpression(random, 3);
      NumberExpression expression;
      BigInteger value;
      try {
        expression = NumberExpression.parse(text, InputLimits.ofDigits(2000));
        value = expression.evaluate();
      } catch (BadNumberException e) {
        assertThat(e.reason()).as(text).isNotEqualTo(BadNumberException.Reason.SYNTAX);
        continue;
      }
      assertThat(expression.estimatedBits()).as(text).isGreaterThanOrEqualTo(value.bitLength());
    }
    for (String text : new String[] {"2^127", "10^99999", "25000!", "200000#", "3^200000+1"}) {
      NumberExpression expression = NumberExpression.parse(text, InputLimits.DEFAULT);
      assertThat(expression.estimatedBits() - expression.evaluate().bitLength()).isBetween(0, 1);
    }
  }

  private static String randomExpression(Random random, int depth) {
    if (depth == 0) {
      return random.nextInt(8) == 0
          ? new BigInteger(random.nextInt(300), random).toString()
          : String.valueOf(random.nextInt(12));
    }
    String left = randomExpression(random, depth - 1);
    String right = randomExpression(random, depth - 1);
    return switch (random.nextInt(7)) {
      case 0 -> "(" + left + "-" + right + ")";
      case 1 -> "(" + left + "*" + right + ")";
      case 2, 3 -> "(" + left + ")^(" + right + ")";
      case 4 -> "(" + left + ")!";
      case 5 -> "(" + left + ")#";
      default -> "(" + left + "+" + right + ")";
    };
  }

  private static BigInteger value(String text) {
    return NumberExpression.parse(text, InputLimits.DEFAULT).evaluate();
  }

  private static BadNumberException refusalOf(String text) {
    return refusal(() -> NumberExpression.parse(text, InputLimits.DEFAULT));
  }

  private static BadNumberException refusal(Runnable action) {
    try {
      action.run();
    } catch (BadNumberException e) {
      return e;
    }
    throw new AssertionError("was not refused");
  }
}
