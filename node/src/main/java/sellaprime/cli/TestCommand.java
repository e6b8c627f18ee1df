package sellaprime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.DoubleAccumulator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sellaprime.job.Question;

/** {@code sellaprime test}: one line per number, in the order given, as soon as it is answered. */
@Command(
    name = "test",
    description = {
      "Tests numbers for primality.",
      "",
      "A number is a decimal, 0x hexadecimal or an expression of + - * ^ ! # and parentheses:"
          + " n! is the factorial, p# the product of the primes up to p, ^ goes from right to"
          + " left. Quote expressions that the shell would read. For - the numbers are the lines"
          + " of standard input; a list that is long is for 'batch'.",
      "",
      "With --connect Ctrl-C only leaves the tests, and tells how to come back."
    },
    mixinStandardHelpOptions = true,
    exitCodeList = {
      "0:all (probable) prime",
      "1:some composite",
      "2:bad usage or input",
      "3:no answer",
      "130:interrupted by Ctrl-C",
      "143:terminated"
    },
    footer = {
      "  sellaprime test 2^127-1 0xffffffffffffffc5",
      "  sellaprime test \"(2^31-1)*(2^61-1)\" --json",
      "  echo 1477!+1 | sellaprime test --rounds 20 -",
      "  sellaprime test --connect http://127.0.0.1:8080 --timeout 60 10^99+289"
    })
final class TestCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "N", description = "The numbers; - is standard input.")
  private List<String> numbers = List.of();

  @Option(
      names = "--rounds",
      paramLabel = "R",
      description =
          "Besides the usual test, make exactly R strong tests to random bases of each probable"
              + " prime (default: 0).")
  private int rounds;

  @Option(
      names = "--json",
      fallbackValue = "true",
      description = "Print each job as one line of JSON.")
  private boolean json;

  /** Set when all nodes have gone for good, or so it seems. */
  private boolean nobodyAnswers;

  @Mixin private JobOptions jobOptions = new JobOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    if (rounds < 0 || rounds > Question.MAX_ROUNDS) {
      throw new UsageException("--rounds takes a number from 0 to " + Question.MAX_ROUNDS);
    }
    jobOptions.open("test");
    numbers = StandardInput.expand(numbers);
    String id = jobOptions.id();
    CommandSpec command = Objects.requireNonNull(spec);
    try (Grid grid = jobOptions.grid();
        Interrupted interrupted =
            new Interrupted(() -> err().println(jobOptions.lastWord(command, id, grid)))) {
      interrupted.listen();
      int exitCode = testAll(grid, id);
      if (nobodyAnswers) {
        err().println(jobOptions.nobodyAnswers(command, id, grid));
      }
      return exitCode;
    }
  }

  /** An answer on its way, and how much of it is done. */
  private record Awaited(
      String number, CompletableFuture<JsonNode> answer, DoubleAccumulator done) {
    /** What a terminal is told after {@code seconds}. */
    String still(long seconds) {
      double fraction = done.get();
      String percent =
          fraction > 0 ? String.format(Locale.ROOT, "%.1f %% done, ", fraction * 100) : "";
      return "sellaprime: " + Grid.shown(number) + ": still testing, " + percent + seconds + " s";
    }
  }

  private int testAll(Grid grid, String id) throws InterruptedException {
    boolean bad = false;
    for (String number :
        numbers) { // all of them, before any is tested: the user mends them in one go
      bad |= !isReadable(grid, number);
    }
    if (bad) {
      return ExitCode.USAGE;
    }
    List<Awaited> answers = new ArrayList<>();
    for (String number : numbers) {
      DoubleAccumulator done = new DoubleAccumulator(Math::max, 0);
      CompletableFuture<JsonNode> answer =
          grid.test(
              id + "." + (answers.size() + 1),
              Question.of(number, rounds),
              job -> done.accumulate(job.path("progress").asDouble()));
      answers.add(new Awaited(number, answer, done));
    }
    Waiting waiting = jobOptions.waiting();
    int exitCode = ExitCode.OK;
    for (int i = 0; i < answers.size(); i++) {
      exitCode = worse(exitCode, report(answers.get(i), waiting));
    }
    return exitCode;
  }

  private boolean isReadable(Grid grid, String number) {
    try {
      grid.check(number);
      return true;
    } catch (UsageException e) {
      err().println("sellaprime: " + Grid.shown(number) + ": " + e.getMessage());
      return false;
    }
  }

  private int report(Awaited awaited, Waiting waiting) throws InterruptedException {
    String number = awaited.number;
    try {
      JsonNode job = waiting.on(awaited.answer, seconds -> err().println(awaited.still(seconds)));
      String verdict = job.path("verdict").asText("");
      if (verdict.isEmpty()) {
        String why = job.path("reason").asText(job.path("state").asText());
        err().println("sellaprime: " + Grid.shown(number) + ": no answer: " + why);
        return ExitCode.NO_ANSWER;
      }
      out()
          .println(
              json
                  ? job.toString()
                  : number.strip() + ": " + verdict + " (" + job.path("method").asText() + ")");
      out().flush();
      return verdict.equals("composite") ? ExitCode.COMPOSITE : ExitCode.OK;
    } catch (TimeoutException e) {
      err()
          .println(
              "sellaprime: "
                  + Grid.shown(number)
                  + ": no answer within "
                  + jobOptions.timeoutSeconds()
                  + " s");
      return ExitCode.NO_ANSWER;
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      err().println("sellaprime: " + Grid.shown(number) + ": " + cause.getMessage());
      nobodyAnswers |= cause instanceof NobodyThereException;
      return cause instanceof UsageException ? ExitCode.USAGE : ExitCode.NO_ANSWER;
    }
  }

  private static int worse(int a, int b) {
    return Math.max(a, b); // the codes are in that order
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }

  private PrintWriter err() {
    return Objects.requireNonNull(spec).commandLine().getErr();
  }
}
