package sellaprime.job;

/**
 * How far a compound job has come, kept in the job itself: so it outlives whoever oversees it, and
 * parts that were needed only once can be thrown away. Only grows.
 *
 * @param taken up to where its results have been taken away, in the unit of its kind; 0 if not
 * @param settled how many of its first parts are over and counted in {@code account}
 * @param account what came of those parts, in the form that belongs to its kind
 */
public record Progress(long taken, long settled, String account) {
  /** Of a job just submitted. */
  public static final Progress NONE = new Progress(0, 0, "");

  /** Says only up to where results have been taken. */
  public static Progress taken(long taken) {
    return new Progress(taken, 0, "");
  }

  /** Says only what came of the first {@code settled} parts. */
  public static Progress settled(long settled, String account) {
    return new Progress(0, settled, account);
  }

  /** What both know together. The order in which such are put together does not matter. */
  public Progress and(Progress other) {
    Progress later = other.settled > settled ? other : this;
    return new Progress(Math.max(taken, other.taken), later.settled, later.account);
  }
}
