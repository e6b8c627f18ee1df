package sellaprime.primality.gmp;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.lang.ref.Reference;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/**
 * A fixed number of 64-bit limbs outside the heap, the lowest first, and the operations on them.
 *
 * <p>The memory is a direct buffer: zeroed, freed some time after the last reference is gone, and
 * counted by the JDK, which collects garbage before it would pass its limit. As libgmp sees only an
 * address, each operation keeps its operands reachable until it has returned.
 *
 * <p>Sizes are the caller's affair: libgmp does not check them.
 */
final class Limbs {

  private final ByteBuffer memory;
  private final LongBuffer words;
  private final long address;

  /** {@code count} limbs of value 0. */
  Limbs(int count) {
    this.memory =
        ByteBuffer.allocateDirect(Math.multiplyExact(count, Long.BYTES))
            .order(ByteOrder.nativeOrder());
    this.words = memory.asLongBuffer();
    this.address = Pointer.nativeValue(Native.getDirectBufferPointer(memory));
  }

  /** {@code count} limbs with the value of {@code x}, which must fit. */
  static Limbs of(BigInteger x, int count) {
    Limbs limbs = new Limbs(count);
    limbs.put(x);
    return limbs;
  }

  /** How many limbs a number of {@code bits} bits fills. */
  static int count(int bits) {
    return Math.toIntExact(((long) bits + Long.SIZE - 1) / Long.SIZE);
  }

  int count() {
    return words.capacity();
  }

  long get(int index) {
    return words.get(index);
  }

  void put(int index, long word) {
    words.put(index, word);
  }

  /** Takes the value of {@code x}, at least 0. */
  void put(BigInteger x) {
    byte[] bytes = x.toByteArray();
    int filled = 0;
    for (int end = bytes.length; end > 0 && filled < count(); end -= Long.BYTES) {
      long word = 0;
      for (int i = Math.max(0, end - Long.BYTES); i < end; i++) {
        word = (word << Byte.SIZE) | (bytes[i] & 0xff);
      }
      words.put(filled++, word);
    }
    while (filled < count()) {
      words.put(filled++, 0);
    }
  }

  /** The value of the lowest {@code count} limbs. */
  BigInteger value(int count) {
    ByteBuffer bytes = ByteBuffer.allocate(count * Long.BYTES);
    for (int i = count - 1; i >= 0; i--) {
      bytes.putLong(words.get(i));
    }
    return new BigInteger(1, bytes.array());
  }

  /** Takes the limbs of {@code a}, which has as many. */
  void set(Limbs a) {
    // Copies, for a duplicate has a position of its own.
    memory.duplicate().put(a.memory.duplicate());
  }

  /** The lowest {@code size} limbs := those of a from limb {@code from} on. */
  void setLow(Limbs a, int from, int size) {
    memory
        .duplicate()
        .put(a.memory.duplicate().position(from * Long.BYTES).limit((from + size) * Long.BYTES));
  }

  /** This := this - 2, or false and no change if this is 0 or 1. */
  boolean takeTwo() {
    long low = words.get(0);
    if (Long.compareUnsigned(low, 2) < 0) {
      int i = 1;
      while (i < count() && words.get(i) == 0) {
        i++;
      }
      if (i == count()) {
        return false;
      }
      words.put(i, words.get(i) - 1);
      while (--i > 0) {
        words.put(i, -1);
      }
    }
    words.put(0, low - 2);
    return true;
  }

  boolean isZero(int count) {
    for (int i = 0; i < count; i++) {
      if (words.get(i) != 0) {
        return false;
      }
    }
    return true;
  }

  /** This := a squared; this has 2 {@code size} limbs and is not a. */
  void square(Limbs a, int size) {
    Mpn.sqr(address, a.address, size);
    hold(a);
  }

  /** This := a b; this has 2 {@code size} limbs and is neither of them. */
  void multiply(Limbs a, Limbs b, int size) {
    Mpn.mulN(address, a.address, b.address, size);
    hold(a, b);
  }

  /**
   * This := a + b.
   *
   * @return the carry
   */
  long add(Limbs a, Limbs b, int size) {
    long carry = Mpn.addN(address, a.address, b.address, size);
    hold(a, b);
    return carry;
  }

  /**
   * This := a - b.
   *
   * @return the borrow
   */
  long subtract(Limbs a, Limbs b, int size) {
    long borrow = Mpn.subN(address, a.address, b.address, size);
    hold(a, b);
    return borrow;
  }

  /** Below, equal or above 0 as this is below, equal or above {@code b}. */
  int compare(Limbs b, int size) {
    int order = Mpn.cmp(address, b.address, size);
    hold(b);
    return order;
  }

  /** This := 2 this; what leaves at the top is lost. */
  void twice(int size) {
    Mpn.lshift(address, address, size, 1);
    hold();
  }

  /** This := the {@code size} limbs of a from limb {@code from} on, {@code bits} of 1..63 lower. */
  void shiftRight(Limbs a, int from, int size, int bits) {
    Mpn.rshift(address, a.address + (long) from * Long.BYTES, size, bits);
    hold(a);
  }

  /**
   * This := the quotient of a, of {@code size} limbs, and {@code divisor}. This may be a.
   *
   * @return the remainder
   */
  long divide(Limbs a, int size, long divisor) {
    long rest = Mpn.divrem1(address, 0, a.address, size, divisor);
    hold(a);
    return rest;
  }

  /** The remainder of the lowest {@code size} limbs modulo a word. */
  long mod(int size, long divisor) {
    long rest = Mpn.mod1(address, size, divisor);
    hold();
    return rest;
  }

  /** This := the inverse of the odd {@code a} modulo 2 to the 64 {@code size}. */
  void invert(Limbs a, int size) {
    Limbs scratch = new Limbs(Math.toIntExact(Mpn.binvertItch(size)) + 1);
    Mpn.binvert(address, a.address, size, scratch.address);
    hold(a, scratch);
  }

  /**
   * This := {@code product} / 2 to the 64 {@code size}, modulo {@code modulus}, in [0, modulus) for
   * a product below modulus times 2 to the 64 {@code size}.
   *
   * @param inverse of the modulus, as {@link #invert} makes it
   */
  void reduce(Limbs product, Limbs modulus, Limbs inverse, int size) {
    Mpn.redcN(address, product.address, modulus.address, size, inverse.address);
    hold(product, modulus, inverse);
  }

  /** Called after each native call, none of which throws. */
  @SuppressWarnings("ReachabilityFenceUsage")
  private void hold(Limbs... operands) {
    Reference.reachabilityFence(operands);
    Reference.reachabilityFence(this);
  }
}
