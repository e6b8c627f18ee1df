package sellaprime.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sellaprime.access.PrivateCa;

/** {@code sellaprime ca}: a private certificate authority for trials. */
@Command(
    name = "ca",
    description = {
      "Makes a private certificate authority, and keys that it signs.",
      "",
      "A directory per key, with PEM files: copy it to the machine that needs it, and nothing"
          + " else. NODE is a name, or NAME@HOST for a node that callers reach at HOST,"
          + " NAME@HOST,HOST at several."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "  sellaprime ca create trial a b@10.0.0.2 --caller me",
      "  sellaprime serve --tls trial/a",
      "  sellaprime test --connect https://127.0.0.1:8080 --tls trial/me 97"
    })
final class CaCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "Say what to do: create, node or caller.");
  }

  @Command(
      name = "create",
      description = {"Makes an authority in DIR, which must not be there, and keys of nodes."},
      mixinStandardHelpOptions = true,
      exitCodeList = {"0:done", "2:bad usage or input"},
      footer = {"  sellaprime ca create trial a b@10.0.0.2 --caller me"})
  void create(
      @Parameters(index = "0", paramLabel = "DIR") Path directory,
      @Parameters(index = "1..*", arity = "0..*", paramLabel = "NODE") @Nullable List<String> nodes,
      @Option(names = "--caller", paramLabel = "NAME", description = "And the key of a caller.")
          @Nullable List<String> callers,
      @Option(
              names = "--json",
              fallbackValue = "true",
              description = "Print each directory as one line of JSON.")
          boolean json) {
    try {
      PrivateCa ca = PrivateCa.create(directory);
      issueNodes(ca, nodes == null ? List.of() : nodes, json);
      issueCallers(ca, callers == null ? List.of() : callers, json);
    } catch (IOException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  @Command(
      name = "node",
      description = {"Makes keys of nodes."},
      mixinStandardHelpOptions = true,
      exitCodeList = {"0:done", "2:bad usage or input"},
      footer = {"  sellaprime ca node trial c@10.0.0.3"})
  void node(
      @Parameters(index = "0", paramLabel = "DIR") Path directory,
      @Parameters(index = "1..*", arity = "1..*", paramLabel = "NODE") List<String> nodes,
      @Option(
              names = "--json",
              fallbackValue = "true",
              description = "Print each directory as one line of JSON.")
          boolean json) {
    try {
      issueNodes(PrivateCa.open(directory), nodes, json);
    } catch (IOException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  @Command(
      name = "caller",
      description = {"Makes keys of callers: for REST with all scopes, and for thin clients."},
      mixinStandardHelpOptions = true,
      exitCodeList = {"0:done", "2:bad usage or input"},
      footer = {"  sellaprime ca caller trial me"})
  void caller(
      @Parameters(index = "0", paramLabel = "DIR") Path directory,
      @Parameters(index = "1..*", arity = "1..*", paramLabel = "NAME") List<String> names,
      @Option(
              names = "--json",
              fallbackValue = "true",
              description = "Print each directory as one line of JSON.")
          boolean json) {
    try {
      issueCallers(PrivateCa.open(directory), names, json);
    } catch (IOException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private void issueNodes(PrivateCa ca, List<String> nodes, boolean json) throws IOException {
    for (String node : nodes) {
      int at = node.indexOf('@');
      String name = at < 0 ? node : node.substring(0, at);
      List<String> hosts = at < 0 ? List.of() : List.of(node.substring(at + 1).split(",", -1));
      tell("node", ca.issueNode(name, hosts), json);
    }
  }

  private void issueCallers(PrivateCa ca, List<String> names, boolean json) throws IOException {
    for (String name : names) {
      tell("caller", ca.issueCaller(name), json);
    }
  }

  private void tell(String kind, Path directory, boolean json) {
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(
        json
            ? JsonNodeFactory.instance
                .objectNode()
                .put("kind", kind)
                .put("directory", directory.toString())
            : kind + " " + directory);
    out.flush();
  }
}
