package sellaprime.primality.proof;

import java.math.BigInteger;
import sellaprime.primality.arith.Ring;
import sellaprime.primality.arith.Watch;
import sellaprime.primality.chain.ChainRunner;
import sellaprime.primality.chain.PowerChain;
import sellaprime.primality.chain.SquareLessTwoChain;

/** The two long chains that decide numbers k&middot;2<sup>m</sup> &plusmn; 1. */
interface Chains {

  /** Chains that check themselves and can be resumed. */
  static Chains over(RingSource rings) {
    return new Chains() {
      @Override
      public boolean endsInMinusOne(BigInteger n, int base, BigInteger exponent, Watch watch) {
        return isMinusOne(rings.ring(n), base, exponent, watch);
      }

      @Override
      public boolean endsInZero(BigInteger n, BigInteger start, int steps, Watch watch) {
        return isZero(rings.ring(n), start, steps, watch);
      }
    };
  }

  /**
   * Whether {@code base} to the {@code exponent} is -1 modulo {@code n}.
   *
   * @throws java.util.concurrent.CancellationException once {@code watch} says so
   */
  boolean endsInMinusOne(BigInteger n, int base, BigInteger exponent, Watch watch);

  /**
   * Whether so many steps S &rarr; S<sup>2</sup> - 2 modulo {@code n} lead from {@code start} to 0.
   *
   * @throws java.util.concurrent.CancellationException once {@code watch} says so
   */
  boolean endsInZero(BigInteger n, BigInteger start, int steps, Watch watch);

  private static <E> boolean isMinusOne(Ring<E> ring, int base, BigInteger exponent, Watch watch) {
    PowerChain<E> chain = PowerChain.of(ring, base, exponent);
    ChainRunner.run(chain, watch);
    return chain.isMinusOne();
  }

  private static <E> boolean isZero(Ring<E> ring, BigInteger start, int steps, Watch watch) {
    SquareLessTwoChain<E> chain = SquareLessTwoChain.of(ring, start, steps);
    ChainRunner.run(chain, watch);
    return chain.isZero();
  }
}
