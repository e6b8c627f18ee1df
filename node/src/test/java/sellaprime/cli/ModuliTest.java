package sellaprime.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sellaprime.cli.ResultFile.Mark;

class ModuliTest {
  private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");
  private static final String HEX = "F".repeat(127) + "B"; // 512 bits

  @Test
  void aLineIsReadAndWritten() {
    String line = "20260203040506 2 6 100 511 5 " + HEX;
    Moduli moduli = Moduli.read(line).orElseThrow();
    assertThat(moduli).isEqualTo(new Moduli(2, 6, 100, 511, 5, new BigInteger(HEX, 16)));
    assertThat(moduli.line(NOW)).isEqualTo(line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "# Time Type Tests Tries Size Generator Modulus", "! 2026020304050 2 6 100 511 5 FB",
        "20260203040506", "20260203040506 2 6 100 511 5", "20260203040506 2 6 100 511 5 XY",
        "20260203040506 2 6 100 511"
      })
  void otherLinesArePassedOver(String line) {
    assertThat(Moduli.read(line)).isEmpty();
  }

  @Test
  void aSophieGermainCandidateBecomesItsSafePrime() {
    BigInteger q = BigInteger.ONE.shiftLeft(510).add(BigInteger.ONE);
    BigInteger p = q.shiftLeft(1).add(BigInteger.ONE);
    int generator = Moduli.generator(p);
    assertThat(generator).isNotZero();
    Moduli candidate = new Moduli(4, 2, 1234, 510, 0, q);
    assertThat(candidate.screened(100, 0)).hasValue(new Moduli(2, 6, 100, 511, generator, p));
    assertThat(candidate.screened(100, 7)).as("another generator is wanted").isEmpty();
    assertThat(new Moduli(4, 3, 1234, 510, 0, q).screened(100, 0)).as("composite").isEmpty();
    assertThat(new Moduli(4, 2, 1234, 511, 0, q).screened(100, 0)).as("wrong size").isEmpty();
    assertThat(new Moduli(9, 2, 1234, 510, 0, q).screened(100, 0)).as("wrong type").isEmpty();
  }

  @Test
  void oneThatWasTestedBeforeCountsAllItsTries() {
    Moduli before = new Moduli(2, 6, 100, 511, 5, new BigInteger(HEX, 16));
    assertThat(before.screened(50, 0))
        .hasValue(new Moduli(2, 6, 150, 511, 5, new BigInteger(HEX, 16)));
  }

  @ParameterizedTest
  @CsvSource({"11, 2", "35, 2", "23, 5", "47, 5", "59, 2", "119, 0", "167, 5", "359, 0", "5, 3"})
  void generatorsFollowTheRulesOfOpenSsh(long p, int generator) {
    assertThat(Moduli.generator(BigInteger.valueOf(p))).isEqualTo(generator);
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 23, 47, 59, 83, 107, 167, 179, 227, 263, 347, 359})
  void parametersGenerateTheSubgroupOfPrimeOrder(long p) {
    BigInteger prime = BigInteger.valueOf(p);
    BigInteger generator = DhParameters.generator(prime);
    assertThat(generator.modPow(prime.shiftRight(1), prime)).isEqualTo(BigInteger.ONE);
  }

  private static final String SAFE_Q =
      "67610ea1d0493c91f43590754e7a94ddac6b1d117f4ab24645200516956155b7"
          + "c4e6d29e8486825fc0b3948085401a8fb5c075c75c425b861b5d8ccf609ce5b3";

  @Test
  void aScreeningGoesOnWhereItWas(@TempDir Path directory) throws IOException {
    String candidate = "20260101000000 4 2 65537 510 0 " + SAFE_Q;
    String p = "0x" + new BigInteger(SAFE_Q, 16).shiftLeft(1).setBit(0).toString(16);
    Path candidates = directory.resolve("candidates");
    Files.write(candidates, List.of("# none", candidate, candidate, candidate, "", candidate));
    Path output = directory.resolve("moduli");
    try (ResultFile file = ResultFile.begin("one", "rounds 9", output);
        ModuliScreen screen = new ModuliScreen(candidates, 9, 0, file)) {
      assertThat(screen.total()).isEqualTo(6);
      assertThat(numbers(screen)).containsExactly("", p, p, p, "", p);
      screen.write(2, bytes("{\"line\":2,\"verdict\":\"probable-safe-prime\"}\n"));
      screen.mark();
      screen.write(3, bytes("{\"line\":3,\"verdict\":\"not-safe-prime\"}\n"));
      assertThatThrownBy(() -> screen.write(6, bytes("{\"line\":4,\"error\":\"no answer\"}\n")))
          .hasMessage("line 4: no answer");
      screen.mark();
    }
    Files.writeString(output, "half a line", StandardOpenOption.APPEND);
    Mark mark = Mark.beside(output).orElseThrow();
    assertThat(mark.id()).isEqualTo("one");
    assertThat(mark.line()).isEqualTo(3);
    assertThat(mark.subject()).isEqualTo("rounds 9");
    try (ResultFile file = ResultFile.resume(mark, output);
        ModuliScreen screen = new ModuliScreen(candidates, 9, 0, file)) {
      assertThat(numbers(screen)).containsExactly("", "", "", p, "", p);
      String fourth = "{\"line\":4,\"verdict\":\"not-safe-prime\"}\n";
      screen.write(6, bytes(fourth + "{\"line\":6,\"verdict\":\"safe-prime\"}\n"));
      file.finish();
    }
    assertThat(Mark.beside(output)).isEmpty();
    assertThat(Files.readAllLines(output))
        .hasSize(2)
        .allSatisfy(
            line ->
                assertThat(line.substring(14))
                    .startsWith(" 2 6 9 511 ")
                    .endsWith(p.substring(2).toUpperCase(Locale.ROOT)));
  }

  private static List<String> numbers(ModuliScreen screen) throws IOException {
    try (InputStream in = screen.numbers()) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
