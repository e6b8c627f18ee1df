package sellaprime.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;
import sellaprime.grid.StartException;
import sellaprime.rest.CannotListenException;

/** The command {@code sellaprime}: its subcommands, and what they have in common. */
@Command(
    name = "sellaprime",
    description = {
      "Tests numbers for primality and finds primes, as jobs that are answered whatever dies.",
      "",
      "An option that is not typed is taken from the environment (--http-port is"
          + " $SELLAPRIME_HTTP_PORT), else from the --settings file (http-port=8080), else it has"
          + " its default.",
      "",
      "Data goes to standard output, everything else to standard error. --json prints data as JSON,"
          + " one object a line. A file or number named - is standard input."
    },
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
      CompletionCommand.class,
      CommandLine.HelpCommand.class
    },
    exitCodeList = {
      "0:all (probable) prime, or done",
      "1:some number is composite",
      "2:bad usage or input",
      "3:no answer",
      "4:a server broke down",
      "130:interrupted by Ctrl-C",
      "143:terminated"
    },
    footer = {
      "  sellaprime test 2^127-1 0xffffffffffffffc5",
      "  sellaprime batch numbers.txt",
      "  sellaprime new --bits 256",
      "  sellaprime serve",
      "  sellaprime test --connect http://127.0.0.1:8080 10^99+289",
      "  sellaprime help serve"
    })
public final class SellaprimeCommand implements Runnable {
  @Option(
      names = Settings.OPTION,
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description =
          "Options that are not typed, as lines 'http-port=8080' (default: $SELLAPRIME_SETTINGS).")
  void settings(String file) {
    // Settings has read it, before all other options.
  }

  @Spec private CommandSpec spec;

  /** Set by picocli before anything else happens. */
  @SuppressWarnings("NullAway.Init")
  SellaprimeCommand() {}

  /** Runs the command line {@code args} and returns the exit code. */
  public static int run(String... args) {
    return run(System.getenv(), args);
  }

  /** The same in another {@code environment}. */
  static int run(Map<String, String> environment, String... args) {
    CommandLine line = commandLine();
    try {
      Settings settings = Settings.read(List.of(args), environment, line.getCommandSpec());
      return with(line, settings).execute(args);
    } catch (UsageException e) {
      line.getErr().println("sellaprime: " + e.getMessage());
      return ExitCode.USAGE;
    }
  }

  /** All commands, without settings. */
  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new SellaprimeCommand());
    layOut(line.getCommandSpec());
    return line.setCaseInsensitiveEnumValuesAllowed(true);
  }

  /** The same parts in every help text. */
  private static void layOut(CommandSpec command) {
    command
        .usageMessage()
        .parameterListHeading("%n")
        .optionListHeading("%nOptions:%n")
        .commandListHeading("%nCommands:%n")
        .exitCodeListHeading("%nExit codes:%n")
        .footerHeading("%nExamples:%n");
    command.subcommands().values().forEach(below -> layOut(below.getCommandSpec()));
  }

  /** {@code line}, with {@code settings} and our way to tell of failures. */
  static CommandLine with(CommandLine line, Settings settings) {
    return line.setDefaultValueProvider(settings)
        .setParameterExceptionHandler((e, args) -> badUsage(e, settings, List.of(args)))
        .setExecutionExceptionHandler(
            (e, command, parsed) -> failed(e, command, settings, parsed.originalArgs()));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Say what to do: test, batch, new, moduli, serve, status, ca, keys or completion.");
  }

  private static int badUsage(ParameterException e, Settings settings, List<String> args) {
    CommandSpec command = e.getCommandLine().getCommandSpec();
    PrintWriter err = e.getCommandLine().getErr();
    String message = String.valueOf(e.getMessage());
    err.println("sellaprime: " + message + settings.origins(command, args, message));
    UnmatchedArgumentException.printSuggestions(e, err);
    err.println("Try '" + command.qualifiedName() + " --help'.");
    return ExitCode.USAGE;
  }

  private static int failed(
      Exception failure, CommandLine command, Settings settings, List<String> args) {
    PrintWriter err = command.getErr();
    if (failure instanceof StartException
        || failure instanceof CannotListenException
        || failure instanceof UsageException) {
      String message = String.valueOf(failure.getMessage());
      String origins = settings.origins(command.getCommandSpec(), args, message);
      err.println("sellaprime: " + message + origins);
      return ExitCode.USAGE;
    }
    if (failure instanceof NobodyThereException) {
      err.println("sellaprime: " + failure.getMessage());
      return ExitCode.NO_ANSWER;
    }
    err.println("sellaprime: " + failure + Logs.hint());
    Logs.unexpected(failure);
    return ExitCode.NO_ANSWER;
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
