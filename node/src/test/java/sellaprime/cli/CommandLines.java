package sellaprime.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import sellaprime.testkit.ShellWords;

/** All commands, as tests of the command line walk through them. */
public final class CommandLines {
  private CommandLines() {}

  /** Every command and subcommand of a fresh command line, but picocli's own {@code help}. */
  static List<CommandSpec> all() {
    List<CommandSpec> all = new ArrayList<>();
    collect(SellaprimeCommand.commandLine().getCommandSpec(), all);
    return all;
  }

  private static void collect(CommandSpec command, List<CommandSpec> all) {
    if (!command.name().equals("help")) {
      all.add(command);
      command.subcommands().values().forEach(below -> collect(below.getCommandSpec(), all));
    }
  }

  /** Those that do something by themselves. */
  static Stream<CommandSpec> leaves() {
    return all().stream().filter(command -> command.subcommands().isEmpty());
  }

  /**
   * Reads a call of sellaprime as it is typed into a shell, and does nothing of what it says.
   *
   * @throws ParameterException if that is no call that it would take
   */
  public static void parse(String typed) {
    List<String> words = ShellWords.argumentsIn(typed);
    SellaprimeCommand.commandLine().parseArgs(words.toArray(String[]::new));
  }

  /** What {@code line} printed where, and how it ended. */
  record Result(int exit, String out, String err) {}

  /** Runs {@code line} in this JVM. */
  static Result run(CommandLine line, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    int exit = line.execute(args);
    return new Result(exit, out.toString(), err.toString());
  }
}
