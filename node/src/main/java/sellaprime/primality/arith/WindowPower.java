package sellaprime.primality.arith;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Powers by fixed windows: the exponent is read w bits at a time, w squarings and one product with
 * a power prepared before. That is one product in w bits instead of one in two.
 *
 * @see "Menezes, van Oorschot, Vanstone: Handbook of Applied Cryptography. CRC 1996, Algorithm
 *     14.82"
 */
final class WindowPower {

  private WindowPower() {}

  static <E> E power(Ring<E> ring, E base, BigInteger exponent, Watch watch) {
    if (exponent.signum() == 0) {
      return ring.element(BigInteger.ONE);
    }
    int bits = exponent.bitLength();
    int width = width(bits);
    List<E> powers = powers(ring, base, width);
    int window = (bits - 1) / width;
    E result = ring.copy(powers.get(digit(exponent, window * width, width)));
    while (--window >= 0) {
      watch.check();
      for (int i = 0; i < width; i++) {
        ring.square(result, result);
      }
      int digit = digit(exponent, window * width, width);
      if (digit != 0) {
        ring.multiply(result, result, powers.get(digit));
      }
      watch.progress(1 - (double) window * width / bits);
    }
    return result;
  }

  /** Keeps 2<sup>w</sup> + bits/w products near their least. */
  private static int width(int bits) {
    return bits < 32 ? 1 : bits < 128 ? 3 : bits < 512 ? 4 : bits < 1536 ? 5 : bits < 6000 ? 6 : 7;
  }

  private static <E> List<E> powers(Ring<E> ring, E base, int width) {
    List<E> powers = new ArrayList<>();
    powers.add(ring.element(BigInteger.ONE));
    powers.add(base);
    for (int i = 2; i < 1 << width; i++) {
      E next = ring.copy(base);
      ring.multiply(next, powers.get(i - 1), base);
      powers.add(next);
    }
    return powers;
  }

  private static int digit(BigInteger exponent, int from, int width) {
    int digit = 0;
    for (int i = width - 1; i >= 0; i--) {
      digit = (digit << 1) | (exponent.testBit(from + i) ? 1 : 0);
    }
    return digit;
  }
}
