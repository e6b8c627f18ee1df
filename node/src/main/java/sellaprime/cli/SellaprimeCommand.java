package sellaprime.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sellaprime.grid.StartException;
import sellaprime.rest.CannotListenException;

/** The command {@code sellaprime}: its subcommands, and what they have in common. */
@Command(
    name = "sellaprime",
    description =
        "Tests numbers for primality and finds primes, as jobs that are answered whatever dies.",
    mixinStandardHelpOptions = true,
    versionProvider = SellaprimeCommand.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      TestCommand.class,
      BatchCommand.class,
      NewCommand.class,
      ModuliCommand.class,
      ServeCommand.class,
      StatusCommand.class,
      CaCommand.class,
      KeysCommand.class,
      CommandLine.HelpCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  sellaprime test 2^127-1 0xffffffffffffffc5",
      "  sellaprime batch numbers.txt",
      "  sellaprime new --bits 256",
      "  sellaprime serve",
      "  sellaprime test --connect http://127.0.0.1:8080 10^99+289",
      "",
      "Exit codes: 0 all (probable) prime, or done; 1 some composite; 2 bad usage or input;",
      "3 no answer; 4 a server broke down; 130 interrupted by Ctrl-C."
    })
public final class SellaprimeCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** Set by picocli before anything else happens. */
  @SuppressWarnings("NullAway.Init")
  SellaprimeCommand() {}

  /** Runs the command line {@code args} and returns the exit code. */
  public static int run(String... args) {
    return new CommandLine(new SellaprimeCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(failures())
        .execute(args);
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do: test, batch, new, moduli, serve, status, ca or keys.");
  }

  private static IExecutionExceptionHandler failures() {
    return (failure, command, parsed) -> {
      if (failure instanceof StartException
          || failure instanceof CannotListenException
          || failure instanceof UsageException) {
        command.getErr().println("sellaprime: " + failure.getMessage());
        return ExitCode.USAGE;
      }
      command.getErr().println("sellaprime: " + failure + Logs.hint());
      Logs.unexpected(failure);
      return ExitCode.NO_ANSWER;
    };
  }

  /** The version, from the jar's manifest. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = SellaprimeCommand.class.getPackage().getImplementationVersion();
      String java = "Java " + System.getProperty("java.version");
      return List.of("sellaprime " + (version == null ? "(development)" : version), java)
          .toArray(String[]::new);
    }
  }
}
