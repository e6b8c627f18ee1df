package sellaprime.grid.sale;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.random.RandomGenerator;

/**
 * Random numbers that depend on nothing but a seed: the SHA-256 of the seed and a counter, block
 * after block. Whoever does not know the seed cannot tell them from true random ones, as far as
 * SHA-256 keeps its promises.
 *
 * <p>Mutable, for one thread.
 */
final class SeededRandom implements RandomGenerator {
  private final MessageDigest sha = sha256();
  private final byte[] seed;
  private ByteBuffer block = ByteBuffer.allocate(0);
  private long counter;

  SeededRandom(byte[] seed) {
    this.seed = seed.clone();
  }

  /** The seed of a stream of its own for each {@code number}, all from one {@code base}. */
  static byte[] derived(byte[] base, int number) {
    MessageDigest sha = sha256();
    sha.update(base);
    return sha.digest(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
  }

  @Override
  public long nextLong() {
    if (block.remaining() < Long.BYTES) {
      sha.update(seed);
      sha.update(ByteBuffer.allocate(Long.BYTES).putLong(0, counter++));
      block = ByteBuffer.wrap(sha.digest());
    }
    return block.getLong();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
