package sellaprime.cli;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options about whom to ask, and for how long, of the commands that wait for jobs. */
final class JobOptions {
  @Option(
      names = "--connect",
      paramLabel = "URL",
      description = "Ask a running node, as http://127.0.0.1:8080, instead of an embedded one.")
  private @Nullable String url;

  @Option(
      names = "--resume",
      paramLabel = "ID",
      description = "With --connect: go on with what an interrupted command left in the cluster.")
  private @Nullable String resumed;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "Give up what is not answered by then (default: never).")
  private double timeoutSeconds = Double.POSITIVE_INFINITY;

  @Mixin private AccessOptions accessOptions = new AccessOptions();

  @Mixin private LogOptions logOptions = new LogOptions();

  /**
   * Opens the log.
   *
   * @throws UsageException if the options do not go together
   */
  void open(String name) {
    if (!(timeoutSeconds > 0)) {
      throw new UsageException("--timeout takes a positive number of seconds");
    }
    if (resumed != null && url == null) {
      throw new UsageException("--resume goes with --connect: say which cluster has it");
    }
    logOptions.open(name);
  }

  /** Whom to ask. */
  Grid grid() {
    String target = url;
    return target == null ? new EmbeddedGrid() : new RemoteGrid(target, accessOptions.read());
  }

  /** The id under which the command's jobs are, or will be, in the cluster. */
  String id() {
    String known = resumed;
    return known == null ? UUID.randomUUID().toString() : known;
  }

  /** What to say when the command is interrupted, with {@code id} as above. */
  String lastWord(CommandSpec spec, String id, Grid grid) {
    return url == null
        ? "sellaprime: stopped; a running node (--connect) would go on"
        : "sellaprime: the cluster goes on; come back with" + resume(spec, id, grid);
  }

  /** What to say when no node answers any more. */
  String nobodyAnswers(CommandSpec spec, String id, Grid grid) {
    return "sellaprime: if the cluster lives, it goes on; come back with" + resume(spec, id, grid);
  }

  private static String resume(CommandSpec spec, String id, Grid grid) {
    return "\n  " + Interrupted.resume(spec, id, grid.elsewhere());
  }

  boolean isRemote() {
    return url != null;
  }

  Waiting waiting() {
    return new Waiting(timeoutSeconds);
  }

  double timeoutSeconds() {
    return timeoutSeconds;
  }
}
