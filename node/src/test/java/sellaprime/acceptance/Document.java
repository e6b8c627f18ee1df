package sellaprime.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sellaprime.testkit.ProcessCluster;

/** One of the project's Markdown files, as a reader with a shell sees it. */
final class Document {
  private static final Pattern EXIT = Pattern.compile("\\s+# exit (\\d+)$");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
  private static final String PRINTS = "# prints: ";
  private static final String SHARES =
      "<!-- DocsIT: one shell with the other pages that say so -->";

  /** A fenced block: {@code language}, the number of its first line, its lines. */
  record Block(String language, int line, List<String> lines) {
    String text() {
      return String.join("\n", lines) + "\n";
    }
  }

  /**
   * A command to type: one line, or several joined by a backslash.
   *
   * @param at where it stands, for people
   * @param exit what it exits with: 0, or the number of a trailing {@code # exit 1}
   * @param prints lines that it prints, from the {@code # prints:} comments below it; {@code ...}
   *     stands for anything
   */
  record Step(String at, String command, int exit, List<String> prints) {}

  private final String name;
  private final String text;
  private final List<Block> blocks = new ArrayList<>();

  private Document(String name, String text) {
    this.name = name;
    this.text = text;
    readBlocks();
  }

  static Document read(Path root, Path file) throws IOException {
    return new Document(root.relativize(file).toString(), Files.readString(file));
  }

  /** README.md, then all in {@code docs}. */
  static List<Document> all() throws IOException {
    Path root = ProcessCluster.ROOT.toAbsolutePath().normalize();
    List<Document> documents = new ArrayList<>();
    documents.add(read(root, root.resolve("README.md")));
    try (Stream<Path> files = Files.walk(root.resolve("docs"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".md")).sorted().toList()) {
        documents.add(read(root, file));
      }
    }
    return documents;
  }

  String name() {
    return name;
  }

  String text() {
    return text;
  }

  /** Whether it goes on in the shell, and with the nodes, of others that say the same. */
  boolean sharesItsShell() {
    return text.contains(SHARES);
  }

  List<Block> blocks() {
    return blocks;
  }

  List<Block> blocks(String language) {
    return blocks.stream().filter(block -> block.language().equals(language)).toList();
  }

  private void readBlocks() {
    List<String> lines = text.lines().toList();
    List<String> open = null;
    String language = "";
    int first = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).startsWith("```")) {
        if (open != null) {
          open.add(lines.get(i));
        }
      } else if (open == null) {
        open = new ArrayList<>();
        language = lines.get(i).substring(3).strip();
        first = i + 2;
      } else {
        blocks.add(new Block(language, first, List.copyOf(open)));
        open = null;
      }
    }
    if (open != null) {
      throw new AssertionError(name + ": the block at line " + first + " is not closed");
    }
  }

  /**
   * What a link may name after {@code #}: the headings, as GitHub makes anchors of them, in small
   * letters, without punctuation, with a hyphen for each blank.
   */
  Set<String> anchors() {
    return HEADING
        .matcher(text)
        .results()
        .map(heading -> heading.group(1).strip().toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N}_\\- ]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  /** What a reader would type, from top to bottom. */
  List<Step> steps() {
    return steps("sh");
  }

  /** As {@link #steps()}, of the blocks in {@code language}. */
  List<Step> steps(String language) {
    List<Step> steps = new ArrayList<>();
    for (Block block : blocks(language)) {
      readSteps(block, steps);
    }
    return steps;
  }

  private void readSteps(Block block, List<Step> steps) {
    StringBuilder command = new StringBuilder();
    for (int i = 0; i < block.lines().size(); i++) {
      String line = block.lines().get(i);
      int number = block.line() + i;
      boolean between = command.isEmpty();
      if (between && line.startsWith(PRINTS)) {
        steps.get(steps.size() - 1).prints().add(line.substring(PRINTS.length()));
      } else if (line.endsWith("\\")) {
        command.append(line).append('\n');
      } else if (!between || (!line.isBlank() && !line.startsWith("#"))) {
        command.append(line);
        steps.add(step(number, command.toString()));
        command.setLength(0);
      }
    }
    if (!command.isEmpty()) {
      throw new AssertionError(name + ": the command above line " + block.line() + " has no end");
    }
  }

  private Step step(int line, String command) {
    Matcher exit = EXIT.matcher(command);
    String at = name + ", line " + line;
    return exit.find()
        ? new Step(
            at,
            command.substring(0, exit.start()),
            Integer.parseInt(exit.group(1)),
            new ArrayList<>())
        : new Step(at, command, 0, new ArrayList<>());
  }
}
