package sellaprime.primality.proof;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * Factors that will prove n prime once they are witnessed.
 *
 * @param method the name of the proof
 * @param minus primes of n - 1
 * @param minusBound a bound that is used for the rest of n - 1; 1 if none is
 * @param plus primes of n + 1
 * @param plusBound the same for n + 1
 */
record Plan(
    String method, List<BigInteger> minus, int minusBound, List<BigInteger> plus, int plusBound) {

  /** A criterion for one side: n, the factored part, the bound. */
  private interface OneSided {
    boolean holds(BigInteger n, BigInteger factored, int bound);
  }

  /** The cheapest plan that the factors known allow. */
  static Optional<Plan> of(BigInteger n, Side minus, Side plus) {
    return oneSided(n, minus, Plan::minusHolds)
        .map(p -> new Plan(minusMethod(n, p), p.primes, p.bound, List.of(), 1))
        .or(
            () ->
                oneSided(n, plus, Plan::plusHolds)
                    .map(p -> new Plan(plusMethod(n, p), List.of(), 1, p.primes, p.bound)))
        .or(() -> both(n, minus, plus));
  }

  /** A set of primes that is enough, their product, and the bound. */
  private record Enough(List<BigInteger> primes, BigInteger factored, int bound) {
    int percent(BigInteger n) {
      return (int) (100.0 * (factored.bitLength() - 1) / (n.bitLength() - 1));
    }
  }

  private static Optional<Enough> oneSided(BigInteger n, Side side, OneSided criterion) {
    for (int bound : side.bound() == 1 ? new int[] {1} : new int[] {1, side.bound()}) {
      if (!criterion.holds(n, side.factored(), bound)) {
        continue;
      }
      // The bound speaks of the cofactor of all primes found, so then none is left out.
      return Optional.of(
          bound == 1
              ? fewest(n, side, criterion)
              : new Enough(side.primes(), side.factored(), bound));
    }
    return Optional.empty();
  }

  /** The first of the primes that are enough; all of them are. */
  private static Enough fewest(BigInteger n, Side side, OneSided criterion) {
    List<BigInteger> primes = side.primes();
    BigInteger factored = BigInteger.ONE;
    for (int i = 0; i < primes.size(); i++) {
      factored = factored.multiply(side.powerOf(primes.get(i)));
      // Below a third of the bits no criterion holds; do not ask.
      if (3 * (factored.bitLength() + 1) >= n.bitLength() && criterion.holds(n, factored, 1)) {
        return new Enough(primes.subList(0, i + 1), factored, 1);
      }
    }
    return new Enough(primes, side.factored(), 1);
  }

  private static Optional<Plan> both(BigInteger n, Side minus, Side plus) {
    for (boolean bounds : new boolean[] {false, true}) {
      int a = bounds ? minus.bound() : 1;
      int b = bounds ? plus.bound() : 1;
      if (Criterion.combined(n, minus.factored(), a, plus.factored(), b)) {
        String method =
            "BLS75 n-1 and n+1, factored to " + minus.percent() + "% and " + plus.percent() + "%";
        return Optional.of(new Plan(method, minus.primes(), a, plus.primes(), b));
      }
    }
    return Optional.empty();
  }

  private static boolean minusHolds(BigInteger n, BigInteger factored, int bound) {
    return Criterion.pocklington(n, factored, bound) || Criterion.minusCubeRoot(n, factored, bound);
  }

  private static boolean plusHolds(BigInteger n, BigInteger factored, int bound) {
    return Criterion.morrison(n, factored, bound) || Criterion.plusCubeRoot(n, factored, bound);
  }

  private static String minusMethod(BigInteger n, Enough enough) {
    String name = Criterion.pocklington(n, enough.factored, enough.bound) ? "Pocklington" : "BLS75";
    return name + " n-1, factored to " + enough.percent(n) + "%";
  }

  private static String plusMethod(BigInteger n, Enough enough) {
    String name = Criterion.morrison(n, enough.factored, enough.bound) ? "Morrison" : "BLS75";
    return name + " n+1, factored to " + enough.percent(n) + "%";
  }
}
