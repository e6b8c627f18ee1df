package sellaprime.primality.arith;

import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A short Lucas chain to one index, found by Montgomery's rules ("PRAC") [1].
 *
 * <p><b>Invariant.</b> V<sub>a</sub>, V<sub>b</sub> and V<sub>a-b</sub> are known, and index =
 * d&middot;a + e&middot;b. A rule makes d and e smaller and a and b larger; at d = e = 1 the index
 * is a + b. V<sub>x+y</sub> = V<sub>x</sub>V<sub>y</sub> - V<sub>x-y</sub> is one product.
 *
 * <p><b>Start.</b> The cheapest rule turns (d, e) into (e, d - e), and applies as long as d/e is
 * near the golden ratio. So for the first half of the bits a and b are consecutive Fibonacci
 * numbers, and of the many (d, e) with index = d&middot;F<sub>m+1</sub> + e&middot;F<sub>m</sub>
 * one is taken with d/e near that ratio again. From there on the rules are tried in order on
 * numbers half as long as the index.
 *
 * <p><b>Length.</b> Some 1.63 products a bit (squares counted) where the binary ladder needs 2.
 * Finding the chain costs as much as some 70 products at 1000 bits.
 *
 * @see "[1] Montgomery: Evaluating recurrences of form X_{m+n} = f(X_m, X_n, X_{m-n}) via Lucas
 *     chains (1983, revised 1992), table 4"
 */
final class PracChain {

  /** Added to a rule: d and e, and with them a and b, change places before. */
  static final int EXCHANGE = 16;

  /** The last rule's number. */
  static final int RULES = 9;

  /** A start whose d and e have a common factor leads nowhere; two in five do. */
  private static final int MOST_STARTS = 200;

  /** Bits that d and e have more than half of the index: what is left to choose the ratio. */
  private static final int SLACK = 8;

  /** 2<sup>31</sup> divided by the square root of 5. */
  private static final BigInteger ROOT = BigInteger.valueOf(960_383_884L);

  private static final int ROOT_BITS = 31;

  private static final BigInteger SMALL_PRIMES = BigInteger.valueOf(2 * 3 * 5 * 7);

  private final int fibonacci;
  private final byte[] rules;

  private PracChain(int fibonacci, byte[] rules) {
    this.fibonacci = fibonacci;
    this.rules = rules;
  }

  /** How often (a, b) becomes (a + b, a) at first, from (1, 1) on. */
  int fibonacci() {
    return fibonacci;
  }

  /** How many rules follow; then comes the sum a + b. */
  int length() {
    return rules.length;
  }

  /** The i-th rule, perhaps with {@link #EXCHANGE}. */
  int rule(int i) {
    return rules[i];
  }

  /**
   * A chain to {@code index}, or null if none was found.
   *
   * @param index of at least 64 bits
   */
  static @Nullable PracChain to(BigInteger index) {
    int bits = index.bitLength();
    // F(m) has about 0.694 m bits.
    int m = (int) ((bits / 2 - SLACK) / 0.694_25);
    BigInteger[] pair = fibonacci(m);
    BigInteger f = pair[0];
    BigInteger next = pair[1];
    // F(m)^2 is 1 or -1 modulo F(m+1), in turn.
    BigInteger inverse = (m & 1) == 0 ? f.negate() : f;
    BigInteger least = index.multiply(inverse).mod(next);
    BigInteger wanted = index.divide(next).multiply(ROOT).shiftRight(ROOT_BITS);
    BigInteger e = least.add(wanted.subtract(least).divide(next).multiply(next));
    BigInteger d = index.subtract(e.multiply(f)).divide(next);
    for (int i = 0; i < MOST_STARTS && d.signum() > 0; i++) {
      byte[] rules = haveSmallFactor(d, e) ? null : new Search(d, e).rules();
      if (rules != null) {
        return new PracChain(m - 1, rules);
      }
      e = e.add(next);
      d = d.subtract(f);
    }
    return null;
  }

  /** Whether 2, 3, 5 or 7 divides both: so for most pairs with a common factor. */
  private static boolean haveSmallFactor(BigInteger d, BigInteger e) {
    int dRest = d.mod(SMALL_PRIMES).intValue();
    int eRest = e.mod(SMALL_PRIMES).intValue();
    return ((dRest | eRest) & 1) == 0
        || (dRest % 3 | eRest % 3) == 0
        || (dRest % 5 | eRest % 5) == 0
        || (dRest % 7 | eRest % 7) == 0;
  }

  /** F<sub>m</sub> and F<sub>m+1</sub>, by doubling m. */
  private static BigInteger[] fibonacci(int m) {
    BigInteger f = BigInteger.ZERO;
    BigInteger next = BigInteger.ONE;
    for (int bit = 31 - Integer.numberOfLeadingZeros(m); bit >= 0; bit--) {
      BigInteger even = f.multiply(next.shiftLeft(1).subtract(f));
      BigInteger odd = f.multiply(f).add(next.multiply(next));
      boolean one = ((m >>> bit) & 1) != 0;
      f = one ? odd : even;
      next = one ? even.add(odd) : odd;
    }
    return new BigInteger[] {f, next};
  }

