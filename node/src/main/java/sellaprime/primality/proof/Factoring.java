package sellaprime.primality.proof;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sellaprime.primality.arith.Ring;
import sellaprime.primality.arith.Watch;

/**
 * Factors a {@link Side} within a budget, and has the prime factors proved. Deterministic. For one
 * thread.
 */
final class Factoring {

  /** A factor of a word has at most 32 bits; rho meets it after some 2^16 steps. */
  private static final int WORD_STEPS = 1 << 20;

  /** Proves a prime factor; called again from within for the factors of its neighbours. */
  @FunctionalInterface
  interface SubProof {
    Proof prove(BigInteger n, Budget budget);
  }

  private final RingSource rings;
  private final Effort effort;
  private final Budget budget;
  private final SubProof subProof;
  private final Watch watch;

  Factoring(RingSource rings, Effort effort, Budget budget, SubProof subProof, Watch watch) {
    this.rings = rings;
    this.effort = effort;
    this.budget = budget;
    this.subProof = subProof;
    this.watch = watch;
  }

  /** Divides the primes up to the limit of {@code effort} out. */
  void divideByPrimes(Side side, Effort limit) {
    for (BigInteger part : side.open()) {
      for (BigInteger prime : TrialPrimes.of(limit).divisors(part)) {
        side.add(prime, List.of());
      }
    }
    side.raiseBound(limit.trialLimit());
  }

  /** Divides by the prime factors of {@code hints}, as far as they are easily found and proved. */
  void divideByHints(List<Side> sides, Set<BigInteger> hints) {
    for (BigInteger hint : hints) {
      watch.check();
      if (hint.compareTo(BigInteger.ONE) <= 0
          || sides.stream().allMatch(s -> s.cofactor().gcd(hint).equals(BigInteger.ONE))) {
        continue;
      }
      // What is found of the hint itself as a number holds for both sides.
      Side found = new Side(hint);
      divideByPrimes(found, effort);
      settle(found, true);
      for (BigInteger prime : found.primes()) {
        sides.forEach(side -> side.add(prime, found.proofOf(prime)));
      }
    }
  }

  /**
   * Decides the open parts that are within reach: words at once, and probable primes by a proof of
   * their own if it comes cheap.
   *
   * @param free whether the tests are not charged to the budget
   */
  void settle(Side side, boolean free) {
    for (boolean changed = true; changed; ) {
      changed = false;
      for (BigInteger part : side.open()) {
        watch.check();
        changed |= Words.fits(part) ? settleWord(side, part) : settleLong(side, part, free);
      }
    }
  }

  private boolean settleWord(Side side, BigInteger part) {
    if (Words.isPrime(part)) {
      side.add(part, List.of());
      return true;
    }
    Optional<BigInteger> factor = root(part).or(() -> rho(part, WORD_STEPS));
    factor.ifPresent(f -> side.split(part, f));
    return factor.isPresent();
  }

  private boolean settleLong(Side side, BigInteger part, boolean free) {
    if (!free && !budget.take(part.bitLength())) {
      return false;
    }
    if (!part.testBit(0) || !passesFermat(rings.ring(part))) {
      return false;
    }
    Budget share = new Budget(free ? effort.products(part.bitLength()) : budget.left() / 2);
    long before = share.left();
    Proof proof = subProof.prove(part, share);
    if (!free) {
      budget.take(before - share.left());
    }
    if (proof.isPrime()) {
      side.add(part, proof.certificate().map(Certificate::steps).orElse(List.of()));
      return true;
    }
    if (proof.outcome() == Proof.Outcome.UNKNOWN) {
      side.setAside(part);
    }
    return false;
  }

  /**
   * Spends {@code products} on each open part: half on rho, half on p-1.
   *
   * @param round 1, 2, ...; another sequence for each
   * @return whether a factor was found
   */
  boolean split(Side side, int round, long products) {
    boolean found = false;
    for (BigInteger part : side.open()) {
      if (!budget.take(products)) {
        return found;
      }
      Optional<BigInteger> factor =
          root(part)
              .or(() -> pMinusOne(part, PMinusOne.limitFor(products / 2)))
              .or(() -> rho(part, round, products / 4));
      factor.ifPresent(f -> side.split(part, f));
      found |= factor.isPresent();
    }
    return found;
  }

  private boolean passesFermat(Ring<?> ring) {
    return equalsOne(ring, ring.modulus().subtract(BigInteger.ONE));
  }

  private <E> boolean equalsOne(Ring<E> ring, BigInteger exponent) {
    return ring.value(ring.powerOfTwo(exponent, watch)).equals(BigInteger.ONE);
  }

  /** The root of a square: rho finds no factor of a prime's square. */
  private static Optional<BigInteger> root(BigInteger x) {
    BigInteger[] root = x.sqrtAndRemainder();
    return root[1].signum() == 0 ? Optional.of(root[0]) : Optional.empty();
  }

  private Optional<BigInteger> rho(BigInteger x, long steps) {
    Optional<BigInteger> factor = Optional.empty();
    for (int c = 1; c <= 10 && factor.isEmpty(); c++) {
      factor = rho(x, c, steps);
    }
    return factor;
  }

  private Optional<BigInteger> rho(BigInteger x, int c, long steps) {
    return BrentRho.factor(rings.ring(x), c, steps, watch);
  }

  private Optional<BigInteger> pMinusOne(BigInteger x, int limit) {
    return PMinusOne.factor(rings.ring(x), limit, watch);
  }
}
