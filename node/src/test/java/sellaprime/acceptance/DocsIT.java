package sellaprime.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import sellaprime.testkit.ProcessCluster;

/**
 * What the documents say is so: their commands run, their Java compiles, their links lead
 * somewhere, and the tests they name exist.
 *
 * <p>A block fenced as {@code sh} is run here; {@code console} is for commands that need more than
 * this machine or too much of its time, and {@link ConsoleBlocksTest} reads those. Each document
 * has a shell of its own, except for those that share one, and so the nodes that one of them
 * starts.
 */
class DocsIT {
  private static final Path ROOT = ProcessCluster.ROOT.toAbsolutePath().normalize();
  private static final Set<String> FENCES =
      Set.of("sh", "console", "text", "json", "java", "xml", "http", "yaml");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]*)(?:#([^)\\s]+))?\\)");
  private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))(?:\\.(\\w+))?`");

  private static List<Document> documents() throws IOException {
    return Document.all();
  }

  @TestFactory
  Stream<DynamicTest> commandsDoWhatTheDocumentsSay(@TempDir Path temp) throws IOException {
    String some = System.getProperty("sellaprime.docs", "");
    return sessions().stream()
        .filter(session -> names(session).contains(some))
        .map(
            session ->
                DynamicTest.dynamicTest(
                    names(session),
                    () -> {
                      Path own = temp.resolve(session.get(0).name().replace('/', '-'));
                      try (DocumentRun run = new DocumentRun(session, Files.createDirectory(own))) {
                        run.run();
                      }
                    }));
  }

  /** What is typed into one shell: a document by itself, or all those that want to share one. */
  private static List<List<Document>> sessions() throws IOException {
    List<List<Document>> sessions = new ArrayList<>();
    List<Document> sharing = new ArrayList<>();
    for (Document document : documents()) {
      if (document.sharesItsShell()) {
        sharing.add(document);
      } else if (!document.steps().isEmpty()) {
        sessions.add(List.of(document));
      }
    }
    if (!sharing.isEmpty()) {
      sessions.add(sharing);
    }
    return sessions;
  }

  private static String names(List<Document> session) {
    return session.stream().map(Document::name).collect(Collectors.joining(", "));
  }

  @Test
  void theReadmeBeginsWithTheTwoCommands() throws IOException {
    List<Document.Block> blocks = documents().get(0).blocks();
    assertThat(blocks.get(0).text())
        .isEqualTo("./sellaprime test 2^127-1\n# prints: 2^127-1: prime (Lucas-Lehmer)\n");
    assertThat(blocks.get(1).text()).isEqualTo("mvn verify\n");
  }

  @Test
  void everyBlockSaysWhatItIs() throws IOException {
    for (Document document : documents()) {
      for (Document.Block block : document.blocks()) {
        assertThat(FENCES)
            .as("%s, line %s: the fence's language", document.name(), block.line())
            .contains(block.language());
      }
    }
  }

  @Test
  void javaInTheDocumentsCompiles(@TempDir Path classes) throws IOException {
    for (Document document : documents()) {
      for (Document.Block block : document.blocks("java")) {
        StringWriter messages = new StringWriter();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options =
            List.of(
                "-proc:none",
                "-d",
                classes.toString(),
                "-classpath",
                System.getProperty("java.class.path"));
        boolean compiled =
            compiler
                .getTask(messages, null, null, options, null, List.of(source(block.text())))
                .call();
        assertThat(compiled)
            .as("%s, line %s: %s", document.name(), block.line(), messages)
            .isTrue();
      }
    }
  }

  private static JavaFileObject source(String text) {
    Matcher name = Pattern.compile("class (\\w+)").matcher(text);
    assertThat(name.find()).as("a class in:%n%s", text).isTrue();
    return new SimpleJavaFileObject(
        URI.create("string:///" + name.group(1) + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }

  @Test
  void linksLeadSomewhere() throws IOException {
    for (Document document : documents()) {
      Path own = ROOT.resolve(document.name());
      Matcher link = LINK.matcher(document.text());
      while (link.find()) {
        if (!link.group(1).contains("://")) {
          Path target = link.group(1).isEmpty() ? own : own.resolveSibling(link.group(1));
          assertThat(target).as("link in %s", document.name()).exists();
          if (link.group(2) != null) {
            assertThat(Document.read(ROOT, target).anchors())
                .as("link in %s: %s", document.name(), link.group())
                .contains(link.group(2));
          }
        }
      }
    }
  }

  @Test
  void theTestsThatAreNamedExist() throws IOException {
    for (Document document : documents()) {
      Matcher test = TEST.matcher(document.text());
      while (test.find()) {
        String source = sourceOfTest(test.group(1));
        assertThat(source).as("%s names %s", document.name(), test.group(1)).isNotEmpty();
        if (test.group(2) != null) {
          assertThat(source)
              .as("%s names %s", document.name(), test.group())
              .contains(" " + test.group(2) + "(");
        }
      }
    }
  }

  private static String sourceOfTest(String name) throws IOException {
    StringBuilder all = new StringBuilder();
    for (String module : List.of("node", "client")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module + "/src/test/java"))) {
        for (Path file : files.filter(f -> f.endsWith(name + ".java")).toList()) {
          all.append(Files.readString(file));
        }
      }
    }
    return all.toString();
  }
}
