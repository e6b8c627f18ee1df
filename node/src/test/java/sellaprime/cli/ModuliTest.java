package sellaprime.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @Test
  void aScreeningGoesOnWhereItWas(@TempDir Path directory) throws IOException {
    Path candidates = Files.writeString(directory.resolve("c"), "a\nb\nc\nd\n");
    Path output = directory.resolve("moduli");
    try (ScreenedFile file = ScreenedFile.open(output, candidates, "x")) {
      assertThat(file.linesDone()).isZero();
      file.settle(1, null);
      file.settle(2, "second");
    }
    Files.writeString(output, "second\nthird, not noted");
    assertThatThrownBy(() -> ScreenedFile.open(output, candidates, "y"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("another screening");
    try (ScreenedFile file = ScreenedFile.open(output, candidates, "x")) {
      assertThat(file.linesDone()).isEqualTo(2);
      file.settle(3, null);
      file.settle(4, "fourth");
      file.finish();
    }
    assertThat(output).hasContent("second\nfourth\n");
    assertThat(directory.resolve("moduli.resume")).doesNotExist();
    assertThatThrownBy(() -> ScreenedFile.open(output, candidates, "x"))
        .hasMessageContaining("exists");
  }
}
