package sellaprime.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sellaprime.acceptance.Document.Step;
import sellaprime.grid.PortChoice;
import sellaprime.testkit.Command;
import sellaprime.testkit.ProcessCluster;

/**
 * Types the commands of documents, from top to bottom, into one shell.
 *
 * <p>The shell stands in a fresh directory that looks like the top of the project. What the
 * documents call ports 8080, 10800 and 47500 (and the next few) may be taken by others, so the run
 * takes free ones: they are replaced in the commands, and a wrapper around the launcher gives them
 * to {@code serve} where a command leaves them to the defaults.
 */
final class DocumentRun implements AutoCloseable {
  private static final Path ROOT = ProcessCluster.ROOT.toAbsolutePath().normalize();
  private static final Path LOGS = ROOT.resolve("node/target/cluster-logs");
  private static final int NODES = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Pattern CLASS = Pattern.compile("public (?:final )?class (\\w+)");

  private final List<Document> documents;
  private final Path directory;
  private final Path notes;
  private final Map<String, String> ports = new LinkedHashMap<>();

  DocumentRun(List<Document> documents, Path temp) throws IOException {
    this.documents = documents;
    this.directory = Files.createDirectory(temp.resolve("project"));
    this.notes = Files.createDirectory(temp.resolve("notes"));
    choosePorts();
    furnish();
  }

  private void choosePorts() {
    for (int usual : new int[] {8080, 10800, 47500}) {
      for (int i = 0; i < NODES; i++) {
        int port;
        do {
          port = PortChoice.ANY_FREE.choose("127.0.0.1");
        } while (ports.containsValue(String.valueOf(port)));
        ports.put(String.valueOf(usual + i), String.valueOf(port));
      }
    }
  }

  /** {@code text} with this run's ports. */
  private String local(String text) {
    Matcher port = Pattern.compile("\\b(?:808\\d|1080\\d|4750\\d)\\b").matcher(text);
    return port.replaceAll(found -> ports.getOrDefault(found.group(), found.group()));
  }

