package sellaprime.primality.word;

import java.util.BitSet;

/**
 * Tests many numbers below 2<sup>64</sup> at once: the answers of {@link WordPrimality}, two to
 * three times as fast.
 *
 * <p><b>Shape.</b> Blocks of numbers go through trial division, then what is left through a base-2
 * filter ({@link Base2Filter}), then the survivors through the Lucas round. Each stage is a loop of
 * its own, and interleaves several numbers. Numbers of similar size side by side are best. An
 * instance holds the indices of one block; not thread-safe.
 */
public final class WordBatch {

  private static final int BLOCK = 1024;
  private static final byte FAILED_BASE_2 = WordOutcome.FAILED_BASE_2.code();

  private final int[] narrow = new int[BLOCK];
  private final int[] signed = new int[BLOCK];
  private final int[] unsigned = new int[BLOCK];
  private final Base2Filter narrowFilter = new NarrowFilter();
  private final Base2Filter signedFilter = new SignedFilter();
  private final Base2Filter unsignedFilter = new UnsignedFilter();

  /** Bit i of the answer: {@code numbers[i]} is prime. */
  public static BitSet primes(long[] numbers) {
    byte[] findings = new byte[numbers.length];
    new WordBatch().test(numbers, 0, numbers.length, findings);
    BitSet primes = new BitSet(numbers.length);
    for (int i = 0; i < findings.length; i++) {
      if (WordOutcome.of(findings[i]).isPrime()) {
        primes.set(i);
      }
    }
    return primes;
  }

  /**
   * Tests the {@code numbers} from {@code first} to before {@code end}. What is found of the i-th
   * is in {@code findings[i]} then: its least small factor, if it is more than that; or else what
   * {@link WordOutcome#of} tells.
   *
   * @throws IndexOutOfBoundsException if there is less room for findings than there are numbers
   */
  public void test(long[] numbers, int first, int end, byte[] findings) {
    for (int from = first; from < end; from += BLOCK) {
      testBlock(numbers, findings, from, Math.min(end, from + BLOCK));
    }
  }

  private void testBlock(long[] numbers, byte[] findings, int from, int to) {
    int narrowCount = 0;
    int signedCount = 0;
    int unsignedCount = 0;
    for (int i = from; i < to; i++) {
      long n = numbers[i];
      byte settled = WordPrimality.divide(n);
      if (settled != WordPrimality.OPEN) {
        findings[i] = settled;
        continue;
      }
      findings[i] = FAILED_BASE_2;
      if (n >>> NarrowFilter.BITS == 0) {
        narrow[narrowCount++] = i;
      } else if (n >= 0) {
        signed[signedCount++] = i;
      } else {
        unsigned[unsignedCount++] = i;
      }
    }
    lucas(numbers, findings, narrow, narrowFilter.keep(numbers, narrow, narrowCount));
    lucas(numbers, findings, signed, signedFilter.keep(numbers, signed, signedCount));
    lucas(numbers, findings, unsigned, unsignedFilter.keep(numbers, unsigned, unsignedCount));
  }

  private static void lucas(long[] numbers, byte[] findings, int[] indices, int count) {
    for (int i = 0; i < count; i++) {
      long n = numbers[indices[i]];
      boolean prime = WordPrimality.passesLucas(n, Montgomery64.inverse(n));
      // A filter may let pass what the strong test to base 2 does not.
      findings[indices[i]] = (prime ? WordOutcome.PRIME : WordPrimality.bpsw(n)).code();
    }
  }
}
