package sellaprime.grid.batch.format;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * PFGW's {@code ABC} and {@code ABCD} files. {@code ABC $a*2^$b+1}: each line has a value for each
 * place. {@code ABCD $a*2^10+1 [5]}: the header itself is the first number, with 5 in its place; on
 * each line after it is what to add to the values before. A header holds until the next one.
 */
final class AbcLines implements LineFormat {
  private static final Pattern HEADER = Pattern.compile("ABC(D?)\\s+(.*)");
  private static final Pattern FIRST_VALUES = Pattern.compile("(.*?)\\[([^\\]]*)\\](.*)");
  private static final Pattern VALUE = Pattern.compile("[+-]?\\d{1,100000}");

  /** Null after a header that cannot be understood. */
  private @Nullable Form form;

  /** The values of the line before, where lines tell differences; else null. */
  private @Nullable List<BigInteger> sums;

  @Override
  public String number(String line) throws BadLineException {
    Matcher header = HEADER.matcher(line);
    if (header.matches()) {
      form = null;
      sums = null;
      return header.group(1).isEmpty() ? plain(header.group(2)) : first(header.group(2));
    }
    Form known = form;
    if (known == null) {
      throw new BadLineException("the header before it is not understood");
    }
    List<String> values = values(line);
    List<BigInteger> before = sums;
    if (before == null) {
      return known.with(values);
    }
    if (values.size() > before.size()) {
      throw new BadLineException("the header has only " + before.size() + " values");
    }
    List<BigInteger> now = new ArrayList<>(before); // what a line does not tell stays as it is
    for (int i = 0; i < values.size(); i++) {
      now.set(i, before.get(i).add(new BigInteger(values.get(i))));
    }
    sums = now;
    return known.with(texts(now));
  }

  private String plain(String text) throws BadLineException {
    form = Form.of(text);
    return "";
  }

  private String first(String text) throws BadLineException {
    Matcher parts = FIRST_VALUES.matcher(text);
    if (!parts.matches()) {
      throw new BadLineException("an ABCD header has its first values in brackets");
    }
    Form known = Form.of(parts.group(1) + parts.group(3));
    List<BigInteger> values = values(parts.group(2)).stream().map(BigInteger::new).toList();
    String number = known.with(texts(values));
    form = known;
    sums = values;
    return number;
  }

  private static List<String> values(String line) throws BadLineException {
    List<String> values = Arrays.asList(line.strip().split("[\\s,]+", -1));
    for (String value : values) {
      if (!VALUE.matcher(value).matches()) {
        throw new BadLineException("'" + shortened(value) + "' is no whole number");
      }
    }
    return values;
  }

  private static String shortened(String value) {
    return value.length() <= 40 ? value : value.substring(0, 40) + "...";
  }

  private static List<String> texts(List<BigInteger> values) {
    return values.stream().map(BigInteger::toString).toList();
  }
}