  private void furnish() throws IOException {
    try (Stream<Path> entries = Files.list(ROOT)) {
      for (Path entry : entries.toList()) {
        String name = entry.getFileName().toString();
        if (!name.equals("sellaprime") && !name.startsWith(".")) {
          Files.createSymbolicLink(directory.resolve(name), entry);
        }
      }
    }
    for (Document document : documents) {
      for (Document.Block block : document.blocks("java")) {
        Matcher name = CLASS.matcher(block.text());
        if (name.find()) {
          Files.writeString(directory.resolve(name.group(1) + ".java"), local(block.text()));
        }
      }
    }
    Path wrapper = Files.writeString(directory.resolve("sellaprime"), wrapper());
    Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String wrapper() {
    String join =
        ports.entrySet().stream()
            .filter(port -> port.getKey().startsWith("4750"))
            .map(port -> "127.0.0.1:" + port.getValue())
            .collect(Collectors.joining(","));
    return String.join(
        "\n",
        "#!/bin/sh",
        "notes='" + notes + "'",
        "logs='" + LOGS.resolve("docs-" + documents.get(0).name().replace('/', '-')) + "'",
        "ports='" + String.join(" ", ports.values()) + "'",
        "port() { set -- $1 $ports; shift $1; shift; echo $1; }", // the $1-th of all, from 0
        "take() {", // the first slot that nobody has, or had: its port is free
        "  i=0",
        "  while ! mkdir \"$notes/$1-$i\" 2>/dev/null; do",
        "    pid=$(cat \"$notes/$1-$i/pid\" 2>/dev/null)",
        "    if [ -n \"$pid\" ] && ! kill -0 $pid 2>/dev/null; then rm -r \"$notes/$1-$i\"",
        "    else i=$((i+1)); fi",
        "  done",
        "  echo $$ > \"$notes/$1-$i/pid\"",
        "}",
        "case \"${1:-} $*\" in",
        "  serve*)",
        "    shift",
        "    case \" $* \" in *\" --http-port \"*) ;;",
        "      *) take http; set -- --http-port $(port $i) \"$@\" ;;",
        "    esac",
        "    case \" $* \" in", // a tester has none of a node's other ports
        "      *\" --role tester \"*)",
        "        take tester; set -- serve --log-file \"$logs-tester-$i.log\" \"$@\" ;;",
        "      *)",
        "        take node",
        "        set -- serve --join " + join + " --log-file \"$logs-$i.log\" \\",
        "          --thin-port $(port $((" + NODES + "+i))) \\",
        "          --discovery-port $(port $((2*" + NODES + "+i))) \"$@\" ;;",
        "    esac ;;",
        "  status*--connect*) ;;",
        "  status*) shift; set -- status --connect http://127.0.0.1:$(port 0) \"$@\" ;;",
        "esac",
        "exec '" + ROOT.resolve("sellaprime") + "' \"$@\"",
        "");
  }

  /** Runs every step; fails at the first that does not do what the document says. */
  void run() throws IOException, InterruptedException {
    List<Step> steps = documents.stream().flatMap(document -> document.steps().stream()).toList();
    Path script = Files.writeString(notes.resolve("script"), script(steps));
    AssertionError late = null;
    try {
      Command.of("sh", script.toString())
          .in(directory)
          .with("SELLAPRIME_JAVA_OPTS", "-Xmx512m")
          .within(PATIENCE.multipliedBy(documents.size()))
          .run();
    } catch (AssertionError e) {
      late = e;
    }
    for (int i = 0; i < steps.size(); i++) {
      check(i, steps.get(i)); // tells which step it was that did not end
    }
    if (late != null) {
      throw late;
    }
  }

  private String script(List<Step> steps) {
    StringBuilder script = new StringBuilder();
    // What is left running ends with the shell, also when a step failed: nobody has to wait for it.
    String jobs = notes.resolve("jobs").toString();
    script.append(
        "trap \"jobs -p >'" + jobs + "'; kill -9 \\$(cat '" + jobs + "') 2>/dev/null\" EXIT\n");
    for (int i = 0; i < steps.size(); i++) {
      String at = notes.resolve(String.valueOf(i)).toString();
      script
          .append("{\n")
          .append(local(steps.get(i).command()))
          .append("\n} >'" + at + ".out' 2>'" + at + ".err'\n")
          .append("code=$?\necho $code >'" + at + ".code'\n")
          .append("[ $code -eq " + steps.get(i).exit() + " ] || exit 1\n");
    }
    return script.toString();
  }

  private void check(int i, Step step) throws IOException {
    String what = step.at() + ": " + step.command();
    String out = note(i, "out");
    assertThat(note(i, "code").strip())
        .as("%s%nprinted: %s%n%s", what, out, note(i, "err"))
        .isEqualTo(String.valueOf(step.exit()));
    for (String line : step.prints()) {
      String regex =
          Stream.of(local(line.strip()).split("\\.\\.\\.", -1))
              .map(Pattern::quote)
              .collect(Collectors.joining(".*"));
      assertThat(out.lines().map(String::strip))
          .as("%s%nprints: %s", what, line)
          .anyMatch(printed -> printed.matches(regex));
    }
  }

  private String note(int i, String kind) throws IOException {
    Path file = notes.resolve(i + "." + kind);
    return Files.exists(file) ? Files.readString(file) : "(not reached)";
  }

  /** Ends the nodes that are left, and takes the links away, which JUnit would warn of. */
  @Override
  public void close() {
    try (Stream<Path> entries = Files.list(directory)) {
      for (Path link : entries.filter(Files::isSymbolicLink).toList()) {
        Files.delete(link);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try (Stream<Path> files = Files.walk(notes)) {
      for (Path file : files.filter(f -> f.endsWith("pid")).toList()) {
        long pid = Long.parseLong(Files.readString(file).strip());
        ProcessHandle.of(pid)
            .filter(node -> node.info().commandLine().orElse("").contains(LOGS.toString()))
            .ifPresent(ProcessHandle::destroyForcibly);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
