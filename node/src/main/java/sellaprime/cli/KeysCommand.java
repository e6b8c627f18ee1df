package sellaprime.cli;

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
    description = "Makes, lists and removes API keys, for 'sellaprime serve --keys FILE'.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "FILE holds no keys but hashes of them. A node that runs sees changes at once. Each node needs",
      "the file: copy it, or mount it.",
      "",
      "Scopes, each with those before it: read (jobs and nodes), submit (give work), admin (cancel)."
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
      description = "Makes a key, and prints it: this once, for it is kept nowhere.",
      mixinStandardHelpOptions = true)
  void add(
      @Parameters(index = "0", paramLabel = "FILE") Path file,
      @Option(names = "--name", required = true, paramLabel = "S", description = "Whose key it is.")
          String name,
      @Option(
              names = "--scope",
              required = true,
              paramLabel = "SCOPE",
              description = "${COMPLETION-CANDIDATES}.")
          Scope scope) {
    try {
      println(ApiKeys.add(file, name, scope));
    } catch (IOException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  @Command(
      name = "list",
      description = "Lists keys: name and scope.",
      mixinStandardHelpOptions = true)
  void list(@Parameters(index = "0", paramLabel = "FILE") Path file) {
    try {
      for (Caller caller : ApiKeys.open(file).callers()) {
        println(caller.name() + " " + caller.scope());
      }
    } catch (IOException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  @Command(name = "remove", description = "Removes a key.", mixinStandardHelpOptions = true)
  void remove(
      @Parameters(index = "0", paramLabel = "FILE") Path file,
      @Parameters(index = "1", paramLabel = "NAME") String name) {
    try {
      ApiKeys.remove(file, name);
    } catch (IOException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private void println(String line) {
    Objects.requireNonNull(spec).commandLine().getOut().println(line);
  }
}
