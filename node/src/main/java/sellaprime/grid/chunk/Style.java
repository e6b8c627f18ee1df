package sellaprime.grid.chunk;

/** How results are told. */
public enum Style {
  /** A JSON object per line. */
  JSON,
  /** As {@code sellaprime test} prints them. */
  TEXT
}
