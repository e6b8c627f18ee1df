package sellaprime.primality.arith;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every ring must do, whatever its form: checked against plain BigInteger arithmetic. */
abstract class RingContract {

  private static final long SEED = 20_261_123;

  /** The ring under test, for an odd modulus of a size that it supports. */
  abstract Ring<?> ring(BigInteger n);

  /** Sizes of moduli to try, in bits. */
  abstract int[] sizes();

  @Test
  void agreesWithPlainArithmetic() {
    Random random = new Random(SEED);
    for (int bits : sizes()) {
      for (BigInteger n : moduli(bits, random)) {
        check(ring(n), random);
      }
    }
  }

  /** The extremes of a size, patterns that make carries run, and random moduli. */
  private static List<BigInteger> moduli(int bits, Random random) {
    List<BigInteger> moduli = new ArrayList<>();
    BigInteger top = BigInteger.ONE.shiftLeft(bits - 1);
    moduli.add(top.setBit(0));
    moduli.add(BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE));
    moduli.add(BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.valueOf(3)));
    for (int i = 0; i < 5; i++) {
      moduli.add(new BigInteger(bits, random).or(top).setBit(0));
    }
    return moduli;
  }

  private static <E> void check(Ring<E> ring, Random random) {
    BigInteger n = ring.modulus();
    List<BigInteger> values =
        new ArrayList<>(
            List.of(
                BigInteger.ZERO,
                BigInteger.ONE,
                BigInteger.TWO.mod(n),
                n.subtract(BigInteger.ONE),
                n.shiftRight(1)));
    for (int i = 0; i < 4; i++) {
      values.add(new BigInteger(n.bitLength() + 3, random).mod(n));
    }
    for (BigInteger x : values) {
      for (BigInteger y : values) {
        E a = ring.element(x);
        E b = ring.element(y);
        E to = ring.copy(a);
        ring.multiply(to, a, b);
        agree(ring.value(to), x.multiply(y).mod(n), x, y, n);
        ring.square(to, to);
        agree(ring.value(to), x.multiply(y).pow(2).mod(n), x, y, n);
        ring.add(to, a, b);
        agree(ring.value(to), x.add(y).mod(n), x, y, n);
        ring.subtract(to, a, b);
        agree(ring.value(to), x.subtract(y).mod(n), x, y, n);
        ring.subtract(to, to, to);
        agree(ring.isZero(to), true, x, y, n);
        agree(ring.isZero(a), x.signum() == 0, x, y, n);
        agree(ring.areEqual(a, b), x.equals(y), x, y, n);
        ring.set(to, b);
        ring.multiply(to, to, to);
        agree(ring.value(to), y.pow(2).mod(n), x, y, n);
        agree(ring.value(a), x, x, y, n);
        agree(ring.value(b), y, x, y, n);
      }
    }
    for (BigInteger exponent :
        List.of(BigInteger.ZERO, BigInteger.ONE, BigInteger.TWO, n, n.subtract(BigInteger.ONE))) {
      assertThat(ring.value(ring.powerOfTwo(exponent, Watch.NONE)))
          .as("2^%s mod %s", exponent, n)
          .isEqualTo(BigInteger.TWO.modPow(exponent, n));
    }
    powers(ring, random);
    chain(ring, random);
  }

  /** Decimal text is slow: only for a failure. */
  private static void agree(
      Object actual, Object expected, BigInteger x, BigInteger y, BigInteger n) {
    if (!actual.equals(expected)) {
      assertThat(actual).as("%s, %s mod %s", x, y, n).isEqualTo(expected);
    }
  }

  private static <E> void powers(Ring<E> ring, Random random) {
    BigInteger n = ring.modulus();
    for (BigInteger base :
        List.of(BigInteger.ZERO, n.subtract(BigInteger.ONE), random(n, random))) {
      for (BigInteger exponent : List.of(BigInteger.ZERO, BigInteger.ONE, random(n, random))) {
        E element = ring.element(base);
        assertThat(ring.value(ring.power(element, exponent, Watch.NONE)))
            .as("%s^%s mod %s", base, exponent, n)
            .isEqualTo(base.modPow(exponent, n));
        assertThat(ring.value(element)).isEqualTo(base);
      }
    }
    BigInteger v = BigInteger.TWO.mod(n);
    BigInteger next = BigInteger.valueOf(5).mod(n);
    for (int k = 0; k < 20; k++) {
      assertThat(ring.value(ring.lucasV(5, BigInteger.valueOf(k), Watch.NONE)))
          .as("V_%s(5, 1) mod %s", k, n)
          .isEqualTo(v);
      BigInteger afterNext = next.multiply(BigInteger.valueOf(5)).subtract(v).mod(n);
      v = next;
      next = afterNext;
    }
    BigInteger index = random(n, random);
    for (int p : new int[] {0, 3, 1000}) {
      assertThat(ring.value(ring.lucasV(p, index, Watch.NONE)))
          .as("V_%s(%s, 1) mod %s", index, p, n)
          .isEqualTo(plainLucasV(n, p, index));
    }
  }

  private static BigInteger plainLucasV(BigInteger n, int p, BigInteger index) {
    PlainRing plain = new PlainRing(n);
    return plain.value(LucasLadder.v(plain, p, index, Watch.NONE));
  }

  private static BigInteger random(BigInteger n, Random random) {
    return new BigInteger(n.bitLength() + 3, random).mod(n);
  }

  /** Long chains without a look at the value: errors of unreduced elements would add up. */
  private static <E> void chain(Ring<E> ring, Random random) {
    BigInteger n = ring.modulus();
    BigInteger x = new BigInteger(n.bitLength() + 3, random).mod(n);
    BigInteger y = new BigInteger(n.bitLength() + 3, random).mod(n);
    E a = ring.element(x);
    E b = ring.element(y);
    for (int i = 0; i < 200; i++) {
      switch (random.nextInt(4)) {
        case 0 -> {
          ring.multiply(a, a, b);
          x = x.multiply(y).mod(n);
        }
        case 1 -> {
          ring.square(b, a);
          y = x.multiply(x).mod(n);
        }
        case 2 -> {
          ring.add(a, b, a);
          x = x.add(y).mod(n);
        }
        default -> {
          ring.subtract(b, a, b);
          y = x.subtract(y).mod(n);
        }
      }
    }
    assertThat(ring.value(a)).isEqualTo(x);
    assertThat(ring.value(b)).isEqualTo(y);
  }
}
