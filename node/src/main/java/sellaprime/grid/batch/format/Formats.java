package sellaprime.grid.batch.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.chunk.Lines;
import sellaprime.grid.chunk.PackedLines;
import sellaprime.primality.input.InputLimits;

/**
 * Recognises the format of a list by its first line that is neither blank nor a comment:
 *
 * <ul>
 *   <li>the name of a column alone, as {@code number} or {@code "number"}: a table, see {@link
 *       CsvLines};
 *   <li>{@code {...}}, or one JSON string and nothing else: a JSON value per line, see {@link
 *       JsonLines};
 *   <li>{@code ABC}, {@code ABCD}: a form, and its numbers on the lines after it, see {@link
 *       AbcLines};
 *   <li>{@code ABC2}: a form, and ranges, see {@link Abc2Lines};
 *   <li>five fields with colons between: a sieve of NewPGen, see {@link NewPgenLines};
 *   <li>a comma, a semicolon or a tab in it, outside quotes: a table;
 *   <li>anything else: a number or an expression per line.
 * </ul>
 *
 * <p>Comments begin with {@code #} or {@code //}. In any format blank lines and comments may stand
 * anywhere.
 */
final class Formats {
  private static final Pattern ABC = Pattern.compile("ABCD?\\s.*");
  private static final Pattern ABC2 = Pattern.compile("ABC2\\s.*");
  private static final Pattern NEW_PGEN = Pattern.compile("\\d+:[A-Z]?:?\\d+:\\d+:\\d+");

  private Formats() {}

  /** The lines of {@code in}, in whatever format. */
  static LineSource recognised(InputStream in, InputLimits limits) {
    return new Recognised(new RawLines(in, mostBytes(limits)));
  }

  /** The lines of {@code in}, each of which is as {@link Lines} says already. */
  static LineSource ready(InputStream in, InputLimits limits) {
    RawLines raw = new RawLines(in, 2 * mostBytes(limits));
    return new LineSource() {
      @Override
      public boolean next(PackedLines lines) throws IOException {
        if (!raw.next()) {
          return false;
        }
        if (raw.isTooLong()) {
          lines.add(tooLong(raw.mostBytes()));
        } else {
          raw.addTo(lines);
        }
        return true;
      }

      @Override
      public boolean mayBlock() throws IOException {
        return raw.mayBlock();
      }
    };
  }

  /** The lines of {@code in}, packed already. */
  static LineSource packed(InputStream in, InputLimits limits) {
    return new PackedSource(in, 2 * mostBytes(limits));
  }

  private static int mostBytes(InputLimits limits) {
    return Math.addExact(limits.maxLength(), 1 << 12);
  }

  static String tooLong(int mostBytes) {
    return Lines.bad("", "the line is longer than " + mostBytes + " bytes");
  }

  private static LineFormat format(String first) {
    if (CsvLines.isName(first)) {
      return new CsvLines(',');
    }
    if (first.startsWith("{") || isJsonString(first)) {
      return new JsonLines();
    }
    if (ABC.matcher(first).matches()) {
      return new AbcLines();
    }
    if (NEW_PGEN.matcher(first).matches()) {
      return new NewPgenLines();
    }
    for (char separator : new char[] {',', ';', '\t'}) {
      if (CsvLines.isIn(first, separator)) {
        return new CsvLines(separator);
      }
    }
    return Plain.LINES;
  }

  /** Whether {@code line} is one string, and not a row of a table whose first cell is in quotes. */
  private static boolean isJsonString(String line) {
    if (!line.startsWith("\"")) {
      return false;
    }
    int at = 1;
    while (at < line.length() && line.charAt(at) != '"') {
      at += line.charAt(at) == '\\' ? 2 : 1;
    }
    return at == line.length() - 1;
  }

  /** A number per line. */
  private enum Plain implements LineFormat {
    LINES;

    @Override
    public String number(String line) {
      return line;
    }

    @Override
    public boolean isPlain() {
      return true;
    }
  }

  private static final class Recognised implements LineSource {
    private final RawLines raw;
    private @Nullable LineFormat format;
    private @Nullable Abc2Lines generated;

    Recognised(RawLines raw) {
      this.raw = raw;
    }

    @Override
    public boolean next(PackedLines lines) throws IOException {
      if (!raw.next()) {
        return generated != null && generated.next(lines);
      }
      if (raw.isTooLong()) {
        lines.add(tooLong(raw.mostBytes()));
      } else if (raw.isBlank()) {
        lines.addEmpty();
      } else {
        read(lines);
      }
      return true;
    }

    private void read(PackedLines lines) {
      LineFormat known = format;
      if (known != null && known.isPlain() && raw.first() != Lines.BAD) {
        raw.addTo(lines);
        return;
      }
      String text = raw.text();
      if (known == null) {
        known = format = chosen(text);
      }
      try {
        lines.add(known.number(text.replace(Lines.BAD, '\uFFFD')));
      } catch (BadLineException e) {
        lines.add(Lines.bad(text, String.valueOf(e.getMessage())));
      }
    }

    private LineFormat chosen(String first) {
      if (ABC2.matcher(first).matches()) {
        generated = new Abc2Lines();
        return generated;
      }
      return format(first);
    }

    @Override
    public boolean mayBlock() throws IOException {
      return raw.mayBlock();
    }
  }
}
