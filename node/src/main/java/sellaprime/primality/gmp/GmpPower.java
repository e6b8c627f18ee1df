package sellaprime.primality.gmp;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.lang.ref.Reference;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import sellaprime.primality.arith.Words;

/**
 * Powers of two modulo n of middle size, in one call of libgmp. It cannot be interrupted, so the
 * size is limited: at {@value #MOST_BITS} bits a call takes half a millisecond.
 *
 * <p>The {@code mpz_t} structures (two ints, allocated and used limbs; the address of the limbs)
 * are laid out here, in memory that each thread keeps. The result's is as long as the modulus, so
 * that libgmp never has to allocate it anew.
 */
public final class GmpPower {

  /** Below, rings of a few limbs are faster. */
  private static final int FEWEST_BITS = 117;

  /** Above, vectors are faster, or nothing is by much. */
  private static final int MOST_BITS = 1200;

  private static final int MOST_WORDS = 20;
  private static final int STRUCTURE_BYTES = 16;
  private static final int RESULT = 0;
  private static final int BASE = 1;
  private static final int EXPONENT = 2;
  private static final int MODULUS = 3;
  private static final int NUMBERS = 4;

  private static final ThreadLocal<GmpPower> OF_THREAD = ThreadLocal.withInitial(GmpPower::new);

  private final ByteBuffer memory;
  private final long address;

  private GmpPower() {
    this.memory =
        ByteBuffer.allocateDirect(NUMBERS * (STRUCTURE_BYTES + MOST_WORDS * Long.BYTES))
            .order(ByteOrder.nativeOrder());
    this.address = Pointer.nativeValue(Native.getDirectBufferPointer(memory));
    for (int number = 0; number < NUMBERS; number++) {
      memory.putInt(number * STRUCTURE_BYTES, MOST_WORDS);
      memory.putLong(number * STRUCTURE_BYTES + Long.BYTES, address + limbs(number));
    }
    put(BASE, new long[] {2});
  }

  /** Whether {@link #powerOfTwo} can be used and is the fastest way for moduli of this size. */
  public static boolean isFastest(int bits) {
    return bits >= FEWEST_BITS && bits <= MOST_BITS && Gmp.isAvailable();
  }

  /**
   * 2 to the {@code exponent} modulo {@code n}, in [0, n).
   *
   * @param exponent at least 1, of no more bits than n
   * @throws IllegalArgumentException if a number is out of range
   * @throws IllegalStateException if libgmp is not available
   */
  public static BigInteger powerOfTwo(BigInteger exponent, BigInteger n) {
    Gmp.require();
    return unchecked(exponent, n);
  }

  /** For the trial before libgmp is declared available. */
  static BigInteger unchecked(BigInteger exponent, BigInteger n) {
    if (!n.testBit(0)
        || n.compareTo(BigInteger.ONE) <= 0
        || n.bitLength() > MOST_BITS
        || exponent.signum() <= 0
        || exponent.bitLength() > n.bitLength()) {
      throw new IllegalArgumentException("no power for this call: 2^" + exponent + " mod " + n);
    }
    return OF_THREAD.get().power(exponent, n);
  }

  private BigInteger power(BigInteger exponent, BigInteger n) {
    put(EXPONENT, Words.of(exponent));
    put(MODULUS, Words.of(n));
    try {
      Mpz.powm(structure(RESULT), structure(BASE), structure(EXPONENT), structure(MODULUS));
      long[] result = new long[memory.getInt(RESULT * STRUCTURE_BYTES + Integer.BYTES)];
      for (int i = 0; i < result.length; i++) {
        result[i] = memory.getLong(limbs(RESULT) + i * Long.BYTES);
      }
      return Words.number(result);
    } finally {
      Reference.reachabilityFence(memory);
    }
  }

  private long structure(int number) {
    return address + (long) number * STRUCTURE_BYTES;
  }

  private static int limbs(int number) {
    return NUMBERS * STRUCTURE_BYTES + number * MOST_WORDS * Long.BYTES;
  }

  private void put(int number, long[] words) {
    memory.putInt(number * STRUCTURE_BYTES + Integer.BYTES, words.length);
    for (int i = 0; i < words.length; i++) {
      memory.putLong(limbs(number) + i * Long.BYTES, words[i]);
    }
  }
}
