package sellaprime.grid.chunk;

/** Reads plain decimals below 2<sup>64</sup> from bytes, without making an object. */
final class Decimals {
  /** Any number of so many digits is below 2^63. */
  private static final int SAFE_DIGITS = 18;

  private static final int MOST_DIGITS = 20;

  private Decimals() {}

  /** Whether {@code text} from {@code from} to before {@code to} is such a number. */
  static boolean isWord(byte[] text, int from, int to) {
    int digits = to - from;
    if (digits < 1 || digits > MOST_DIGITS) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (text[i] < '0' || text[i] > '9') {
        return false;
      }
    }
    return digits <= SAFE_DIGITS || fits(text, from, to);
  }

  /** Whether one of 19 or 20 digits is below 2^64. */
  private static boolean fits(byte[] text, int from, int to) {
    long head = word(text, from, to - 1);
    int last = text[to - 1] - '0';
    // head is below 10^19, hence below 2^64. 2^64 - 1 = 10 * 1844674407370955161 + 5.
    int order = Long.compareUnsigned(head, 1844674407370955161L);
    return order < 0 || (order == 0 && last <= 5);
  }

  /** Its value, as an unsigned long, if {@link #isWord} says that it is one. */
  static long word(byte[] text, int from, int to) {
    long value = 0;
    for (int i = from; i < to; i++) {
      value = 10 * value + (text[i] - '0');
    }
    return value;
  }
}
