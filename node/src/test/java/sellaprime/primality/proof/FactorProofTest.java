package sellaprime.primality.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sellaprime.primality.Samples;
import sellaprime.primality.arith.Watch;
import sellaprime.primality.input.InputLimits;
import sellaprime.primality.input.NumberExpression;

/** Proofs by the factors of n - 1 and n + 1. */
class FactorProofTest {

  private static final Proofs PROOFS = new Proofs(RingFactory.PLAIN);

  /** n!+1, n!-1, p#+1, p#-1: OEIS A002981, A002982, A005234, A006794. */
  @ParameterizedTest
  @CsvSource({
    "!, 1, 160, 0 1 2 3 11 27 37 41 73 77 116 154",
    "!, -1, 170, 3 4 6 7 12 14 30 32 33 38 94 166",
    "#, 1, 400, 2 3 5 7 11 31 379",
    "#, -1, 400, 3 5 11 13 41 89 317 337",
  })
  void knowsFactorialAndPrimorialPrimes(char kind, int c, int last, String arguments) {
    Set<Integer> expected = new TreeSet<>();
    for (String one : arguments.split(" ", -1)) {
      expected.add(Integer.parseInt(one));
    }
    Set<Integer> found = new TreeSet<>();
    BigInteger product = BigInteger.ONE;
    BitSet primes = Samples.sieve(last + 1);
    Set<BigInteger> hints = new HashSet<>();
    for (int i = 0; i <= last; i++) {
      boolean factor = kind == '#' ? primes.get(i) : i > 0;
      if (factor) {
        product = product.multiply(BigInteger.valueOf(i));
        hints.add(BigInteger.valueOf(i));
      }
      if (kind == '#' && !factor) {
        continue;
      }
      Proof proof =
          PROOFS.prove(product.add(BigInteger.valueOf(c)), hints, Effort.HINTS, Watch.NONE);
      assertThat(proof.outcome()).as("%d%s%+d", i, kind, c).isNotEqualTo(Proof.Outcome.UNKNOWN);
      if (proof.isPrime()) {
        found.add(i);
        proof.certificate().ifPresent(x -> assertThat(x.flaw()).isEmpty());
      }
    }
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void provesLongFactorialAndPrimorialPrimes() {
    for (String text :
        new String[] {"340!+1", "379!-1", "1021#+1", "991#-1", "12*10^80+1", "3*10^207-1"}) {
      NumberExpression expression = NumberExpression.parse(text, InputLimits.DEFAULT);
      Proof proof =
          PROOFS.prove(expression.evaluate(), expression.factorHints(), Effort.HINTS, Watch.NONE);
      assertThat(proof.isPrime()).as("%s: %s", text, proof.method()).isTrue();
      assertThat(proof.certificate().orElseThrow().flaw()).isEmpty();
    }
  }

  @Test
  void aHintOfALongPrimeIsProvedItself() {
    // The base is prime, above 2^64, and n - 1 has no other large factor: k*p^3 + 1.
    BigInteger p = new BigInteger(128, new Random(1)).setBit(127).nextProbablePrime();
    BigInteger n = BigInteger.ZERO;
    for (int k = 2; n.signum() == 0; k += 2) {
      BigInteger candidate = p.pow(3).multiply(BigInteger.valueOf(k)).add(BigInteger.ONE);
      if (candidate.isProbablePrime(50)) {
        n = candidate;
      }
    }
    Proof proof = PROOFS.prove(n, Set.of(p.multiply(BigInteger.TEN)), Effort.NORMAL, Watch.NONE);
    assertThat(proof.method()).startsWith("Pocklington n-1, factored to 9");
    Certificate certificate = proof.certificate().orElseThrow();
    assertThat(certificate.steps()).extracting(Step::n).contains(n, p);
    assertThat(certificate.flaw()).isEmpty();
  }

  /** What is proved is checked by its certificate; a known prime is never called composite. */
  @ParameterizedTest
  @ValueSource(ints = {66, 70, 80, 90, 100, 120})
  void provesGenericPrimes(int bits) {
    Random random = new Random(bits);
    int proved = 0;
    for (int i = 0; i < 6; i++) {
      BigInteger n = new BigInteger(bits, random).setBit(bits - 1).nextProbablePrime();
      Proof proof = PROOFS.prove(n, Set.of(), Effort.NORMAL, Watch.NONE);
      assertThat(proof.outcome()).as("%s", n).isNotEqualTo(Proof.Outcome.COMPOSITE);
      if (proof.isPrime()) {
        proved++;
        assertThat(proof.certificate().orElseThrow().flaw()).as("%s", n).isEmpty();
      }
    }
    assertThat(proved).isGreaterThanOrEqualTo(bits <= 90 ? 5 : 1);
  }

  @Test
  void findsComposites() {
    Random random = new Random(7);
    IntStream.range(0, 300)
        .mapToObj(i -> Samples.odd(65 + i % 60, random))
        .filter(n -> !n.isProbablePrime(50))
        .forEach(
            n ->
                assertThat(PROOFS.prove(n, Set.of(), Effort.LIGHT, Watch.NONE).outcome())
                    .as("%s", n)
                    .isEqualTo(Proof.Outcome.COMPOSITE));
  }
}
