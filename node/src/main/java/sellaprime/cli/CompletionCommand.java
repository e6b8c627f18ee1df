package sellaprime.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sellaprime completion}: what teaches a shell to complete its commands. */
@Command(
    name = "completion",
    description = {
      "Prints a script that completes commands and options in bash and zsh.",
      "",
      "Sourced in a shell's start file it takes a second at each start; written to a file once,"
          + " none."
    },
    mixinStandardHelpOptions = true,
    exitCodeList = {"0:printed", "2:bad usage"},
    footer = {
      "  source <(sellaprime completion)",
      "  sellaprime completion > ~/.sellaprime-completion"
    })
final class CompletionCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    CommandLine own = Objects.requireNonNull(spec).commandLine();
    own.getOut().print(AutoComplete.bash("sellaprime", spec.root().commandLine()));
    own.getOut().flush();
  }
}
