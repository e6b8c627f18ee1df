package sellaprime.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sellaprime.job.Question;

/** {@code sellaprime moduli screen}: what {@code ssh-keygen -M screen} does, by all workers. */
@Command(
    name = "screen",
    description = "Screens candidates of 'ssh-keygen -M generate' for safe primes.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Accepts the same lines as 'ssh-keygen -M screen' and writes the same, in the same order;",
      "only the time that each begins with is that of its own writing.",
      "",
      "How far it has come is kept beside the output, in OUTPUT.resume: interrupted, the same",
      "command goes on from there.",
      "",
      "Exit codes: 0 done, 2 bad usage or input, 3 no answer."
    })
final class ModuliScreenCommand implements Callable<Integer> {
  private static final int LEAST_TRIALS = 4;

  @Parameters(paramLabel = "CANDIDATES", description = "The file with the candidates.")
  private Path candidates = Path.of("");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUTPUT",
      required = true,
      description = "Where the safe primes go.")
  private Path output = Path.of("");

  @Option(
      names = {"-a", "--rounds"},
      paramLabel = "R",
      description = "Random rounds for each safe prime, at least 4 (default: 100).")
  private int rounds = 100;

  @Option(
      names = {"-g", "--generator"},
      paramLabel = "G",
      description = "Only primes with this generator: 2 or 5 (default: any).")
  private int generator;

  @Option(
      names = "--connect",
      paramLabel = "URL",
      description = "Ask a running node, as http://127.0.0.1:8080, instead of an embedded one.")
  private @Nullable String url;

  @Mixin private AccessOptions accessOptions = new AccessOptions();

  @Mixin private LogOptions logOptions = new LogOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException, IOException {
    if (rounds < LEAST_TRIALS || rounds > Question.MAX_ROUNDS) {
      throw new UsageException(
          "--rounds takes a number from " + LEAST_TRIALS + " to " + Question.MAX_ROUNDS);
    }
    if (!Files.isRegularFile(candidates)) {
      throw new UsageException("there is no file " + candidates);
    }
    logOptions.open("moduli");
    String target = url;
    try (Grid grid =
            target == null ? new EmbeddedGrid() : new RemoteGrid(target, accessOptions.read());
        ScreenedFile written =
            ScreenedFile.open(output, candidates, "rounds " + rounds + " generator " + generator)) {
      if (written.linesDone() > 0) {
        err().println("sellaprime: goes on after line " + written.linesDone());
      }
      new ModuliScreen(grid, rounds, generator, written, err()).run(candidates);
      return ExitCode.OK;
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      err().println("sellaprime: " + cause.getMessage());
      err().println("sellaprime: the same command goes on from here");
      return cause instanceof UsageException ? ExitCode.USAGE : ExitCode.NO_ANSWER;
    }
  }

  private PrintWriter err() {
    return Objects.requireNonNull(spec).commandLine().getErr();
  }
}
