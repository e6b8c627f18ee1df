package sellaprime.primality.proof;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import sellaprime.primality.arith.Jacobi;
import sellaprime.primality.arith.PerfectSquare;
import sellaprime.primality.arith.Watch;
import sellaprime.primality.chain.LongRings;

/**
 * The way in: looks for a proof that a number is prime, and finds composites on the way.
 *
 * <ol>
 *   <li>Below 2<sup>64</sup>: decided by {@link sellaprime.primality.word.WordPrimality}.
 *   <li>k&middot;2<sup>m</sup> &plusmn; 1 with k &lt; 2<sup>m</sup>: decided by one chain of
 *       squarings (Lucas-Lehmer, P&eacute;pin, Proth, Lucas-Lehmer-Riesel).
 *   <li>Else the prime factors of n - 1 and n + 1, from hints and within the budget.
 * </ol>
 *
 * <p>It is meant for numbers that passed a probable-prime test already, but right for all. Prime
 * and composite are certain. Immutable, thread-safe.
 */
public final class Proofs {

  private final RingSource rings;
  private final Chains chains;

  /** With the fastest arithmetic for each number. */
  public Proofs() {
    this(LongRings::of);
  }

  Proofs(RingSource rings) {
    this.rings = rings;
    this.chains = Chains.over(rings);
  }

  /**
   * Whether {@code n} is k&middot;2<sup>m</sup> &plusmn; 1 with k &lt; 2<sup>m</sup>, so that
   * {@link #prove} decides it by one chain at about the price of a Fermat test, whatever the
   * effort.
   */
  public static boolean isDecidedByChain(BigInteger n) {
    return n.testBit(0) && !Words.fits(n) && TwoPowerForm.of(n).isPresent();
  }

  /**
   * Looks for a proof. Cost: for a special form one modular product a bit; else factoring, as
   * {@code effort} allows, and some powers modulo n for the witnesses. Only the chain of a special
   * form is checked against faults and can be resumed.
   *
   * @param hints numbers that may have factors in common with n - 1 or n + 1
   * @param effort how much may be spent on factoring
   * @throws java.util.concurrent.CancellationException once {@code watch} says so
   * @throws sellaprime.primality.chain.ComputationFaultException if this machine does not compute
   *     rightly
   */
  public Proof prove(BigInteger n, Set<BigInteger> hints, Effort effort, Watch watch) {
    return prove(n, hints, effort, new Budget(effort.products(n.bitLength())), watch);
  }

  private Proof prove(
      BigInteger n, Set<BigInteger> hints, Effort effort, Budget budget, Watch watch) {
    watch.check();
    if (n.compareTo(BigInteger.TWO) < 0) {
      return Proof.composite("by definition: below 2");
    }
    if (Words.fits(n)) {
      return Words.isPrime(n)
          ? Proof.primeBySize("proved below 2^64")
          : Proof.composite("strong test below 2^64");
    }
    if (!n.testBit(0)) {
      return Proof.composite("divisible by 2");
    }
    if (PerfectSquare.isSquare(n)) {
      return Proof.composite("perfect square");
    }
    try {
      Optional<TwoPowerForm> form = TwoPowerForm.of(n);
      return form.isPresent()
          ? byChain(form.get(), watch)
          : byFactors(n, hints, effort, budget, watch);
    } catch (CompositeException e) {
      return Proof.composite(e.reason());
    }
  }

  private Proof byFactors(
      BigInteger n, Set<BigInteger> hints, Effort effort, Budget budget, Watch watch) {
    // Nobody knows how far such a search is: it stays at the beginning.
    Watch quiet = watch.part(0, 0);
    Factoring factoring =
        new Factoring(
            rings,
            effort,
            budget,
            (prime, share) -> prove(prime, Set.of(), effort, share, quiet),
            quiet);
    return new FactorProof(n, effort, budget, rings, factoring, quiet).prove(hints);
  }

  /** The chains by themselves, for numbers of any size; for tests. */
  boolean isPrimeByChain(TwoPowerForm form, Watch watch) {
    try {
      return !PerfectSquare.isSquare(form.n()) && byChain(form, watch).isPrime();
    } catch (CompositeException e) {
      return false;
    }
  }

  private Proof byChain(TwoPowerForm form, Watch watch) {
    if (form.isMersenne()) {
      return mersenne(form, watch);
    }
    return form.plus() ? proth(form, watch) : riesel(form, watch);
  }

  private Proof mersenne(TwoPowerForm form, Watch watch) {
    OptionalInt divisor = Mersenne.properDivisor(form.m());
    if (divisor.isPresent()) {
      // 2^d - 1 divides 2^p - 1 if d divides p.
      return Proof.composite("divisible by 2^" + divisor.getAsInt() + "-1");
    }
    boolean prime = Mersenne.isPrime(form.n(), form.m(), chains, watch);
    return decided(prime, "Lucas-Lehmer", Mersenne.certificate(form.n()));
  }

  private Proof proth(TwoPowerForm form, Watch watch) {
    int odd = form.m() >> Integer.numberOfTrailingZeros(form.m());
    if (form.isFermat() && odd > 1) {
      // x + 1 divides x^odd + 1.
      return Proof.composite("divisible by 2^" + form.m() / odd + "+1");
    }
    int base = 3;
    for (int symbol; (symbol = Jacobi.symbol(base, form.n())) != -1; base += 2) {
      requireNoFactor(symbol, base);
    }
    boolean prime = Proth.isPrime(form.n(), base, chains, watch);
    String method = form.isFermat() ? "Pepin" : "Proth, base " + base;
    return decided(prime, method, Proth.certificate(form.n(), base));
  }

  private Proof riesel(TwoPowerForm form, Watch watch) {
    int t = 3;
    while (true) {
      int below = Jacobi.symbol(t - 2, form.n());
      int above = Jacobi.symbol(t + 2, form.n());
      requireNoFactor(below, t - 2);
      requireNoFactor(above, t + 2);
      if (below == 1 && above == -1) {
        break;
      }
      t++;
    }
    boolean prime = Riesel.isPrime(form, t, rings, chains, watch);
    return decided(prime, "Lucas-Lehmer-Riesel", Riesel.certificate(form.n(), t));
  }

  /** Numbers here are above 2^64, so a word that shares a factor with one is no multiple of it. */
  private static void requireNoFactor(int symbol, int x) {
    if (symbol == 0) {
      throw new CompositeException("a common factor with " + x);
    }
  }

  private static Proof decided(boolean prime, String method, Step step) {
    return prime
        ? Proof.prime(method, new Certificate(step.n(), List.of(step)))
        : Proof.composite(method);
  }
}
