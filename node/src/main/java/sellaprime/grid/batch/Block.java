package sellaprime.grid.batch;

/**
 * Some results, next to each other.
 *
 * @param through the number of the last line that they tell of, or that has no number
 * @param bytes the results, as whole lines
 */
@SuppressWarnings("ArrayRecordComponent") // made to be written, never compared
public record Block(long through, byte[] bytes) {}
