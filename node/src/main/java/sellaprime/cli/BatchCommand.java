package sellaprime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
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

/** {@code sellaprime batch}: a list of numbers, however long, answered in its order. */
@Command(
    name = "batch",
    description = {
      "Tests a list of numbers, however long; results come in its order.",
      "",
      "The list is one number or expression per line, JSON lines, a table (CSV) with a column"
          + " 'number', a PFGW file (ABC, ABC2, ABCD) or one of NewPGen; which it is, is seen"
          + " from its first line. A line that cannot be read gets an error of its own, and the"
          + " others go on.",
      "",
      "With --connect the batch belongs to the cluster: Ctrl-C only leaves it, and tells how to"
          + " come back. Results that have been printed are thrown away there."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeList = {
      "0:all (probable) prime; with --until-prime: found",
      "1:some composite; with --until-prime: not found",
      "2:bad usage or input",
      "3:no answer",
      "130:interrupted by Ctrl-C",
      "143:terminated"
    },
    footer = {
      "  sellaprime batch numbers.txt",
      "  seq 1000001 2 1000999 | sellaprime batch --until-prime=1 -",
      "  sellaprime batch --json -o results.ndjson numbers.txt",
      "  sellaprime batch --connect http://127.0.0.1:8080 --resume ID -o results"
    })
final class BatchCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "FILE", description = "The list; - is standard input.")
  private @Nullable String file;

  @Option(
      names = "--connect",
      paramLabel = "URL",
      description = "Give it to a running node, as http://127.0.0.1:8080, and not an embedded one.")
  private @Nullable String url;

  @Option(
      names = "--resume",
      paramLabel = "ID",
      description = "Go on with a batch that is there; FILE again if it was not sent to its end.")
  private @Nullable String resumed;

  @Option(names = "--cancel", paramLabel = "ID", description = "Cancel a batch.")
  private @Nullable String cancelled;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write the results to FILE; with --resume, go on in it where it ends.")
  private @Nullable Path output;

  @Option(
      names = "--json",
      fallbackValue = "true",
      description = "Print each result as one line of JSON.")
  private boolean json;

  @Option(
      names = "--strict",
      fallbackValue = "true",
      description = "Stop at the first line that cannot be read.")
  private boolean strict;

  @Option(
      names = "--until-prime",
      paramLabel = "K",
      arity = "0..1",
      fallbackValue = "1",
      preprocessor = OptionalNumber.class,
      description = "Stop after the K-th (probable) prime (without K: the first).")
  private int untilPrimes;

  @Option(
      names = "--safe",
      fallbackValue = "true",
      description = "Ask for safe primes: is (p-1)/2 prime as well?")
  private boolean safe;

  @Option(
      names = "--rounds",
      paramLabel = "R",
      description = "As for 'test': R random strong tests of each probable prime (default: 0).")
  private int rounds;

  @Mixin private AccessOptions accessOptions = new AccessOptions();

  @Mixin private LogOptions logOptions = new LogOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    checkOptions();
    logOptions.open("batch");
    String target = url;
    if (target == null) {
      try (BatchGrid grid = new EmbeddedBatches()) {
        return run(grid);
      }
    }
    try (BatchGrid grid = new RemoteBatches(target, accessOptions.read(), this::notice)) {
      return cancelled != null ? cancel(grid, cancelled) : run(grid);
    }
  }

  private void checkOptions() throws IOException {
    if (rounds < 0 || rounds > Question.MAX_ROUNDS) {
      throw new UsageException("--rounds takes a number from 0 to " + Question.MAX_ROUNDS);
    }
    if (untilPrimes < 0) {
      throw new UsageException("--until-prime takes a number from 1");
    }
    if ((resumed != null || cancelled != null) && url == null) {
      throw new UsageException("--resume and --cancel go with --connect: say which cluster has it");
    }
    if (output != null && output.toString().equals(StandardInput.NAME)) {
      throw new UsageException("-o takes a file; results go to standard output without it");
    }
    if (file == null && resumed == null && cancelled == null) {
      throw new UsageException("say which FILE has the numbers; - is standard input");
    }
    if (file != null && output != null) {
      ResultFile.checkHarmless(output, StandardInput.file(file));
    }
  }

  private int cancel(BatchGrid grid, String id) throws IOException {
    JsonNode batch = grid.cancel(id);
    out().println(json ? batch : id + ": " + batch.path("state").asText());
    return ExitCode.OK;
  }

  private int run(BatchGrid grid) throws IOException {
    String id = resumed != null ? resumed : UUID.randomUUID().toString();
    BatchQuestion batch = question(grid, id);
    try (InputStream in = input()) {
      if (resumed == null) {
        if (output != null) {
          IoReason.checkOutput(output);
        }
        grid.open(id, batch);
      }
      try (Results results = results(grid, id)) {
        BatchRun run = new BatchRun(grid, id, results.through(), results);
        JsonNode ended;
        try (ProgressBar bar = bar(grid, id);
            Interrupted interrupted = new Interrupted(() -> lastWord(grid, id, run, bar))) {
          interrupted.listen();
          run.run(batch, file == null ? null : in, json);
          ended = run.settled();
        } catch (IOException e) {
          run.leave();
          err().println("sellaprime: " + e.getMessage());
          howToGoOn(grid, id, run);
          return ExitCode.NO_ANSWER;
        }
        if (BatchRun.isDone(ended)) {
          results.finish();
        } else if (output != null) {
          err().println("sellaprime: " + output + " has results up to line " + results.through());
        }
        return report(ended);
      }
    }
  }

  /** A batch that is there knows itself what is asked. */
  private BatchQuestion question(BatchGrid grid, String id) throws IOException {
    if (resumed == null) {
      return new BatchQuestion(safe ? Ask.SAFE_PRIME : Ask.PRIME, rounds, strict, untilPrimes);
    }
    JsonNode batch = grid.progress(id);
    return new BatchQuestion(
        batch.path("ask").asText().equals(Ask.SAFE_PRIME.text()) ? Ask.SAFE_PRIME : Ask.PRIME,
        batch.path("rounds").asInt(),
        batch.path("strict").asBoolean(),
        batch.path("untilPrime").asInt());
  }

  private InputStream input() {
    String name = file;
    if (name == null) {
      return InputStream.nullInputStream();
    }
    try {
      return name.equals(StandardInput.NAME) ? System.in : new FileInputStream(name);
    } catch (FileNotFoundException e) {
      throw new UsageException("there is no file " + name + " that can be read");
    }
  }

  private @Nullable ProgressBar bar(BatchGrid grid, String id) {
    boolean resultsElsewhere = output != null || !Boolean.getBoolean("sellaprime.terminal.out");
    return resultsElsewhere ? ProgressBar.onTerminal(err(), () -> grid.progress(id), 0) : null;
  }

  /** Where the results go on after those that are there. */
  private Results results(BatchGrid grid, String id) throws IOException {
    if (resumed != null && file == null && !isFed(grid.progress(id))) {
      throw new UsageException("the list was not sent to its end; give its FILE again");
    }
    Path target = output;
    if (target == null) {
      return new Printed(resumed == null ? 0 : grid.progress(id).path("taken").asLong());
    }
    if (resumed == null) {
      return new Written(ResultFile.begin(id, "", target));
    }
    Mark mark = Mark.beside(target).orElse(null);
    if (mark == null || !mark.id().equals(id)) {
      throw new UsageException(
          Mark.pathOf(target) + " does not say that " + target + " has results of batch " + id);
    }
    return new Written(ResultFile.resume(mark, target));
  }

  private static boolean isFed(JsonNode batch) {
    return batch.path("complete").asBoolean() || !batch.path("state").asText().equals("running");
  }

  /** Where results go. */
  private interface Results extends BatchRun.Target, AutoCloseable {
    /** The last line whose result is there. */
    long through();

    /** All are there. */
    void finish() throws IOException;

    @Override
    void close() throws IOException;
  }

  /** On standard output. */
  private record Printed(long through) implements Results {
    @Override
    public void write(long line, byte[] results) throws IOException {
      System.out.write(results);
      if (System.out.checkError()) {
        throw new IOException("nobody reads the results any more");
      }
    }

    @Override
    public void mark() {
      System.out.flush();
    }

    @Override
    public void finish() {
      System.out.flush();
    }

    @Override
    public void close() {
      System.out.flush();
    }
  }

  /** In a file. */
  private record Written(ResultFile file) implements Results {
    @Override
    public long through() {
      return file.line();
    }

    @Override
    public void write(long line, byte[] results) throws IOException {
      file.write(line, results);
    }

    @Override
    public void mark() throws IOException {
      file.mark();
    }

    @Override
    public void finish() throws IOException {
      file.finish();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  private int report(JsonNode batch) {
    long errors = batch.path("errors").asLong();
    long unanswered = batch.path("unanswered").asLong();
    if (!BatchRun.isDone(batch)) {
      err().println("sellaprime: " + BatchRun.standing(batch));
      String reason = batch.path("reason").asText();
      boolean badLine = batch.path("strict").asBoolean() && reason.startsWith("line ");
      return badLine ? ExitCode.USAGE : ExitCode.NO_ANSWER;
    }
    if (unanswered > 0) {
      err().println("sellaprime: " + unanswered + " numbers have no answer");
      return ExitCode.NO_ANSWER;
    }
    if (errors > 0) {
      err().println("sellaprime: " + errors + " lines could not be read");
      return ExitCode.USAGE;
    }
    int wanted = batch.path("untilPrime").asInt();
    if (wanted > 0) {
      long found = batch.path("primes").asLong() + batch.path("probablePrimes").asLong();
      return found >= wanted ? ExitCode.OK : ExitCode.COMPOSITE;
    }
    return batch.path("composites").asLong() > 0 ? ExitCode.COMPOSITE : ExitCode.OK;
  }

  private void lastWord(BatchGrid grid, String id, BatchRun run, @Nullable ProgressBar bar) {
    if (bar != null) {
      bar.close();
    }
    run.leave();
    howToGoOn(grid, id, run);
  }

  private void howToGoOn(BatchGrid grid, String id, BatchRun run) {
    CommandSpec known = Objects.requireNonNull(spec);
    if (grid.isLasting() && run.isFed()) {
      err().println("sellaprime: the batch stays in the cluster; go on with");
      err().println("  " + Interrupted.resumeWithoutInput(known, id, grid.elsewhere()));
    } else if (grid.isLasting()) {
      boolean piped = StandardInput.NAME.equals(file);
      err()
          .println(
              "sellaprime: the batch stays in the cluster; go on with"
                  + (piped ? " the whole list again at the standard input of" : ""));
      err().println("  " + Interrupted.resume(known, id, grid.elsewhere()));
    } else {
      err().println("sellaprime: stopped; a running node (--connect) would have kept the batch");
    }
    err().flush();
  }

  private void notice(String text) {
    err().println("sellaprime: " + text);
    err().flush();
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }

  private PrintWriter err() {
    return Objects.requireNonNull(spec).commandLine().getErr();
  }
}
