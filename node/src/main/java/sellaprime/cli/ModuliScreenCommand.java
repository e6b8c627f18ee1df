package sellaprime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sellaprime.cli.ResultFile.Mark;
import sellaprime.job.Ask;
import sellaprime.job.BatchQuestion;
import sellaprime.job.Question;

/** {@code sellaprime moduli screen}: what {@code ssh-keygen -M screen} does, by all workers. */
@Command(
    name = "screen",
    description = {
      "Screens candidates of 'ssh-keygen -M generate' for safe primes.",
      "",
      "Accepts the same lines as 'ssh-keygen -M screen' and writes the same, in the same order;"
          + " only the time that each begins with is that of its own writing.",
      "",
      "How far it has come is kept beside the output, in OUTPUT.batch: after Ctrl-C, or"
          + " whatever else, the same command goes on from there. With --connect the cluster"
          + " goes on meanwhile."
    },
    mixinStandardHelpOptions = true,
    exitCodeList = {
      "0:done",
      "2:bad usage or input",
      "3:no answer",
      "130:interrupted by Ctrl-C",
      "143:terminated"
    },
    footer = {
      "  sellaprime moduli screen candidates -o moduli-screened",
      "  xz -dc candidates.xz | sellaprime moduli screen - -o moduli-screened --json"
    })
final class ModuliScreenCommand implements Callable<Integer> {
  private static final int LEAST_TRIALS = 4;

  @Parameters(
      paramLabel = "CANDIDATES",
      description = "The file with the candidates; - is standard input.")
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
      names = "--json",
      fallbackValue = "true",
      description = "When it is done, print as one line of JSON how much was found and where.")
  private boolean json;

  @Option(
      names = "--connect",
      paramLabel = "URL",
      description = "Ask a running node, as http://127.0.0.1:8080, instead of an embedded one.")
  private @Nullable String url;

  @Mixin private AccessOptions accessOptions = new AccessOptions();

  @Mixin private LogOptions logOptions = new LogOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (rounds < LEAST_TRIALS || rounds > Question.MAX_ROUNDS) {
      throw new UsageException(
          "--rounds takes a number from " + LEAST_TRIALS + " to " + Question.MAX_ROUNDS);
    }
    if (output.toString().equals(StandardInput.NAME)) {
      throw new UsageException("-o takes a file, beside which is kept how far it has come");
    }
    ResultFile.checkHarmless(output, StandardInput.file(candidates.toString()));
    if (candidates.toString().equals(StandardInput.NAME)) {
      candidates = StandardInput.copy(); // it is read twice
    }
    if (!Files.isRegularFile(candidates)) {
      throw new UsageException("there is no file " + candidates);
    }
    logOptions.open("moduli");
    String target = url;
    try (BatchGrid grid =
        target == null
            ? new EmbeddedBatches()
            : new RemoteBatches(target, accessOptions.read(), this::notice)) {
      return screen(grid);
    }
  }

  private int screen(BatchGrid grid) throws IOException {
    BatchQuestion batch = new BatchQuestion(Ask.SAFE_PRIME, rounds, false, 0);
    try (ResultFile written = written(grid);
        ModuliScreen screen = new ModuliScreen(candidates, rounds, generator, written);
        InputStream numbers = screen.numbers()) {
      String id = written.id();
      grid.open(id, batch);
      long total = screen.total();
      BatchRun run = new BatchRun(grid, id, written.line(), screen);
      JsonNode ended;
      try (ProgressBar bar = ProgressBar.onTerminal(err(), () -> grid.progress(id), total);
          Interrupted interrupted = new Interrupted(() -> lastWord(grid, run, bar, written))) {
        interrupted.listen();
        run.run(batch, numbers, true);
        ended = run.settled();
      } catch (IOException e) {
        run.leave();
        err().println("sellaprime: " + e.getMessage());
        err().println("sellaprime: " + goOn(grid, written));
        return ExitCode.NO_ANSWER;
      }
      String missing = missing(ended, written.line(), total);
      if (!missing.isEmpty()) {
        err().println("sellaprime: " + missing);
        err().println("sellaprime: " + goOn(grid, written));
        return ExitCode.NO_ANSWER;
      }
      written.finish();
      if (json) {
        report(total);
      }
    }
    return ExitCode.OK;
  }

  /** Why the output is not all that there is to be; empty if it is. */
  private static String missing(JsonNode batch, long written, long total) {
    if (!BatchRun.isDone(batch)) {
      return BatchRun.standing(batch);
    }
    long unanswered = batch.path("unanswered").asLong();
    if (unanswered > 0) {
      return unanswered + " candidates have no answer";
    }
    return written < total ? "results came of " + written + " of " + total + " lines" : "";
  }

  private void report(long candidatesRead) throws IOException {
    long found;
    try (Stream<String> lines = Files.lines(output, StandardCharsets.US_ASCII)) {
      found = lines.filter(line -> Moduli.read(line).isPresent()).count();
    }
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    report.put("lines", candidatesRead).put("safePrimes", found).put("output", output.toString());
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(report);
    out.flush();
  }

  /** Goes on with an output that was begun, and with its batch if the grid has it. */
  private ResultFile written(BatchGrid grid) throws IOException {
    String subject =
        "rounds %d generator %d of %d bytes".formatted(rounds, generator, Files.size(candidates));
    String fresh = UUID.randomUUID().toString();
    Mark mark = Mark.beside(output).orElse(null);
    if (mark == null) {
      if (Files.exists(output) && Files.size(output) > 0) {
        throw new UsageException(output + " exists; name another output");
      }
      return ResultFile.begin(fresh, subject, output);
    }
    if (!mark.subject().equals(subject)) {
      throw new UsageException(
          Mark.pathOf(output)
              + " is of another screening; remove it and "
              + output
              + " to begin anew");
    }
    err().println("sellaprime: goes on after line " + mark.line());
    String id = isSound(grid, mark.id()) ? mark.id() : fresh;
    return ResultFile.resume(new Mark(id, mark.line(), mark.bytes(), subject), output);
  }

  private static boolean isSound(BatchGrid grid, String id) throws IOException {
    if (!grid.isLasting()) {
      return false;
    }
    try {
      JsonNode batch = grid.progress(id);
      String state = batch.path("state").asText();
      return (state.equals("running") || state.equals("done"))
          && batch.path("unanswered").asLong() == 0;
    } catch (UsageException e) {
      return false; // nobody knows it any more
    }
  }

  private void lastWord(
      BatchGrid grid, BatchRun run, @Nullable ProgressBar bar, ResultFile written) {
    if (bar != null) {
      bar.close();
    }
    run.leave();
    err().println("sellaprime: " + goOn(grid, written));
    err().flush();
  }

  private static String goOn(BatchGrid grid, ResultFile written) {
    String url = grid.elsewhere();
    return "lines up to "
        + written.line()
        + " are through; the same command goes on from there"
        + (url == null ? "" : ", with --connect " + url);
  }

  private void notice(String text) {
    err().println("sellaprime: " + text);
    err().flush();
  }

  private PrintWriter err() {
    return Objects.requireNonNull(spec).commandLine().getErr();
  }
}
