package sellaprime.grid.batch.format;

/** Makes of one line what is to be tested. */
@FunctionalInterface
interface LineFormat {

  /**
   * The number or expression on {@code line}; empty if it only says something about other lines.
   *
   * @throws BadLineException if the line cannot be understood
   */
  String number(String line) throws BadLineException;

  /** Whether the line is the number already, as it stands. */
  default boolean isPlain() {
    return false;
  }
}
