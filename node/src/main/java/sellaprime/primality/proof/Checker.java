package sellaprime.primality.proof;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks certificates by plain {@link BigInteger} arithmetic, from the statements alone. It shares
 * nothing with the prover: powers by {@link BigInteger#modPow}, Lucas sequences as powers of P +
 * &radic;D, its own conditions, its own test below 2<sup>64</sup>.
 *
 * <p>Every step stands on primes less than its number, so the steps cannot stand on one another in
 * a circle.
 */
final class Checker {

  private static final BigInteger ONE = BigInteger.ONE;
  private static final BigInteger TWO = BigInteger.TWO;

  /** A bound of a step makes the checker divide; no more than this. */
  private static final int LARGEST_BOUND = 10_000_000;

  private Checker() {}

  static Optional<String> flaw(Certificate certificate) {
    try {
      check(certificate);
      return Optional.empty();
    } catch (Flaw e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** What is wrong with the reasoning of {@code step}, its primes taken for granted; for tests. */
  static Optional<String> flawAlone(Step step) {
    try {
      checkReasoning(step);
      return Optional.empty();
    } catch (Flaw e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static final class Flaw extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Flaw(String message) {
      super(message, null, false, false);
    }
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new Flaw(otherwise);
    }
  }

  private static void check(Certificate certificate) {
    Map<BigInteger, Step> steps = new HashMap<>();
    for (Step step : certificate.steps()) {
      require(steps.put(step.n(), step) == null, "two steps for " + step.n());
    }
    requireSettled(certificate.n(), steps);
    for (Step step : certificate.steps()) {
      check(step, steps);
    }
  }

  /** A prime below 2^64, or one with a step of its own. */
  private static void requireSettled(BigInteger p, Map<BigInteger, Step> steps) {
    if (p.bitLength() > 64) {
      require(steps.containsKey(p), "no step for " + p);
    } else {
      require(isSmallPrime(p), "not a prime: " + p);
    }
  }

  /**
   * Strong tests to the first twelve primes decide all numbers below 3.18&middot;10<sup>23</sup>.
   *
   * @see "Sorenson, Webster: Strong pseudoprimes to twelve prime bases. Math. Comp. 86 (2017),
   *     985-1003"
   */
  private static boolean isSmallPrime(BigInteger p) {
    if (p.compareTo(TWO) < 0) {
      return false;
    }
    for (int small : new int[] {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37}) {
      BigInteger base = BigInteger.valueOf(small);
      if (p.equals(base)) {
        return true;
      }
      if (p.mod(base).signum() == 0 || !passes(p, base)) {
        return false;
      }
    }
    return true;
  }

  private static boolean passes(BigInteger p, BigInteger base) {
    BigInteger minusOne = p.subtract(ONE);
    int twos = minusOne.getLowestSetBit();
    BigInteger x = base.modPow(minusOne.shiftRight(twos), p);
    boolean passed = x.equals(ONE) || x.equals(minusOne);
    for (int i = 1; i < twos && !passed; i++) {
      x = x.multiply(x).mod(p);
      passed = x.equals(minusOne);
    }
    return passed;
  }

  private static void check(Step step, Map<BigInteger, Step> steps) {
    BigInteger n = step.n();
    require(n.compareTo(BigInteger.valueOf(3)) > 0 && n.testBit(0), "even or too small: " + n);
    for (BigInteger prime : step.primes()) {
      require(prime.compareTo(n) < 0, "a prime that is not less than its number " + n);
      requireSettled(prime, steps);
    }
    checkReasoning(step);
  }

  private static void checkReasoning(Step step) {
    if (step instanceof FactorStep s) {
      checkFactors(s);
    } else if (step instanceof Theorem3Step s) {
      checkTheorem3(s);
    } else if (step instanceof Theorem15Step s) {
      checkTheorem15(s);
    } else {
      throw new Flaw("an unknown kind of step");
    }
  }

  private static void checkFactors(FactorStep step) {
    BigInteger n = step.n();
    MinusSide minus = step.minus();
    PlusSide plus = step.plus();
    BigInteger f = factoredPart(n.subtract(ONE), minus.witnesses(), minus.bound());
    BigInteger g = factoredPart(n.add(ONE), plus.witnesses(), plus.bound());
    checkBases(n, f, minus);
    checkLucas(n, g, plus);
    BigInteger a = BigInteger.valueOf(minus.bound());
    BigInteger b = BigInteger.valueOf(plus.bound());
    require(
        isEnough(n, f, a, g, b) || isEnoughMinus(n, f, a) || isEnoughPlus(n, g, b),
        "too little is factored for " + n);
  }

  /** The product of the full powers; checks that the primes divide, and the bound of the rest. */
  private static BigInteger factoredPart(BigInteger number, List<Witness> witnesses, int bound) {
    BigInteger rest = number;
    for (Witness witness : witnesses) {
      require(rest.mod(witness.prime()).signum() == 0, witness.prime() + " does not divide");
      while (rest.mod(witness.prime()).signum() == 0) {
        rest = rest.divide(witness.prime());
      }
    }
    require(bound >= 1 && bound <= LARGEST_BOUND, "a bound out of range: " + bound);
    if (bound > 1) {
      requireNoFactorUpTo(rest, bound);
    }
    return number.divide(rest);
  }

  private static void requireNoFactorUpTo(BigInteger rest, int bound) {
    boolean[] composite = new boolean[bound + 1];
    for (int p = 2; p <= bound; p++) {
      if (composite[p]) {
        continue;
      }
      for (long multiple = (long) p * p; multiple <= bound; multiple += p) {
        composite[(int) multiple] = true;
      }
      require(rest.mod(BigInteger.valueOf(p)).signum() != 0, p + " is below the bound");
    }
  }

  private static void checkBases(BigInteger n, BigInteger f, MinusSide side) {
    BigInteger order = n.subtract(ONE);
    Set<BigInteger> passed = new HashSet<>();
    for (Witness witness : side.witnesses()) {
      checkBase(n, witness.by(), order.divide(witness.prime()), passed);
    }
    if (side.bound() > 1) {
      require(!f.equals(order), "a bound where nothing is left");
      checkBase(n, side.cofactorBase(), f, passed);
    }
  }

  /**
   * @param passed the bases that have passed the Fermat test; one serves for many primes
   */
  private static void checkBase(
      BigInteger n, BigInteger a, BigInteger exponent, Set<BigInteger> passed) {
    if (passed.add(a)) {
      require(a.modPow(n.subtract(ONE), n).equals(ONE), "Fermat test of " + n + " to base " + a);
    }
    BigInteger less = a.modPow(exponent, n).subtract(ONE);
    require(less.gcd(n).equals(ONE), a + " is no witness for " + n);
  }

  private static void checkLucas(BigInteger n, BigInteger g, PlusSide side) {
    if (side.witnesses().isEmpty()) {
      require(side.bound() == 1, "a bound without witnesses");
      return;
    }
    BigInteger d = side.discriminant();
    require(d.gcd(n).equals(ONE), "D and n have a common factor: " + d);
    BigInteger order = n.add(ONE);
    Set<BigInteger> passed = new HashSet<>();
    for (Witness witness : side.witnesses()) {
      checkSequence(n, d, witness.by(), order.divide(witness.prime()), passed);
    }
    if (side.bound() > 1) {
      require(!g.equals(order), "a bound where nothing is left");
      checkSequence(n, d, side.cofactorP(), g, passed);
    }
  }

  /**
   * @param passed those P for which U<sub>n+1</sub> = 0 has been seen
   */
  private static void checkSequence(
      BigInteger n, BigInteger d, BigInteger p, BigInteger index, Set<BigInteger> passed) {
    require(p.multiply(p).subtract(d).gcd(n).equals(ONE), "Q and n have a common factor: P = " + p);
    if (passed.add(p)) {
      require(u(n, d, p, n.add(ONE)).signum() == 0, "Lucas test of " + n + " with P = " + p);
    }
    require(u(n, d, p, index).gcd(n).equals(ONE), "P = " + p + " is no witness for " + n);
  }

  /**
   * x and y in (P + &radic;D)<sup>index</sup> = x + y&radic;D modulo n. But for powers of two, they
   * are V and U.
   */
  private static BigInteger[] lucas(BigInteger n, BigInteger d, BigInteger p, BigInteger index) {
    BigInteger x = ONE;
    BigInteger y = BigInteger.ZERO;
    for (int bit = index.bitLength() - 1; bit >= 0; bit--) {
      BigInteger xy = x.multiply(y);
      x = x.multiply(x).add(y.multiply(y).multiply(d)).mod(n);
      y = xy.shiftLeft(1).mod(n);
      if (index.testBit(bit)) {
        BigInteger nextX = x.multiply(p).add(y.multiply(d)).mod(n);
        y = x.add(y.multiply(p)).mod(n);
        x = nextX;
      }
    }
    return new BigInteger[] {x, y};
  }

  private static BigInteger u(BigInteger n, BigInteger d, BigInteger p, BigInteger index) {
    return lucas(n, d, p, index)[1];
  }

  private static BigInteger v(BigInteger n, BigInteger d, BigInteger p, BigInteger index) {
    return lucas(n, d, p, index)[0];
  }

  /** BLS75 theorem 4 and 7 (5 for m = 1), as printed there with m = the bound. */
  private static boolean isEnoughMinus(BigInteger n, BigInteger f, BigInteger m) {
    BigInteger mf1 = m.multiply(f).add(ONE);
    if (mf1.pow(2).compareTo(n) > 0) {
      return true;
    }
    BigInteger cofactor = n.subtract(ONE).divide(f);
    if (f.testBit(0) || !cofactor.testBit(0)) {
      return false;
    }
    BigInteger r = cofactor.mod(f.multiply(TWO));
    BigInteger s = cofactor.divide(f.multiply(TWO));
    BigInteger limit = mf1.multiply(f.pow(2).multiply(TWO).add(r.subtract(m).multiply(f)).add(ONE));
    return n.compareTo(limit) < 0
        && (s.signum() == 0 || isNoSquare(r.pow(2).subtract(s.multiply(BigInteger.valueOf(8)))));
  }

  /** BLS75 theorems 16 and 19 (17 for m = 1). */
  private static boolean isEnoughPlus(BigInteger n, BigInteger g, BigInteger m) {
    if (g.compareTo(TWO) <= 0) {
      return false;
    }
    BigInteger mg = m.multiply(g);
    if (mg.pow(2).compareTo(n.add(ONE)) > 0) {
      return true;
    }
    BigInteger cofactor = n.add(ONE).divide(g);
    if (g.testBit(0) || !cofactor.testBit(0)) {
      return false;
    }
    BigInteger r = cofactor.mod(g.multiply(TWO));
    if (r.compareTo(g) > 0) {
      r = r.subtract(g.multiply(TWO));
    }
    BigInteger s = cofactor.subtract(r).divide(g.multiply(TWO));
    BigInteger limit =
        mg.subtract(ONE)
            .multiply(g.pow(2).multiply(TWO).add(mg).subtract(r.abs().multiply(g)).add(ONE));
    return n.compareTo(limit) < 0
        && (s.signum() == 0 || isNoSquare(r.pow(2).add(s.multiply(BigInteger.valueOf(8)))));
  }

  /** BLS75 theorem 20: n &lt; max(AF + 1, BG - 1)(AFBG/2 + 1). */
  private static boolean isEnough(
      BigInteger n, BigInteger f, BigInteger a, BigInteger g, BigInteger b) {
    BigInteger af = a.multiply(f);
    BigInteger bg = b.multiply(g);
    BigInteger least = af.add(ONE).max(bg.subtract(ONE));
    return n.multiply(TWO).compareTo(least.multiply(af.multiply(bg).add(TWO))) < 0;
  }

  private static boolean isNoSquare(BigInteger x) {
    return x.signum() < 0 || x.sqrtAndRemainder()[1].signum() != 0;
  }

  private static void checkTheorem3(Theorem3Step step) {
    BigInteger n = step.n();
    BigInteger q = step.q();
    BigInteger minusOne = n.subtract(ONE);
    require(q.testBit(0) && minusOne.mod(q).signum() == 0, q + " is no odd factor of n-1");
    require(q.multiply(TWO).add(ONE).pow(2).compareTo(n) > 0, q + " is too small for " + n);
    BigInteger half = minusOne.shiftRight(1);
    require(step.a().modPow(half, n).equals(minusOne), "base " + step.a() + " for " + n);
    require(!step.a().modPow(half.divide(q), n).equals(minusOne), "base " + step.a() + " for " + n);
  }

  private static void checkTheorem15(Theorem15Step step) {
    BigInteger n = step.n();
    BigInteger q = step.q();
    BigInteger plusOne = n.add(ONE);
    require(q.testBit(0) && plusOne.mod(q).signum() == 0, q + " is no odd factor of n+1");
    require(q.multiply(TWO).subtract(ONE).pow(2).compareTo(n) > 0, q + " is too small for " + n);
    BigInteger d = step.lp().pow(2).subtract(step.lq().multiply(BigInteger.valueOf(4)));
    require(d.signum() != 0 && jacobi(d, n) == -1, "the symbol (D/n) is not -1 for " + n);
    BigInteger half = plusOne.shiftRight(1);
    require(v(n, d, step.lp(), half).signum() == 0, "V is not 0 for " + n);
    require(v(n, d, step.lp(), half.divide(q)).signum() != 0, "V is 0 too early for " + n);
  }

  /** The Jacobi symbol of any a for odd n > 0, by the law of reciprocity. */
  private static int jacobi(BigInteger a, BigInteger n) {
    BigInteger top = a.mod(n);
    BigInteger bottom = n;
    int sign = 1;
    while (top.signum() != 0) {
      int twos = top.getLowestSetBit();
      top = top.shiftRight(twos);
      int mod8 = bottom.intValue() & 7;
      if ((twos & 1) == 1 && (mod8 == 3 || mod8 == 5)) {
        sign = -sign;
      }
      if ((top.intValue() & bottom.intValue() & 3) == 3) {
        sign = -sign;
      }
      BigInteger next = bottom.mod(top);
      bottom = top;
      top = next;
    }
    return bottom.equals(ONE) ? sign : 0;
  }
}
