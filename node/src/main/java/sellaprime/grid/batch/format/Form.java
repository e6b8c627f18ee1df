package sellaprime.grid.batch.format;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An expression with places {@code $a}, {@code $b}, ... for numbers, as PFGW has it in its ABC
 * files.
 */
final class Form {
  private static final Pattern PLACE = Pattern.compile("\\$(.?)");

  private final String text;

  private Form(String text) {
    this.text = text;
  }

  /**
   * Reads what stands after {@code ABC}.
   *
   * @throws BadLineException if it is of a kind that is not known here
   */
  static Form of(String text) throws BadLineException {
    int comment = text.indexOf("//");
    String form = (comment < 0 ? text : text.substring(0, comment)).strip();
    if (form.indexOf('&') >= 0 || form.indexOf('|') >= 0 || form.indexOf(';') >= 0) {
      throw new BadLineException("a header with several forms, or with options, is not understood");
    }
    if (form.isEmpty()) {
      throw new BadLineException("the header has no form");
    }
    return new Form(form);
  }

  /** How many places it has: up to the last letter that occurs. */
  int places() {
    int places = 0;
    for (int i = 0; i + 1 < text.length(); i++) {
      if (text.charAt(i) == '$') {
        places = Math.max(places, text.charAt(i + 1) - 'a' + 1);
      }
    }
    return places;
  }

  /**
   * The expression with {@code values} in its places. A sign in a value joins the one before it.
   *
   * @throws BadLineException if there are not as many values as places
   */
  String with(List<String> values) throws BadLineException {
    if (values.size() != places()) {
      throw new BadLineException("the form has " + places() + " places, the line " + values.size());
    }
    Matcher place = PLACE.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (place.find()) {
      int index = place.group(1).isEmpty() ? -1 : place.group(1).charAt(0) - 'a';
      if (index < 0 || index >= values.size()) {
        throw new BadLineException("after $ there must be a letter from a to z");
      }
      place.appendReplacement(filled, values.get(index));
    }
    place.appendTail(filled);
    return filled
        .toString()
        .replace("+-", "-")
        .replace("--", "+")
        .replace("-+", "-")
        .replace("++", "+");
  }
}
