package sellaprime.primality.proof;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import sellaprime.primality.arith.Jacobi;
import sellaprime.primality.arith.Ring;
import sellaprime.primality.arith.Watch;

/**
 * One attempt at a proof by the factors of n - 1 and n + 1: factor until the factors are enough,
 * then find witnesses. For one thread.
 */
final class FactorProof {

  /** The first stretch of factoring; each round doubles it. */
  private static final long FIRST_ROUND_PRODUCTS = 1000;

  private final BigInteger n;
  private final Effort effort;
  private final Budget budget;
  private final RingSource rings;
  private final Factoring factoring;
  private final Watch watch;
  private final Side minus;
  private final Side plus;

  FactorProof(
      BigInteger n,
      Effort effort,
      Budget budget,
      RingSource rings,
      Factoring factoring,
      Watch watch) {
    this.n = n;
    this.effort = effort;
    this.budget = budget;
    this.rings = rings;
    this.factoring = factoring;
    this.watch = watch;
    this.minus = new Side(n.subtract(BigInteger.ONE));
    this.plus = new Side(n.add(BigInteger.ONE));
  }

  /**
   * Tries.
   *
   * @throws CompositeException if n is composite
   */
  Proof prove(Set<BigInteger> hints) {
    Optional<Plan> plan = plan(hints);
    return plan.isPresent() ? witness(plan.get()) : unknown();
  }

  private Proof unknown() {
    return Proof.unknown(
        "n-1 factored to " + minus.percent() + "%, n+1 to " + plus.percent() + "%");
  }

  private Optional<Plan> plan(Set<BigInteger> hints) {
    List<Side> sides = List.of(minus, plus);
    sides.forEach(side -> factoring.divideByPrimes(side, Effort.HINTS));
    factoring.divideByHints(sides, hints);
    Optional<Plan> plan = Plan.of(n, minus, plus);
    if (plan.isPresent() || effort == Effort.HINTS) {
      return plan;
    }
    requireEuler();
    sides.forEach(side -> factoring.divideByPrimes(side, effort));
    plan = Plan.of(n, minus, plus);
    long products = FIRST_ROUND_PRODUCTS;
    for (int round = 1; plan.isEmpty(); round++, products *= 2) {
      sides.forEach(side -> factoring.settle(side, false));
      plan = Plan.of(n, minus, plus);
      if (plan.isPresent() || sides.stream().allMatch(side -> side.open().isEmpty())) {
        return plan;
      }
      if (budget.left() < products) {
        return plan;
      }
      for (Side side : sides) {
        factoring.split(side, round, products);
      }
    }
    return plan;
  }

  /** Before anything expensive: composites end here. */
  private void requireEuler() {
    int a = firstWith(x -> Jacobi.symbol(x, n) == -1, 2);
    BigInteger half = n.shiftRight(1);
    BigInteger power = Powers.value(rings.ring(n), BigInteger.valueOf(a), half, watch);
    if (!power.equals(n.subtract(BigInteger.ONE))) {
      throw new CompositeException("Euler test to base " + a);
    }
  }

  private Proof witness(Plan plan) {
    Optional<MinusSide> minusSide =
        plan.minus().isEmpty() ? Optional.of(MinusSide.NONE) : minusSide(rings.ring(n), plan);
    if (minusSide.isEmpty()) {
      return unknown();
    }
    Optional<PlusSide> plusSide =
        plan.plus().isEmpty() ? Optional.of(PlusSide.NONE) : plusSide(rings.ring(n), plan);
    if (plusSide.isEmpty()) {
      return unknown();
    }
    List<Step> steps = new ArrayList<>();
    steps.add(new FactorStep(n, minusSide.get(), plusSide.get()));
    plan.minus().forEach(p -> steps.addAll(minus.proofOf(p)));
    plan.plus().forEach(p -> steps.addAll(plus.proofOf(p)));
    return Proof.prime(plan.method(), new Certificate(n, steps.stream().distinct().toList()));
  }

  private <E> Optional<MinusSide> minusSide(Ring<E> ring, Plan plan) {
    List<BigInteger> factors = withCofactor(plan.minus(), minus, plan.minusBound());
    int first = firstWith(a -> Jacobi.symbol(a, n) == -1, 2);
    return new WitnessSearch<>(new Powers<>(ring), minus.number(), watch)
        .find(factors, first, BigInteger::valueOf, "Fermat test to base ")
        .map(
            found ->
                new MinusSide(
                    witnesses(plan.minus(), found),
                    plan.minusBound(),
                    cofactorWitness(found, minus, plan.minusBound())));
  }

  private <E> Optional<PlusSide> plusSide(Ring<E> ring, Plan plan) {
    List<BigInteger> factors = withCofactor(plan.plus(), plus, plan.plusBound());
    int d = discriminant();
    int first = firstWith(p -> Jacobi.symbol(p * p - d, n) == -1, 1);
    return new WitnessSearch<>(new Traces<>(ring), plus.number(), watch)
        .find(factors, first, p -> trace(p, d), "Lucas test with D = " + d + ", P = ")
        .map(
            found ->
                new PlusSide(
                    BigInteger.valueOf(d),
                    witnesses(plan.plus(), found),
                    plan.plusBound(),
                    cofactorWitness(found, plus, plan.plusBound())));
  }

  /** The first D of 5, -7, 9, -11, ... with Jacobi symbol (D/n) = -1; n is no square. */
  private int discriminant() {
    int d = 5;
    while (Jacobi.symbol(d, n) != -1) {
      d = d > 0 ? -d - 2 : -d + 2;
    }
    return d;
  }

  /**
   * The trace of (P + &radic;D)/(P - &radic;D), that is 2(P<sup>2</sup> + D)/(P<sup>2</sup> - D).
   */
  private BigInteger trace(int p, int d) {
    BigInteger square = BigInteger.valueOf((long) p * p);
    BigInteger big = BigInteger.valueOf(d);
    BigInteger below = square.subtract(big).mod(n);
    BigInteger common = below.gcd(n);
    if (!common.equals(BigInteger.ONE)) {
      throw new CompositeException("divisible by " + common);
    }
    return square.add(big).shiftLeft(1).multiply(below.modInverse(n)).mod(n);
  }

  private static List<BigInteger> withCofactor(List<BigInteger> primes, Side side, int bound) {
    List<BigInteger> factors = new ArrayList<>(primes);
    if (bound > 1 && !side.cofactor().equals(BigInteger.ONE)) {
      factors.add(side.cofactor());
    }
    return factors;
  }

  private static List<Witness> witnesses(List<BigInteger> primes, Map<BigInteger, Integer> found) {
    return primes.stream()
        .map(p -> new Witness(p, BigInteger.valueOf(found.getOrDefault(p, 0))))
        .toList();
  }

  private static BigInteger cofactorWitness(Map<BigInteger, Integer> found, Side side, int bound) {
    return bound > 1 ? BigInteger.valueOf(found.getOrDefault(side.cofactor(), 0)) : BigInteger.ZERO;
  }

  private static int firstWith(IntPredicate condition, int from) {
    int x = from;
    while (!condition.test(x)) {
      x++;
    }
    return x;
  }
}
