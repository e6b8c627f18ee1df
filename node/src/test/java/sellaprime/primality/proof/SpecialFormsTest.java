package sellaprime.primality.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.BitSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sellaprime.primality.Samples;
import sellaprime.primality.arith.Watch;

/** Numbers that one chain of squarings decides. The lists are those of the OEIS. */
class SpecialFormsTest {

  private static final Proofs PROOFS = new Proofs(RingFactory.PLAIN);

  /** A000043. */
  private static final Set<Integer> MERSENNE =
      Set.of(2, 3, 5, 7, 13, 17, 19, 31, 61, 89, 107, 127, 521, 607, 1279, 2203, 2281, 3217, 4253);

  @Test
  void knowsAllMersenneExponentsBelow700() {
    Set<Integer> found = new TreeSet<>();
    for (int p = 2; p < 700; p++) {
      Proof proof = prove(twoTo(p).subtract(BigInteger.ONE));
      assertThat(proof.outcome()).as("2^%d-1", p).isNotEqualTo(Proof.Outcome.UNKNOWN);
      if (proof.isPrime()) {
        found.add(p);
      }
    }
    Set<Integer> expected = new TreeSet<>(MERSENNE);
    expected.removeIf(p -> p >= 700);
    assertThat(found).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"2203,true", "2281,true", "3217,true", "4253,true", "4259,false", "3221,false"})
  void knowsLargeMersenneNumbers(int p, boolean prime) {
    Proof proof = prove(twoTo(p).subtract(BigInteger.ONE));
    assertThat(proof.isPrime()).isEqualTo(prime);
    assertThat(proof.method()).isEqualTo("Lucas-Lehmer");
  }

  @Test
  void fermatNumbersAfterF4AreComposite() {
    for (int i = 0; i <= 12; i++) {
      Proof proof = prove(twoTo(1 << i).add(BigInteger.ONE));
      assertThat(proof.isPrime()).as("F%d", i).isEqualTo(i <= 4);
      assertThat(proof.outcome()).isNotEqualTo(Proof.Outcome.UNKNOWN);
      if (i >= 6) {
        assertThat(proof.method()).isEqualTo("Pepin");
      }
    }
    assertThat(prove(twoTo(96).add(BigInteger.ONE)).method()).isEqualTo("divisible by 2^32+1");
  }

  /**
   * The public way decides words otherwise; here the chains themselves are held against a sieve,
   * from where on no n divides a base.
   */
  @Test
  void chainsAgreeWithASieve() {
    int limit = 3_000_000;
    BitSet primes = Samples.sieve(limit);
    for (int n = 101; n < limit; n += 2) {
      BigInteger big = BigInteger.valueOf(n);
      int expected = n;
      TwoPowerForm.of(big)
          .ifPresent(
              form ->
                  assertThat(PROOFS.isPrimeByChain(form, Watch.NONE))
                      .as("%s", form)
                      .isEqualTo(primes.get(expected)));
    }
  }

  /** OEIS A002253, A002254, A032353, A002235, A001770. */
  @ParameterizedTest
  @CsvSource({
    "3, 1, 1 2 5 6 8 12 18 30 36 41 66 189 201 209 276 353 408 438 534",
    "5, 1, 1 3 7 13 15 25 39 55 75 85 127",
    "7, 1, 2 4 6 14 20 26 50 52 92 120 174 180 190 290 320 390 432 616 830",
    "3, -1, 0 1 2 3 4 6 7 11 18 34 38 43 55 64 76 94 103 143 206 216 306 324 391 458 470 827",
    "5, -1, 2 4 8 10 12 14 18 32 48 54 72 148 184 248 270 274 420",
  })
  void knowsTheExponentsOfSmallCoefficients(int k, int c, String exponents) {
    Set<Integer> expected = new TreeSet<>();
    for (String one : exponents.split(" ", -1)) {
      expected.add(Integer.parseInt(one));
    }
    int last = expected.stream().mapToInt(Integer::intValue).max().orElse(0);
    Set<Integer> found = new TreeSet<>();
    for (int m = 0; m <= last; m++) {
      BigInteger n = BigInteger.valueOf(k).shiftLeft(m).add(BigInteger.valueOf(c));
      Proof proof = prove(n);
      assertThat(proof.outcome()).isNotEqualTo(Proof.Outcome.UNKNOWN);
      if (proof.isPrime()) {
        found.add(m);
        proof.certificate().ifPresent(x -> assertThat(x.flaw()).isEmpty());
      }
    }
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void namesTheMethodAndLeavesACertificate() {
    Proof proth = prove(BigInteger.valueOf(3).shiftLeft(189).add(BigInteger.ONE));
    assertThat(proth.method()).isEqualTo("Proth, base 5");
    Proof riesel = prove(BigInteger.valueOf(3).shiftLeft(206).subtract(BigInteger.ONE));
    assertThat(riesel.method()).isEqualTo("Lucas-Lehmer-Riesel");
    Proof mersenne = prove(twoTo(521).subtract(BigInteger.ONE));
    assertThat(mersenne.method()).isEqualTo("Lucas-Lehmer");
    for (Proof proof : new Proof[] {proth, riesel, mersenne}) {
      assertThat(proof.certificate().orElseThrow().flaw()).isEmpty();
    }
  }

  private static Proof prove(BigInteger n) {
    return PROOFS.prove(n, Set.of(), Effort.HINTS, Watch.NONE);
  }

  private static BigInteger twoTo(int exponent) {
    return BigInteger.ONE.shiftLeft(exponent);
  }
}
