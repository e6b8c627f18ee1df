package sellaprime.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a shell hands to this program, of a command line as people write it in documents. */
public final class ShellWords {
  private static final Pattern NAME = Pattern.compile("(?:^|[\\s(/])sellaprime(?:\\s+|$)");

  /** A quoted word, what ends the command (a pipe, a redirection, a comment), or a plain word. */
  private static final Pattern TOKEN =
      Pattern.compile("\"([^\"]*)\"|'([^']*)'|([|&;<>)]|#.*)|([^\\s|&;<>()\"']+)");

  private ShellWords() {}

  /** True if {@code line} calls sellaprime. */
  public static boolean callSellaprime(String line) {
    return NAME.matcher(line).find();
  }

  /**
   * The arguments of the first call of sellaprime in {@code line}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static List<String> argumentsIn(String line) {
    Matcher name = NAME.matcher(line);
    if (!name.find()) {
      throw new IllegalArgumentException("does not call sellaprime: " + line);
    }
    List<String> words = new ArrayList<>();
    Matcher token = TOKEN.matcher(line);
    for (int from = name.end(); token.find(from) && token.group(3) == null; from = token.end()) {
      words.add(token.group().replaceAll("[\"']", ""));
    }
    return words;
  }
}
