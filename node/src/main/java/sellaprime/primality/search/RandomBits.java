package sellaprime.primality.search;

import java.math.BigInteger;
import java.util.random.RandomGenerator;

/**
 * Uniform numbers from the caller's generator, fetched some kilobytes at a time: a secure generator
 * takes a microsecond for each call, and a candidate needs hundreds of small numbers.
 *
 * <p>Mutable, for one thread.
 */
final class RandomBits {

  private static final int BUFFER = 2048;

  private final RandomGenerator source;
  private final byte[] buffer = new byte[BUFFER];
  private int used = BUFFER;

  RandomBits(RandomGenerator source) {
    this.source = source;
  }

  /** Uniform in [0, bound), exactly: what would favour small values is drawn again. */
  int below(int bound) {
    // The highest multiple of the bound in 2^31.
    int fair = (int) ((1L << 31) / bound * bound - 1);
    while (true) {
      int draw = next31();
      if (draw <= fair) {
        return draw % bound;
      }
    }
  }

  /** Uniform in [0, bound), exactly; two draws at most are expected. */
  BigInteger below(BigInteger bound) {
    int bits = bound.bitLength();
    byte[] bytes = new byte[(bits + 7) / 8];
    while (true) {
      source.nextBytes(bytes);
      if ((bits & 7) != 0) {
        bytes[0] &= (byte) ((1 << (bits & 7)) - 1);
      }
      BigInteger draw = new BigInteger(1, bytes);
      if (draw.compareTo(bound) < 0) {
        return draw;
      }
    }
  }

  private int next31() {
    if (used == BUFFER) {
      source.nextBytes(buffer);
      used = 0;
    }
    int word = 0;
    for (int i = 0; i < 4; i++) {
      word = (word << 8) | (buffer[used] & 0xFF);
      // What was handed out may be part of a secret.
      buffer[used++] = 0;
    }
    return word & Integer.MAX_VALUE;
  }
}
