package sellaprime.primality.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sellaprime.primality.Samples;
import sellaprime.primality.arith.PerfectSquare;
import sellaprime.primality.arith.PlainRing;
import sellaprime.primality.arith.Watch;

/** No composite is called prime, neither by the prover nor by the checker. */
class AttackTest {

  private static final Proofs PROOFS = new Proofs(PlainRing::new);

  /** The proofs by factors, also where the public way would not use them. */
  @Test
  void factorsAgreeWithASieve() {
    int limit = 12_000;
    BitSet primes = Samples.sieve(limit);
    for (int n = 1001; n < limit; n += 2) {
      BigInteger big = BigInteger.valueOf(n);
      Proof proof = byFactors(big);
      assertThat(proof.isPrime()).as("%d: %s", n, proof.method()).isEqualTo(primes.get(n));
      proof
          .certificate()
          .ifPresent(certificate -> assertThat(certificate.flaw()).as("%s", big).isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "carmichael_below_5e6.txt",
        "psp2_below_5e6.txt",
        "spsp2_below_5e6.txt",
        "lucas_below_5e6.txt",
        "slucas_below_5e6.txt"
      })
  void noPseudoprimeIsProved(String resource) {
    assertThat(Samples.numbers(resource))
        .isNotEmpty()
        .filteredOn(n -> n.compareTo(BigInteger.valueOf(1000)) > 0)
        .allSatisfy(n -> assertThat(byFactors(n).isPrime()).isFalse());
  }

  @Test
  void noStrongPseudoprimeOfAWordIsProved() {
    List<BigInteger> numbers = Samples.numbers("spsp_2_3_5_7_below_2_64.txt");
    for (int i = 0; i < numbers.size(); i++) {
      BigInteger n = numbers.get(i);
      assertThat(PROOFS.prove(n, Set.of(), Effort.HINTS, Watch.NONE).outcome())
          .isEqualTo(Proof.Outcome.COMPOSITE);
      if (i % 64 == 0) {
        assertThat(byFactors(n).isPrime()).isFalse();
      }
    }
  }

  /** Arnault's numbers pass the test to every small base; then they may be left undecided. */
  @Test
  void arnaultAndPsiAreNotProved() {
    for (String line : Samples.lines("known_hard_composites.tsv")) {
      String[] fields = line.split("\t", -1);
      Proof proof = PROOFS.prove(new BigInteger(fields[1]), Set.of(), Effort.LIGHT, Watch.NONE);
      assertThat(proof.outcome()).as(fields[0]).isNotEqualTo(Proof.Outcome.PRIME);
    }
  }

  private static Proof byFactors(BigInteger n) {
    if (PerfectSquare.isSquare(n)) {
      return Proof.composite("perfect square");
    }
    Budget none = new Budget(0);
    Factoring factoring =
        new Factoring(
            PlainRing::new, Effort.HINTS, none, (q, budget) -> Proof.unknown(""), Watch.NONE);
    try {
      // All prime factors of n - 1 and n + 1 that trial division leaves are given as hints.
      return new FactorProof(n, Effort.HINTS, none, PlainRing::new, factoring, Watch.NONE)
          .prove(Set.of(n.subtract(BigInteger.ONE), n.add(BigInteger.ONE)));
    } catch (CompositeException e) {
      return Proof.composite(e.reason());
    }
  }

  /**
   * Every statement of a {@link FactorStep} that is true of a small composite, in every combination
   * of sides and bounds: together they must not be enough.
   */
  @Test
  void trueStatementsOnCompositesProveNothing() {
    int statements = 0;
    BitSet primes = Samples.sieve(1000);
    for (int n = 9; n < 400; n += 2) {
      if (primes.get(n)) {
        continue;
      }
      List<MinusSide> minus = minusSides(n, primes);
      List<PlusSide> plus = plusSides(n, primes);
      for (MinusSide m : minus) {
        for (PlusSide p : plus) {
          statements++;
          BigInteger big = BigInteger.valueOf(n);
          FactorStep forged = new FactorStep(big, m, p);
          assertThat(Checker.flawAlone(forged).orElse(""))
              .as("%s", forged)
              .startsWith("too little");
        }
      }
    }
    assertThat(statements).isGreaterThan(500);
  }

  /** The primes of n - 1 that have witnesses, all of them, and all bounds that are true. */
  private static List<MinusSide> minusSides(int n, BitSet primes) {
    List<MinusSide> sides = new ArrayList<>(List.of(MinusSide.NONE));
    List<Witness> witnesses = new ArrayList<>();
    int factored = 1;
    for (int q = 2; q < n; q = primes.nextSetBit(q + 1)) {
      if ((n - 1) % q == 0) {
        Optional<BigInteger> base = base(n, (n - 1) / q);
        if (base.isPresent()) {
          witnesses.add(new Witness(BigInteger.valueOf(q), base.get()));
          factored *= powerOf(q, n - 1);
        }
      }
    }
    if (!witnesses.isEmpty()) {
      sides.add(new MinusSide(witnesses, 1, BigInteger.ZERO));
    }
    int bound = leastFactor((n - 1) / factored) - 1;
    Optional<BigInteger> base = base(n, factored);
    if (bound > 1 && base.isPresent()) {
      sides.add(new MinusSide(witnesses, bound, base.get()));
    }
    return sides;
  }

  private static Optional<BigInteger> base(int n, int exponent) {
    BigInteger big = BigInteger.valueOf(n);
    for (int a = 2; a < n; a++) {
      BigInteger base = BigInteger.valueOf(a);
      if (base.modPow(BigInteger.valueOf(n - 1), big).equals(BigInteger.ONE)
          && base.modPow(BigInteger.valueOf(exponent), big)
              .subtract(BigInteger.ONE)
              .gcd(big)
              .equals(BigInteger.ONE)) {
        return Optional.of(base);
      }
    }
    return Optional.empty();
  }

  private static List<PlusSide> plusSides(int n, BitSet primes) {
    List<PlusSide> sides = new ArrayList<>(List.of(PlusSide.NONE));
    for (int d : new int[] {-1, 2, -2, 3, -3, 5, -7, 13}) {
      if (gcd(d, n) != 1) {
        continue;
      }
      List<Witness> witnesses = new ArrayList<>();
      int factored = 1;
      for (int q = 2; q < n; q = primes.nextSetBit(q + 1)) {
        if ((n + 1) % q == 0) {
          Optional<BigInteger> p = parameter(n, d, (n + 1) / q);
          if (p.isPresent()) {
            witnesses.add(new Witness(BigInteger.valueOf(q), p.get()));
            factored *= powerOf(q, n + 1);
          }
        }
      }
      if (witnesses.isEmpty()) {
        continue;
      }
      BigInteger big = BigInteger.valueOf(d);
      sides.add(new PlusSide(big, witnesses, 1, BigInteger.ZERO));
      int bound = leastFactor((n + 1) / factored) - 1;
      Optional<BigInteger> p = parameter(n, d, factored);
      if (bound > 1 && p.isPresent()) {
        sides.add(new PlusSide(big, witnesses, bound, p.get()));
      }
    }
    return sides;
  }

  /** By the recurrence U(k+1) = P*U(k) - Q*U(k-1), in words. */
  private static Optional<BigInteger> parameter(int n, int d, int index) {
    long quarter = (n + 1) % 4 == 0 ? (n + 1) / 4 : n - (n - 1) / 4;
    for (int p = 0; p < n; p++) {
      long q = Math.floorMod(Math.floorMod(p * p - d, n) * quarter, n);
      if (gcd((int) q, n) != 1) {
        continue;
      }
      long before = 0;
      long u = 1;
      int at = 1;
      boolean witness = false;
      for (; at < n + 1; at++) {
        witness |= at == index && gcd((int) u, n) == 1;
        long next = Math.floorMod(p * u - q * before, (long) n);
        before = u;
        u = next;
      }
      if (u == 0 && witness) {
        return Optional.of(BigInteger.valueOf(p));
      }
    }
    return Optional.empty();
  }

  private static int gcd(int a, int b) {
    return BigInteger.valueOf(a).gcd(BigInteger.valueOf(b)).intValue();
  }

  private static int powerOf(int q, int number) {
    int power = 1;
    for (int rest = number; rest % q == 0; rest /= q) {
      power *= q;
    }
    return power;
  }

  /** 1 if there is none. */
  private static int leastFactor(int number) {
    for (int d = 2; d <= number; d++) {
      if (number % d == 0) {
        return d;
      }
    }
    return 1;
  }
}