  /** The rules applied to one start. Numbers are ints, the lowest first, and change in place. */
  private static final class Search {
    private int[] d;
    private int[] e;
    private int length;
    private byte[] rules;
    private int count;

    Search(BigInteger d, BigInteger e) {
      this.length = Math.max(d.bitLength(), e.bitLength()) / 32 + 1;
      this.d = ints(d, length);
      this.e = ints(e, length);
      this.rules = new byte[32 * length * 2];
    }

    private static int[] ints(BigInteger x, int length) {
      int[] ints = new int[length];
      long[] words = Words.of(x);
      for (int i = 0; i < length && i < 2 * words.length; i++) {
        ints[i] = (int) (words[i / 2] >>> (32 * (i & 1)));
      }
      return ints;
    }

    /** Null if d and e have a common factor. */
    byte @Nullable [] rules() {
      while (true) {
        // The highest bit stays free, for a sum.
        while (length > 1
            && (d[length - 1] | e[length - 1]) == 0
            && (d[length - 2] | e[length - 2]) >= 0) {
          length--;
        }
        int order = compare();
        if (order == 0) {
          return length == 1 && d[0] == 1 ? Arrays.copyOf(rules, count) : null;
        }
        int exchange = order < 0 ? EXCHANGE : 0;
        if (order < 0) {
          int[] smaller = d;
          d = e;
          e = smaller;
        }
        if (count == rules.length) {
          rules = Arrays.copyOf(rules, 2 * count);
        }
        rules[count++] = (byte) (apply() + exchange);
      }
    }

    /** For d > e; that the ratio is only known approximately does no harm. */
    private int apply() {
      double ratio = leading(d) / leading(e);
      if (ratio > 1.25 && ratio <= 4) {
        subtract();
        return 3;
      }
      boolean near = ratio <= 1.25;
      int dMod3 = mod3(d);
      int eMod3 = mod3(e);
      boolean sumOf3 = (dMod3 + eMod3) % 3 == 0;
      boolean evenDifference = ((d[0] ^ e[0]) & 1) == 0;
      if (near) {
        if (sumOf3) {
          // d' = (2d-e)/3 and e' = (2e-d)/3 = d' - (d-e).
          int[] difference = d.clone();
          subtract(difference, e, length);
          add(d, difference, length);
          third(d, length);
          System.arraycopy(d, 0, e, 0, length);
          subtract(e, difference, length);
          return 1;
        }
        subtract();
        if (evenDifference && dMod3 == eMod3) {
          halve(d, length);
          return 2;
        }
        return 3;
      }
      if (evenDifference) {
        subtract();
        halve(d, length);
        return 4;
      }
      if ((d[0] & 1) == 0) {
        halve(d, length);
        return 5;
      }
      if (dMod3 == 0) {
        third(d, length);
        subtract();
        return 6;
      }
      if (sumOf3) {
        subtract();
        subtract();
        third(d, length);
        return 7;
      }
      if (dMod3 == eMod3) {
        subtract();
        third(d, length);
        return 8;
      }
      halve(e, length);
      return 9;
    }

    private int compare() {
      for (int i = length - 1; i >= 0; i--) {
        if (d[i] != e[i]) {
          return Integer.compareUnsigned(d[i], e[i]);
        }
      }
      return 0;
    }

    /** The top three ints. */
    private double leading(int[] x) {
      double sum = 0;
      for (int i = length - 1; i >= Math.max(0, length - 3); i--) {
        sum = sum * 0x1p32 + (x[i] & 0xffff_ffffL);
      }
      return sum;
    }

    /** As 2<sup>32</sup> is 1 modulo 3. */
    private int mod3(int[] x) {
      long sum = 0;
      for (int i = 0; i < length; i++) {
        sum += x[i] & 0xffff_ffffL;
      }
      return (int) (sum % 3);
    }

    private void subtract() {
      subtract(d, e, length);
    }

    private static void subtract(int[] x, int[] y, int length) {
      long borrow = 0;
      for (int i = 0; i < length; i++) {
        borrow += (x[i] & 0xffff_ffffL) - (y[i] & 0xffff_ffffL);
        x[i] = (int) borrow;
        borrow >>= 32;
      }
    }

    /** Without carry out. */
    private static void add(int[] x, int[] y, int length) {
      long carry = 0;
      for (int i = 0; i < length; i++) {
        carry += (x[i] & 0xffff_ffffL) + (y[i] & 0xffff_ffffL);
        x[i] = (int) carry;
        carry >>>= 32;
      }
    }

    private static void halve(int[] x, int length) {
      for (int i = 0; i < length - 1; i++) {
        x[i] = (x[i] >>> 1) | (x[i + 1] << 31);
      }
      x[length - 1] >>>= 1;
    }

    /** For multiples of 3. */
    private static void third(int[] x, int length) {
      long rest = 0;
      for (int i = length - 1; i >= 0; i--) {
        long dividend = (rest << 32) | (x[i] & 0xffff_ffffL);
        x[i] = (int) (dividend / 3);
        rest = dividend % 3;
      }
    }
  }
}
