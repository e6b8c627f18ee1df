package sellaprime.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options about logs, the same for every command that starts a node. */
final class LogOptions {
  @Option(
      names = "--log-file",
      paramLabel = "FILE",
      description = "Log here (default: <name>.log in $XDG_STATE_HOME/sellaprime/logs).")
  private @Nullable Path file;

  @Option(
      names = {"-v", "--verbose"},
      fallbackValue = "true",
      description = "Show the log on standard error, too.")
  private boolean verbose;

  @Option(
      names = "--log-format",
      paramLabel = "text|json",
      description = {
        "json: show the log on standard error, one JSON object per line, and in",
        "the --log-file if there is one (default: text)."
      })
  private Logs.Format format = Logs.Format.TEXT;

  void open(String name) {
    Logs.open(name, file, verbose, format);
  }
}
