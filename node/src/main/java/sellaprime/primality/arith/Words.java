package sellaprime.primality.arith;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Numbers as unsigned 64-bit words, the lowest first. */
public final class Words {

  private static final VarHandle BIG_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Words() {}

  /** The words of {@code x}, which must not be negative; as few as hold it, but at least one. */
  public static long[] of(BigInteger x) {
    int length = Math.max(1, (x.bitLength() + 63) >>> 6);
    long[] words = new long[length];
    if (length == 1) {
      words[0] = x.longValue();
      return words;
    }
    byte[] bytes = x.toByteArray();
    int end = bytes.length;
    int i = 0;
    for (; end >= Long.BYTES; i++) {
      end -= Long.BYTES;
      // A last full word may be a sign byte and seven others, which is no harm.
      if (i < length) {
        words[i] = (long) BIG_ENDIAN.get(bytes, end);
      }
    }
    if (i < length) {
      long top = 0;
      for (int j = 0; j < end; j++) {
        top = (top << 8) | (bytes[j] & 0xff);
      }
      words[i] = top;
    }
    return words;
  }

  /** The {@code count} lowest words of {@code x}, which must not be negative; zeros above it. */
  public static long[] of(BigInteger x, int count) {
    return Arrays.copyOf(of(x), count);
  }

  /** The number of these words. */
  public static BigInteger number(long[] words) {
    byte[] bytes = new byte[words.length * Long.BYTES];
    for (int i = 0; i < words.length; i++) {
      BIG_ENDIAN.set(bytes, (words.length - 1 - i) * Long.BYTES, words[i]);
    }
    return new BigInteger(1, bytes);
  }
}
