package sellaprime.grid.chunk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Plain decimals below 2<sup>64</sup>, from bytes to longs and back, without making an object.
 * Eight digits at a time: as one little-endian long, whose lowest byte is the first digit.
 */
public final class Decimals {
  /** The most digits that a number below 2^64 has. */
  static final int MOST_DIGITS = 20;

  /** Any number of so many digits is below 2^64. */
  private static final int SAFE_DIGITS = 19;

  private static final int EIGHT_DIGITS = 100_000_000;
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** The decimals 00 to 99, one after another. */
  private static final byte[] PAIRS = pairs();

  private Decimals() {}

  private static byte[] pairs() {
    byte[] pairs = new byte[200];
    for (int i = 0; i < 100; i++) {
      pairs[2 * i] = (byte) ('0' + i / 10);
      pairs[2 * i + 1] = (byte) ('0' + i % 10);
    }
    return pairs;
  }

  /** Where the digits that begin at {@code from} end, at the latest before {@code to}. */
  public static int end(byte[] text, int from, int to) {
    int i = from;
    while (i + Long.BYTES <= to && areDigits((long) EIGHT_BYTES.get(text, i))) {
      i += Long.BYTES;
    }
    while (i < to && text[i] >= '0' && text[i] <= '9') {
      i++;
    }
    return i;
  }

  /** Digits are the bytes 0x30 to 0x39: the high half is 3, and stays 3 when 6 is added. */
  private static boolean areDigits(long eight) {
    long high = eight & 0xF0F0F0F0F0F0F0F0L;
    long highAfter = (eight + 0x0606060606060606L) & 0xF0F0F0F0F0F0F0F0L;
    return (high | (highAfter >>> 4)) == 0x3333333333333333L;
  }

  /**
   * Whether {@code text} from {@code from} to before {@code to} is a number below 2<sup>64</sup> as
   * {@link #put} writes it: digits, of which the first is no needless zero.
   */
  static boolean isWord(byte[] text, int from, int to) {
    int digits = to - from;
    return digits >= 1
        && digits <= MOST_DIGITS
        && (text[from] != '0' || digits == 1)
        && end(text, from, to) == to
        && (digits <= SAFE_DIGITS || fits(text, from, to));
  }

  /** Whether one of 20 digits is below 2^64 = 10 * 1844674407370955161 + 6. */
  private static boolean fits(byte[] text, int from, int to) {
    int order = Long.compareUnsigned(word(text, from, to - 1), 1844674407370955161L);
    return order < 0 || (order == 0 && text[to - 1] <= '5');
  }

  /** Its value, as an unsigned long, if {@link #isWord} says that it is one. */
  static long word(byte[] text, int from, int to) {
    long value = 0;
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      value = value * EIGHT_DIGITS + eightDigits((long) EIGHT_BYTES.get(text, i));
    }
    for (; i < to; i++) {
      value = 10 * value + (text[i] - '0');
    }
    return value;
  }

  /**
   * Each step joins neighbours: of digits a, b, the factor 10 + 2<sup>-8</sup> (times
   * 2<sup>8</sup>) puts 10a + b where b was; then the same with 100 for pairs, and with 10,000 for
   * fours.
   */
  private static long eightDigits(long eight) {
    long pairs = ((eight & 0x0F0F0F0F0F0F0F0FL) * ((10 << 8) + 1)) >>> 8;
    long fours = ((pairs & 0x00FF00FF00FF00FFL) * ((100 << 16) + 1)) >>> 16;
    return ((fours & 0x0000FFFF0000FFFFL) * ((10_000L << 32) + 1)) >>> 32;
  }

  /**
   * Writes {@code word}, an unsigned long, so that its last digit is before {@code end}; there must
   * be room for {@value #MOST_DIGITS}.
   *
   * @return where its first digit is
   */
  static int put(long word, byte[] text, int end) {
    if (Long.compareUnsigned(word, EIGHT_DIGITS) < 0) {
      return putInt((int) word, text, end);
    }
    // 10^8 = 2^8 * 390625; shifted, the word is signed, and no real division is needed.
    long head = (word >>> 8) / (EIGHT_DIGITS >> 8);
    putEight((int) (word - head * EIGHT_DIGITS), text, end);
    if (head < EIGHT_DIGITS) {
      return putInt((int) head, text, end - 8);
    }
    long first = head / EIGHT_DIGITS;
    putEight((int) (head - first * EIGHT_DIGITS), text, end - 8);
    return putInt((int) first, text, end - 16);
  }

  private static void putEight(int value, byte[] text, int end) {
    int high = value / 10_000;
    int low = value - high * 10_000;
    putPair(high / 100, text, end - 8);
    putPair(high % 100, text, end - 6);
    putPair(low / 100, text, end - 4);
    putPair(low % 100, text, end - 2);
  }

  private static int putInt(int value, byte[] text, int end) {
    int rest = value;
    int at = end;
    while (rest >= 100) {
      at -= 2;
      putPair(rest % 100, text, at);
      rest /= 100;
    }
    if (rest >= 10) {
      putPair(rest, text, at - 2);
      return at - 2;
    }
    text[at - 1] = (byte) ('0' + rest);
    return at - 1;
  }

  private static void putPair(int value, byte[] text, int at) {
    text[at] = PAIRS[2 * value];
    text[at + 1] = PAIRS[2 * value + 1];
  }
}
