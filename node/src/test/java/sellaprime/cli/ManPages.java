package sellaprime.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/**
 * Writes what an installed {@code sellaprime} has beside it: the completion script, and man pages
 * as AsciiDoc, of which the build makes real ones.
 */
public final class ManPages {
  private ManPages() {}

  /** Into {@code adoc} and {@code completion} below the directory that {@code args} name. */
  public static void main(String[] args) throws IOException {
    Path target = Path.of(args[0]);
    CommandLine line = SellaprimeCommand.commandLine();
    Path completion = Files.createDirectories(target.resolve("completion"));
    Files.writeString(completion.resolve("sellaprime"), AutoComplete.bash("sellaprime", line));
    write(Files.createDirectories(target.resolve("adoc")), line.getCommandSpec());
  }

  private static void write(Path pages, CommandSpec command) throws IOException {
    String name = command.qualifiedName("-") + ".adoc";
    Files.writeString(pages.resolve(name), page(command));
    for (CommandLine below : command.subcommands().values()) {
      write(pages, below.getCommandSpec());
    }
  }

  /** The page of one command, with the headings that man pages have. */
  static String page(CommandSpec command) {
    command.usageMessage().exitCodeListHeading("Exit status%n").footerHeading("Examples%n");
    StringWriter page = new StringWriter();
    ManPageGenerator.writeSingleManPage(new PrintWriter(page, true), command);
    return page.toString().lines().map(ManPages::plain).collect(Collectors.joining("\n", "", "\n"));
  }

  /** A caret is a caret, and no superscript; in examples, which are indented, it is one anyway. */
  private static String plain(String line) {
    return line.startsWith("  ") ? line : line.replace("^", "{caret}");
  }
}
