package sellaprime.primality.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sellaprime.primality.Samples;
import sellaprime.primality.arith.PlainRing;
import sellaprime.primality.arith.Watch;

/** Certificates: written, read again, damaged. */
class CertificateTest {

  private static final List<Certificate> SAMPLES = new ArrayList<>();

  @BeforeAll
  static void proveSomePrimes() {
    Proofs proofs = new Proofs(PlainRing::new);
    Random random = new Random(11);
    List<BigInteger> primes = new ArrayList<>();
    primes.add(BigInteger.ONE.shiftLeft(127).subtract(BigInteger.ONE));
    primes.add(BigInteger.valueOf(3).shiftLeft(189).add(BigInteger.ONE));
    primes.add(BigInteger.valueOf(3).shiftLeft(206).subtract(BigInteger.ONE));
    for (int i = 0; i < 30; i += 2) {
      primes.add(new BigInteger(66 + i, random).setBit(65 + i).nextProbablePrime());
    }
    for (BigInteger prime : primes) {
      proofs
          .prove(prime, Set.of(), Effort.NORMAL, Watch.NONE)
          .certificate()
          .ifPresent(SAMPLES::add);
    }
  }

  @Test
  void samplesHoldAndUseEveryPartOfAStep() {
    assertThat(SAMPLES).hasSizeGreaterThan(12).allSatisfy(c -> assertThat(c.flaw()).isEmpty());
    List<FactorStep> steps =
        SAMPLES.stream().flatMap(c -> c.steps().stream()).map(FactorStep.class::cast).toList();
    assertThat(steps)
        .anyMatch(s -> s.plus().witnesses().isEmpty())
        .anyMatch(s -> s.minus().witnesses().isEmpty())
        .anyMatch(s -> s.minus().bound() > 1)
        .anyMatch(s -> s.plus().bound() > 1)
        .anyMatch(s -> !s.minus().witnesses().isEmpty() && !s.plus().witnesses().isEmpty());
    assertThat(SAMPLES).anyMatch(c -> c.steps().size() > 1);
  }

  @Test
  void textIsReadBack() {
    for (Certificate certificate : SAMPLES) {
      String text = CertificateText.write(certificate);
      assertThat(CertificateText.read(text)).as(text).isEqualTo(certificate);
    }
  }

