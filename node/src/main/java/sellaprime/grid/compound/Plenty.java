package sellaprime.grid.compound;

/** Whether there is so much room that a caller's jobs may have as many parts as they like. */
@FunctionalInterface
public interface Plenty {
  /** {@code onTheWay} parts are not stored yet, and so not seen otherwise. Cheap. */
  boolean isThereFor(long caller, int onTheWay);
}
