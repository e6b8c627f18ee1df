package sellaprime.primality.word;

/**
 * The first round of {@link WordBatch}: sorts out what fails to base 2.
 *
 * <p>A filter may be weaker than the strong test to base 2, if all composites that it lets pass are
 * base-2 (Fermat) pseudoprimes: none of these passes the Lucas round either.
 */
public interface Base2Filter {

  /**
   * Keeps those of the {@code count} first indices whose number passes, in order.
   *
   * @param numbers odd, not divisible by a prime up to 53, within the range that this filter serves
   * @return how many are kept; the rest of {@code indices} is then undefined
   */
  int keep(long[] numbers, int[] indices, int count);
}
