package sellaprime.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Standard input, where a command line says {@code -}. */
final class StandardInput {
  /** What stands for it. */
  static final String NAME = "-";

  private static final Path DEVICE = Path.of("/dev/stdin");

  private StandardInput() {}

  /** The file that {@code name} stands for; one that is not there, if that cannot be told. */
  static Path file(String name) {
    return name.equals(NAME) ? DEVICE : Path.of(name);
  }

  /**
   * {@code words}, with the lines of standard input in the place of {@code -}; empty lines are left
   * out.
   *
   * @throws UsageException if it is asked for and has no line
   */
  static List<String> expand(List<String> words) {
    List<String> all = new ArrayList<>();
    for (String word : words) {
      if (word.equals(NAME)) {
        all.addAll(lines());
      } else {
        all.add(word);
      }
    }
    return all;
  }

  private static List<String> lines() {
    List<String> lines = new ArrayList<>();
    try {
      // Not closed: it is the process's.
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (@Nullable String line = in.readLine(); line != null; line = in.readLine()) {
        if (!line.isBlank()) {
          lines.add(line);
        }
      }
    } catch (IOException e) {
      throw new UsageException("standard input cannot be read: " + e.getMessage());
    }
    if (lines.isEmpty()) {
      throw new UsageException("standard input is empty: give it a number per line");
    }
    return lines;
  }

  /** All of it as a text. */
  static String text() throws IOException {
    return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
  }

  /** A copy of it in a file that is removed when the process ends. */
  static Path copy() throws IOException {
    Path copy = Files.createTempFile("sellaprime-", ".input");
    copy.toFile().deleteOnExit();
    Files.copy(System.in, copy, StandardCopyOption.REPLACE_EXISTING);
    return copy;
  }
}