  /** Each number of the text in turn: one more, one less, its opposite, 0, 1. */
  @Test
  void everyDamagedNumberIsNoticed() {
    for (Certificate certificate : SAMPLES) {
      List<String> lines = CertificateText.write(certificate).lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        String[] words = lines.get(i).split("\\s+", -1);
        // Another base, P or D may be as good a witness; a smaller bound is as true.
        if (words.length != 2
            || !words[1].matches("-?\\d+")
            || words[0].matches("A\\[.*|AR|LP\\[.*|LPR|B|C|D")) {
          continue;
        }
        BigInteger value = new BigInteger(words[1]);
        for (BigInteger wrong :
            List.of(
                value.add(BigInteger.ONE),
                value.subtract(BigInteger.ONE),
                value.shiftLeft(1),
                value.negate(),
                BigInteger.ZERO,
                BigInteger.ONE)) {
          List<String> damaged = new ArrayList<>(lines);
          damaged.set(i, words[0] + " " + wrong);
          assertThat(CertificateText.read(String.join("\n", damaged)).verify())
              .as("line %d as %s of%n%s", i, damaged.get(i), String.join("\n", lines))
              .isFalse();
        }
      }
    }
  }

  @Test
  void badWitnessesAreNoticed() {
    for (Certificate certificate : SAMPLES) {
      for (Step step : certificate.steps()) {
        FactorStep s = (FactorStep) step;
        for (int bad : new int[] {0, 1, -1}) {
          BigInteger by = BigInteger.valueOf(bad);
          for (int i = 0; i < s.minus().witnesses().size(); i++) {
            // To base -1, which is no square modulo n = 3 mod 4, 2 has a true witness.
            if (bad == -1 && i == 0) {
              continue;
            }
            MinusSide minus =
                new MinusSide(
                    with(s.minus().witnesses(), i, by),
                    s.minus().bound(),
                    s.minus().cofactorBase());
            assertRefused(certificate, s, new FactorStep(s.n(), minus, s.plus()));
          }
          if (s.minus().bound() > 1) {
            MinusSide minus = new MinusSide(s.minus().witnesses(), s.minus().bound(), by);
            assertRefused(certificate, s, new FactorStep(s.n(), minus, s.plus()));
          }
        }
        // With P = 0 the quotient of P + root D by its conjugate is -1: right for q = 2 at most.
        for (int i = 1; i < s.plus().witnesses().size(); i++) {
          PlusSide plus =
              new PlusSide(
                  s.plus().discriminant(),
                  with(s.plus().witnesses(), i, BigInteger.ZERO),
                  s.plus().bound(),
                  s.plus().cofactorP());
          assertRefused(certificate, s, new FactorStep(s.n(), s.minus(), plus));
        }
      }
    }
  }

  private static List<Witness> with(List<Witness> witnesses, int index, BigInteger by) {
    List<Witness> changed = new ArrayList<>(witnesses);
    changed.set(index, new Witness(witnesses.get(index).prime(), by));
    return changed;
  }

  private static void assertRefused(Certificate certificate, Step right, Step wrong) {
    List<Step> steps = certificate.steps().stream().map(s -> s == right ? wrong : s).toList();
    assertThat(new Certificate(certificate.n(), steps).verify()).as("%s", wrong).isFalse();
  }

  @Test
  void stepsMayNotBeMissingNorDouble() {
    for (Certificate certificate : SAMPLES) {
      for (Step step : certificate.steps()) {
        List<Step> fewer = certificate.steps().stream().filter(s -> s != step).toList();
        assertThat(new Certificate(certificate.n(), fewer).verify()).isFalse();
      }
      List<Step> twice = new ArrayList<>(certificate.steps());
      twice.add(certificate.steps().get(0));
      assertThat(new Certificate(certificate.n(), twice).verify()).isFalse();
    }
  }

  @Test
  void aPrimeFactorMustBePrime() {
    // 2^67 - 1 is composite; a "proof" of it stands on nothing.
    BigInteger n = BigInteger.ONE.shiftLeft(67).subtract(BigInteger.ONE);
    assertThat(new Certificate(n, List.of()).flaw()).contains("no step for " + n);
    assertThat(new Certificate(n, List.of(Mersenne.certificate(n))).verify()).isFalse();
    assertThat(new Certificate(BigInteger.valueOf(91), List.of()).verify()).isFalse();
    assertThat(new Certificate(BigInteger.valueOf(97), List.of()).verify()).isTrue();
  }

  /**
   * The steps of the types read here, from certificates by Math::Prime::Util::GMP; where a chain
   * goes on by elliptic curves it was cut.
   */
  @ParameterizedTest
  @ValueSource(strings = {"mpu_bls_a.txt", "mpu_bls_b.txt", "mpu_bls_c.txt"})
  void certificatesOfOthersHold(String file) {
    String text = Samples.text("certificates/" + file);
    Certificate certificate = CertificateText.read(text);
    assertThat(certificate.flaw()).isEmpty();
    assertThat(CertificateText.read(CertificateText.write(certificate))).isEqualTo(certificate);
    for (Step step : certificate.steps()) {
      BigInteger q = step.primes().iterator().next();
      String damaged =
          text.lines()
              .map(l -> l.matches("[AQ] .*" + q) ? l + "1" : l)
              .collect(Collectors.joining("\n"));
      if (!damaged.equals(text.lines().collect(Collectors.joining("\n")))) {
        assertThat(CertificateText.read(damaged).verify()).isFalse();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "N 7",
        "Proof for:",
        "Proof for:\nN seven",
        "Proof for:\nN 7\nType ECPP\nN 7",
        "Proof for:\nN 7\nType BLS3\nN 7\nQ 3",
        "Proof for:\nN 7\nN 7",
        "Proof for:\nN 7 7",
        "Proof for:\nN 7\nType Factors\nN 7\nQ[0] 3\nA[0] 3\nB 4294967297",
      })
  void otherTextsAreRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> CertificateText.read(text));
  }
}
