package sellaprime.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sellaprime.access.ApiKeys;
import sellaprime.access.Caller;
import sellaprime.access.Scope;

/** {@code sellaprime keys}: the API keys that a node takes. */
@Command(
    name = "keys",
    description = {
      "Makes, lists and removes API keys, for 'sellaprime serve --keys FILE'.",
      "",
      "FILE holds no keys but hashes of them. A node that runs sees changes at once. Each node"
          + " needs the file: copy it, or mount it.",
      "",
      "Scopes, each with those before it: read (jobs and nodes), submit (give work), admin"
          + " (cancel)."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "  sellaprime keys add keys --name shop --scope submit > shop.key",
      "  sellaprime keys list keys",
      "  sellaprime keys remove keys shop"
    })
final class KeysCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "Say what to do: add, list or remove.");
  }

  @Command(
      name = "add",
      description = {"Makes a key, and prints it: this once, for it is kept nowhere."},
      mixinStandardHelpOptions = true,
      exitCodeList = {"0:done", "2:bad usage or input"},
      footer = {"  sellaprime keys add keys --name shop --scope submit > shop.key"})
  void add(
      @Parameters(index = "0", paramLabel = "FILE") Path file,
      @Option(names = "--name", required = true, paramLabel = "S", description = "Whose key it is.")
          String name,
      @Option(
              names = "--scope",
              required = true,
              paramLabel = "SCOPE",
              description = "${COMPLETION-CANDIDATES}.")
          Scope scope,
      @Option(
              names = "--json",
              fallbackValue = "true",
              description = "Print the key as JSON, with its name and scope.")
          boolean json) {
    try {
      String key = ApiKeys.add(file, name, scope);
      println(json ? named(name, scope).put("key", key).toString() : key);
    } catch (IOException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  @Command(
      name = "list",
      description = {"Lists keys: name and scope."},
      mixinStandardHelpOptions = true,
      exitCodeList = {"0:done", "2:bad usage or input"},
      footer = {"  sellaprime keys list keys --json"})
  void list(
      @Parameters(index = "0", paramLabel = "FILE") Path file,
      @Option(
              names = "--json",
              fallbackValue = "true",
              description = "Print each as one line of JSON.")
          boolean json) {
    try {
      for (Caller caller : ApiKeys.open(file).callers()) {
        println(
            json
                ? named(caller.name(), caller.scope()).toString()
                : caller.name() + " " + caller.scope());
      }
    } catch (IOException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  @Command(
      name = "remove",
      description = {"Removes a key."},
      mixinStandardHelpOptions = true,
      exitCodeList = {"0:done", "2:bad usage or input"},
      footer = {"  sellaprime keys remove keys shop"})
  void remove(
      @Parameters(index = "0", paramLabel = "FILE") Path file,
      @Parameters(index = "1", paramLabel = "NAME") String name) {
    try {
      ApiKeys.remove(file, name);
    } catch (IOException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static ObjectNode named(String name, Scope scope) {
    return JsonNodeFactory.instance.objectNode().put("name", name).put("scope", scope.toString());
  }

  private void println(String line) {
    Objects.requireNonNull(spec).commandLine().getOut().println(line);
  }
}
