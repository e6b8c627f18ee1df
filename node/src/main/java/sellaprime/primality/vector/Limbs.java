package sellaprime.primality.vector;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Numbers as limbs of {@value #BITS} bits, each held exactly in a double, least limb first.
 *
 * <p><b>The product of two limbs</b> a, b up to 2<sup>51</sup>, by two fused multiply-adds that
 * round to nearest [1]:
 *
 * <pre>
 *   h = fma(a, b, HIGH)           HIGH = 2^103, whose last place is worth 2^51
 *   l = fma(a, b, LOW - h)        LOW = 2^103 + 3*2^51
 * </pre>
 *
 * h is HIGH + 2<sup>51</sup>&middot;round(ab/2<sup>51</sup>), so its bit pattern is that of HIGH
 * plus the integer round(ab/2<sup>51</sup>). LOW - h is exact, and so is l =
 * 3&middot;2<sup>51</sup> + (ab - 2<sup>51</sup>&middot;round(ab/2<sup>51</sup>)), whose distance
 * from 3&middot;2<sup>51</sup> is at most 2<sup>50</sup>: it lies in [2<sup>52</sup>,
 * 2<sup>53</sup>), where the last place is worth 1, and its bit pattern is {@link #LOW_BITS} plus
 * that signed integer. So columns of products are summed as 64-bit integers, bit patterns and all,
 * and the known sum of the patterns is taken off once. One factor may be as large as
 * 2<sup>52</sup>, which is how squares count each mixed product twice.
 *
 * @see "[1] Dekker: A floating-point technique for extending the available precision. Numerische
 *     Mathematik 18 (1971), 224-242, for error-free products as such"
 */
final class Limbs {

  static final int BITS = 51;
  static final long MASK = (1L << BITS) - 1;

  static final double HIGH = 0x1p103;
  static final double LOW = 0x1p103 + 3 * 0x1p51;
  static final long HIGH_BITS = Double.doubleToRawLongBits(HIGH);
  static final long LOW_BITS = Double.doubleToRawLongBits(3 * 0x1p51);

  /** An integer below 2^52, or-ed into these bits, is a double; take {@link #INTEGER} off it. */
  static final double INTEGER = 0x1p52;

  static final long INTEGER_BITS = Double.doubleToRawLongBits(INTEGER);

  private Limbs() {}

  /**
   * Limbs for values below 4n in Montgomery form, for n of {@code bits} bits: the radix R =
   * 2^(51&middot;limbs) is above 16n.
   */
  static int needed(int bits) {
    return (bits + 4 + BITS - 1) / BITS;
  }

  /**
   * The words of x >= 0 or of a negative x in two's complement, least first, {@code count} many.
   */
  static long[] words(BigInteger x, int count) {
    byte[] bytes = x.toByteArray();
    long[] words = new long[count];
    if (x.signum() < 0) {
      Arrays.fill(words, -1L);
    }
    int used = Math.min(bytes.length, count * Long.BYTES);
    for (int i = 0; i < used; i++) {
      int shift = 8 * (i & 7);
      long b = bytes[bytes.length - 1 - i] & 0xffL;
      words[i >> 3] = (words[i >> 3] & ~(0xffL << shift)) | (b << shift);
    }
    return words;
  }

  /** Writes limb i of x >= 0 to {@code limbs[from + i * step]}. */
  static void split(BigInteger x, double[] limbs, int from, int step, int count) {
    long[] words = words(x, (count * BITS + 63) / 64 + 1);
    for (int i = 0; i < count; i++) {
      int bit = i * BITS;
      int word = bit >> 6;
      int shift = bit & 63;
      long limb = words[word] >>> shift;
      if (shift > 64 - BITS) {
        limb |= words[word + 1] << (64 - shift);
      }
      limbs[from + i * step] = limb & MASK;
    }
  }

  /** The inverse of {@link #split}; the last limb may be above 2^51. */
  static BigInteger join(double[] limbs, int from, int step, int count) {
    byte[] bytes = new byte[(count * BITS + 64) / 8 + 1];
    long carry = 0;
    int held = 0;
    int at = bytes.length;
    for (int i = 0; i < count; i++) {
      carry |= (long) limbs[from + i * step] << held;
      held += BITS;
      while (held >= 8 && (i < count - 1 || at > 1)) {
        bytes[--at] = (byte) carry;
        carry >>>= 8;
        held -= 8;
      }
    }
    if (at > 0) {
      bytes[--at] = (byte) carry;
    }
    return new BigInteger(1, bytes);
  }

  /** -1/n modulo 2^51, for odd n: the factor that makes a limb vanish. */
  static long negativeInverse(long n) {
    long inverse = (3 * n) ^ 2; // good for 5 bits
    for (int good = 5; good < BITS; good *= 2) {
      inverse *= 2 - n * inverse;
    }
    return -inverse & MASK;
  }
}
