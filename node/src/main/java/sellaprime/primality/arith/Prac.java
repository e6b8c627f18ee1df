package sellaprime.primality.arith;

import java.math.BigInteger;

/**
 * V<sub>k</sub>(p, 1) along a {@link PracChain}: a fifth fewer products than {@link LucasLadder},
 * but other ones for each index, which is why kernels of a few limbs do without.
 */
final class Prac {

  /** Below, finding the chain costs more than it saves. */
  static final int FEWEST_BITS = 480;

  private Prac() {}

  /** By the shorter of the two ways. */
  static <E> E v(Ring<E> ring, int p, BigInteger index, Watch watch) {
    PracChain chain = index.bitLength() < FEWEST_BITS ? null : PracChain.to(index);
    return chain == null
        ? LucasLadder.v(ring, p, index, watch)
        : new Walk<>(ring, p).along(chain, watch);
  }

  /** V at the indices a, b and a - b. */
  private static final class Walk<E> {
    private final Ring<E> ring;
    private final E two;
    private E a;
    private E b;
    private E c;
    private final E spare;
    private final E twice;
    private final E product;

    Walk(Ring<E> ring, int p) {
      this.ring = ring;
      this.two = ring.element(BigInteger.TWO);
      this.a = ring.element(BigInteger.valueOf(p));
      this.b = ring.copy(a);
      this.c = ring.copy(two);
      this.spare = ring.copy(two);
      this.twice = ring.copy(two);
      this.product = ring.copy(two);
    }

    E along(PracChain chain, Watch watch) {
      int steps = chain.fibonacci() + chain.length();
      for (int i = 0; i < chain.fibonacci(); i++) {
        watch.check();
        sum(c, a, b, c);
        exchangeBAndC();
        exchangeAAndB();
        watch.progress((double) i / steps);
      }
      for (int i = 0; i < chain.length(); i++) {
        watch.check();
        int rule = chain.rule(i);
        if (rule > PracChain.EXCHANGE) {
          exchangeAAndB();
        }
        apply(rule & (PracChain.EXCHANGE - 1));
        watch.progress((double) (chain.fibonacci() + i) / steps);
      }
      sum(a, a, b, c);
      watch.progress(1);
      return a;
    }

    /** The comments give the new a, b and a - b. */
    private void apply(int rule) {
      switch (rule) {
        case 1 -> { // 2a+b, a+2b, a-b
          sum(spare, a, b, c);
          sum(twice, spare, b, a);
          sum(a, spare, a, b);
          ring.set(b, twice);
        }
        case 2, 4 -> { // 2a, a+b, a-b
          sum(b, a, b, c);
          twice(a, a);
        }
        case 3 -> { // a, a+b, -b
          sum(c, a, b, c);
          exchangeBAndC();
        }
        case 5 -> { // 2a, b, 2a-b
          sum(c, a, c, b);
          twice(a, a);
        }
        case 6 -> { // 3a, 3a+b, -b
          sum(spare, a, b, c);
          twice(twice, a);
          sum(a, twice, a, a);
          sum(c, twice, spare, c);
          exchangeBAndC();
        }
        case 7 -> { // 3a, 2a+b, a-b
          sum(spare, a, b, c);
          sum(b, spare, a, b);
          twice(twice, a);
          sum(a, twice, a, a);
        }
        case 8 -> { // 3a, a+b, 2a-b
          sum(spare, a, b, c);
          sum(c, a, c, b);
          ring.set(b, spare);
          twice(twice, a);
          sum(a, twice, a, a);
        }
        case 9 -> { // a, 2b, a-2b
          sum(c, c, b, a);
          twice(b, b);
        }
        default -> throw new IllegalStateException("no rule " + rule);
      }
    }

    /** {@code to} becomes the V at x + y; {@code difference} is that at x - y. */
    private void sum(E to, E x, E y, E difference) {
      ring.multiply(product, x, y);
      ring.subtract(to, product, difference);
    }

    private void exchangeAAndB() {
      E old = a;
      a = b;
      b = old;
    }

    private void exchangeBAndC() {
      E old = b;
      b = c;
      c = old;
    }

    private void twice(E to, E x) {
      ring.square(product, x);
      ring.subtract(to, product, two);
    }
  }
}
