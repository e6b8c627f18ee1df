package sellaprime.grid.chunk;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sellaprime.primality.Primality;
import sellaprime.primality.TestOptions;
import sellaprime.primality.Verdict;
import sellaprime.primality.arith.Watch;
import sellaprime.primality.bulk.BulkTest;
import sellaprime.primality.probable.TrialDivision;

/**
 * Looks for safe primes: p such that q = (p - 1)/2 is prime as well. Whatever is cheaper to find
 * out comes first: small factors of either; then the strong test to base 2, many numbers at a time,
 * of q and after it of p, since one that fails settles the matter; the full test of both for what
 * is left, of which hardly any will fail.
 */
final class SafePrimeScreen {
  /** Up to so many bits there is nothing to save; and the bulk test takes no q of one word. */
  private static final int SMALL_BITS = Long.SIZE + 1;

  private final int rounds;
  private final Watch watch;

  SafePrimeScreen(int rounds, Watch watch) {
    this.rounds = rounds;
    this.watch = watch;
  }

  /** One number on its way. */
  private record Candidate(int index, BigInteger p, BigInteger q) {}

  /** Settles all {@code values}; the i-th is on line {@code indices.get(i)}. */
  void screen(List<Integer> indices, List<BigInteger> values, ResultBuilder result) {
    List<Candidate> open = new ArrayList<>();
    List<Candidate> small = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      BigInteger p = values.get(i);
      Candidate candidate = new Candidate(indices.get(i), p, p.shiftRight(1));
      if (p.bitLength() <= SMALL_BITS) {
        small.add(candidate);
        continue;
      }
      watch.check();
      String why = smallFactor(candidate);
      if (why == null) {
        open.add(candidate);
      } else {
        result.set(candidate.index, Verdicts.COMPOSITE, why);
      }
    }
    open = base2(open, true, result);
    open = base2(open, false, result);
    open.addAll(small);
    open.forEach(candidate -> settle(candidate, result));
  }

  private static @Nullable String smallFactor(Candidate candidate) {
    int factor = TrialDivision.smallFactor(candidate.p);
    if (factor != TrialDivision.NONE) {
      return "divisible by " + factor;
    }
    factor = TrialDivision.smallFactor(candidate.q);
    return factor == TrialDivision.NONE ? null : "(p-1)/2 is divisible by " + factor;
  }

  private List<Candidate> base2(List<Candidate> candidates, boolean half, ResultBuilder result) {
    BigInteger[] numbers =
        candidates.stream().map(c -> half ? c.q : c.p).toArray(BigInteger[]::new);
    boolean[] passes = BulkTest.passBase2(numbers, watch);
    List<Candidate> survivors = new ArrayList<>();
    for (int i = 0; i < passes.length; i++) {
      if (passes[i]) {
        survivors.add(candidates.get(i));
      } else {
        String test = "strong test to base 2";
        String why = half ? "(p-1)/2 is composite: " + test : test;
        result.set(candidates.get(i).index, Verdicts.COMPOSITE, why);
      }
    }
    return survivors;
  }

  private void settle(Candidate candidate, ResultBuilder result) {
    TestOptions options = new TestOptions(rounds, Set.of());
    Verdict p = Primality.test(candidate.p, options, watch);
    if (p.kind() == Verdict.Kind.COMPOSITE) {
      result.set(candidate.index, Verdicts.COMPOSITE, p.method());
      return;
    }
    Verdict q = Primality.test(candidate.q, options, watch);
    if (q.kind() == Verdict.Kind.COMPOSITE) {
      result.set(candidate.index, Verdicts.COMPOSITE, "(p-1)/2 is composite: " + q.method());
      return;
    }
    boolean proved = p.kind() == Verdict.Kind.PRIME && q.kind() == Verdict.Kind.PRIME;
    String method =
        p.method().equals(q.method())
            ? p.method() + ", both p and (p-1)/2"
            : "p: " + p.method() + "; (p-1)/2: " + q.method();
    result.set(candidate.index, proved ? Verdicts.PRIME : Verdicts.PROBABLE, method);
  }
}
