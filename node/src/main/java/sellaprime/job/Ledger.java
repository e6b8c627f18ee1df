package sellaprime.job;

/**
 * How far a compound job has come, kept in the job itself: so it outlives whoever oversees it, and
 * parts that were needed only once can be thrown away. Only grows.
 *
 * @param taken up to where its results have been taken away, in the unit of its kind; 0 if not
 * @param settled how many of its first parts are over and counted in {@code account}
 * @param account what came of those parts, in the form that belongs to its kind
 */
public record Ledger(long taken, long settled, String account) {
  /** Of a job just submitted. */
  public static final Ledger NONE = new Ledger(0, 0, "");

  /** Says only up to where results have been taken. */
  public static Ledger taken(long taken) {
    return new Ledger(taken, 0, "");
  }

  /** Says only what came of the first {@code settled} parts. */
  public static Ledger settled(long settled, String account) {
    return new Ledger(0, settled, account);
  }

  /** What both know together. The order in which such are put together does not matter. */
  public Ledger and(Ledger other) {
    Ledger later = other.settled > settled ? other : this;
    return new Ledger(Math.max(taken, other.taken), later.settled, later.account);
  }
}
