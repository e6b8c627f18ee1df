package sellaprime.primality.vector;

import static sellaprime.primality.vector.Species.LANES;

import java.math.BigInteger;

/** The bits of an exponent in each lane, as masks for vectors. */
final class LaneExponents {

  private final long[][] words = new long[LANES][];
  private final long[] masks = new long[LANES];

  /** Takes the lowest {@code bits} bits of x, negative ones in two's complement, for a lane. */
  void set(int lane, BigInteger x, int bits) {
    words[lane] = Limbs.words(x, (bits + 63) / 64 + 1);
  }

  /** For each lane -1 if its exponent has that bit, else 0. The array is reused. */
  long[] masks(int bit) {
    for (int lane = 0; lane < LANES; lane++) {
      masks[lane] = -((words[lane][bit >> 6] >>> bit) & 1);
    }
    return masks;
  }

  /** The masks of bits from {@code top} down, {@code count} of them, one after another. */
  long[] masks(int top, int count) {
    long[] all = new long[count * LANES];
    for (int lane = 0; lane < LANES; lane++) {
      for (int i = 0; i < count; i++) {
        int bit = top - i;
        all[i * LANES + lane] = -((words[lane][bit >> 6] >>> bit) & 1);
      }
    }
    return all;
  }
}
