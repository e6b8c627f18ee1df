package sellaprime.grid.chunk;

/** How results are told. */
public enum Style {
  /** A JSON object per line. */
  JSON,
  /** As {@code sellaprime test} prints them. */
  TEXT,
  /** Number of the line, verdict as {@link sellaprime.job.Answer} or ERROR, and method, by tabs. */
  TABS
}
