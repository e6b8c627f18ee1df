package sellaprime.grid.batch.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A table whose cells are separated by commas, semicolons or tabs; a cell may stand in double
 * quotes, which inside it are doubled. The numbers are in the column that the first row names
 * {@code number}, {@code n}, {@code p}, {@code value}, {@code candidate} or {@code modulus}; if it
 * names none, in the first column that begins with a digit.
 */
final class CsvLines implements LineFormat {
  private static final Set<String> NAMES =
      Set.of("number", "n", "p", "value", "candidate", "modulus");
  private static final int UNKNOWN = -1;

  private final char separator;
  private int column = UNKNOWN;
  private boolean begun;

  CsvLines(char separator) {
    this.separator = separator;
  }

  /** Whether {@code line} is nothing but the name of a column that has numbers. */
  static boolean isName(String line) {
    boolean quoted = line.length() > 1 && line.startsWith("\"") && line.endsWith("\"");
    return isNameOfNumbers(quoted ? line.substring(1, line.length() - 1) : line);
  }

  private static boolean isNameOfNumbers(String cell) {
    return NAMES.contains(cell.strip().toLowerCase(Locale.ROOT));
  }

  /** Whether {@code line} has a {@code separator} that is not in quotes. */
  static boolean isIn(String line, char separator) {
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted; // twice at a doubled one
      } else if (c == separator && !quoted) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String number(String line) throws BadLineException {
    List<String> cells = cells(line);
    if (column == UNKNOWN) {
      boolean first = !begun;
      begun = true;
      column = first ? named(cells) : UNKNOWN;
      if (column != UNKNOWN) {
        return "";
      }
      column = numeric(cells);
      if (column == UNKNOWN && first) {
        return ""; // names that tell nothing
      }
    }
    if (column == UNKNOWN || column >= cells.size() || cells.get(column).isEmpty()) {
      throw new BadLineException(
          column == UNKNOWN ? "no column has a number" : "column " + (column + 1) + " is empty");
    }
    return cells.get(column);
  }

  private static int named(List<String> cells) {
    for (int i = 0; i < cells.size(); i++) {
      if (isNameOfNumbers(cells.get(i))) {
        return i;
      }
    }
    return UNKNOWN;
  }

  private static int numeric(List<String> cells) {
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      if (!cell.isEmpty() && cell.charAt(0) >= '0' && cell.charAt(0) <= '9') {
        return i;
      }
    }
    return UNKNOWN;
  }

  private List<String> cells(String line) throws BadLineException {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        boolean doubled = quoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
        if (doubled) {
          cell.append(c);
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (c == separator && !quoted) {
        cells.add(cell.toString().strip());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    if (quoted) {
      throw new BadLineException("a quotation mark is missing");
    }
    cells.add(cell.toString().strip());
    return cells;
  }
}
