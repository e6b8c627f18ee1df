package sellaprime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import sellaprime.grid.sale.Wanted;
import sellaprime.job.PrimeSpec;
import sellaprime.job.SaleQuestion;

/** {@code sellaprime moduli generate}: finished lines for {@code /etc/ssh/moduli}. */
@Command(
    name = "generate",
    description = {
      "Finds safe primes and writes them as lines for /etc/ssh/moduli.",
      "",
      "Unlike 'ssh-keygen -M generate', which writes candidates that are still to be screened,"
          + " this writes the finished file. Each prime is drawn at random by itself, where"
          + " ssh-keygen takes all those of one interval; one in six has no generator that"
          + " OpenSSH knows of, and is left out. A file that has lines already is continued."
          + " Ctrl-C gives up the search for the next line, and tells how many are there."
    },
    mixinStandardHelpOptions = true,
    exitCodeList = {
      "0:found",
      "2:bad usage or input",
      "3:no answer",
      "130:interrupted by Ctrl-C",
      "143:terminated"
    },
    footer = {
      "  sellaprime moduli generate --bits 3072 --count 20 -o moduli",
      "  sellaprime moduli generate --bits 512 --json"
    })
final class ModuliGenerateCommand implements Callable<Integer> {
  /** A search tests by Baillie-PSW, which is told as two rounds. */
  private static final long SEARCH_TRIES = 2;

  @Option(
      names = "--bits",
      paramLabel = "B",
      required = true,
      description = "Moduli of exactly B bits, at least 512.")
  private int bits;

  @Option(names = "--count", paramLabel = "K", description = "So many lines (default: 1).")
  private int count = 1;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Append to FILE (default: standard output).")
  private @Nullable Path output;

  @Option(
      names = "--json",
      fallbackValue = "true",
      description = "Print each line as one line of JSON, too, and not as it is in the file.")
  private boolean json;

  @Option(
      names = "--connect",
      paramLabel = "URL",
      description = "Ask a running node, as http://127.0.0.1:8080, instead of an embedded one.")
  private @Nullable String url;

  /** The search for the next line. */
  private String sale = "";

  private volatile JsonNode standing = MissingNode.getInstance(); // of that search

  @Mixin private AccessOptions accessOptions = new AccessOptions();

  @Mixin private LogOptions logOptions = new LogOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException, IOException {
    if (bits <= Moduli.LEAST_SIZE || count < 1) {
      throw new UsageException("--bits takes a number from 512, --count one from 1");
    }
    if (output != null && output.toString().equals(StandardInput.NAME)) {
      throw new UsageException("-o takes a file; lines go to standard output without it");
    }
    if (output != null) {
      IoReason.checkOutput(output);
    }
    logOptions.open("moduli");
    String target = url;
    AtomicInteger written = new AtomicInteger();
    try (Grid grid =
            target == null ? new EmbeddedGrid() : new RemoteGrid(target, accessOptions.read());
        ProgressBar bar = bar(written);
        Interrupted interrupted = new Interrupted(() -> lastWord(grid, bar, written.get()))) {
      interrupted.listen();
      try {
        generate(new Sales(grid), written, bar != null);
        return ExitCode.OK;
      } catch (ExecutionException e) {
        wipe(bar);
        Throwable cause = e.getCause() == null ? e : e.getCause();
        err().println("sellaprime: " + cause.getMessage());
        if (cause instanceof NobodyThereException) {
          tellOrphan(grid, written.get());
        }
        return cause instanceof UsageException ? ExitCode.USAGE : ExitCode.NO_ANSWER;
      } catch (TimeoutException e) {
        throw new AssertionError("nobody set a limit", e);
      }
    }
  }

  /** The search under way has no memory, so nothing is lost with it but its time. */
  private void lastWord(Grid grid, @Nullable ProgressBar bar, int written) {
    wipe(bar);
    tellHowToGoOn(written);
    if (url != null) { // an embedded one ends with the process
      grid.close();
    }
  }

  private static void wipe(@Nullable ProgressBar bar) {
    if (bar != null) {
      bar.close();
    }
  }

  private void tellHowToGoOn(int written) {
    String gone = "sellaprime: %d of %d lines are written; --count %d goes on";
    err().println(gone.formatted(written, count, count - written));
    err().flush();
  }

  /** Nobody is there who could be told to give up the search. */
  private void tellOrphan(Grid grid, int written) {
    tellHowToGoOn(written);
    String node = Objects.requireNonNullElse(grid.elsewhere(), Objects.requireNonNull(url));
    err().println("sellaprime: if the cluster lives, it still searches; give that up with");
    err()
        .println(
            "  " + Interrupted.commandLine(List.of("new", "--connect", node, "--cancel", sale)));
    err().flush();
  }

  /** One sale at a time, and each line is written as soon as it is there: so little is lost. */
  private void generate(Sales sales, AtomicInteger written, boolean hasBar)
      throws InterruptedException, IOException, ExecutionException, TimeoutException {
    SaleQuestion question = new SaleQuestion(new PrimeSpec(bits, 0, true, null, null), 1);
    Waiting waiting = new Waiting(Double.POSITIVE_INFINITY);
    while (written.get() < count) {
      sale = UUID.randomUUID().toString();
      JsonNode job =
          hasBar
              ? sales.sell(sale, question, waiting, (seconds, now) -> standing = now)
              : sales.sell(sale, question, waiting, err());
      for (BigInteger prime : Sales.primes(job)) {
        Moduli found = Moduli.found(prime, SEARCH_TRIES);
        if (found.generator() != 0 && written.get() < count) {
          write(found, Instant.now());
          written.incrementAndGet();
        }
      }
    }
  }

  /** None where lines come on the same terminal: they tell enough. */
  private @Nullable ProgressBar bar(AtomicInteger written) {
    boolean linesElsewhere =
        (output != null && !json) || !Boolean.getBoolean("sellaprime.terminal.out");
    return linesElsewhere
        ? ProgressBar.onTerminal(err(), () -> barLine(written.get(), count, standing))
        : null;
  }

  /** With {@code standing}, how the search for the next line is. */
  static String barLine(int written, int count, JsonNode standing) {
    String line = ProgressBar.bar(written, count) + ", %d of %d lines".formatted(written, count);
    return standing.has("secondsLeft")
        ? line + ", next in about " + Wanted.inWords(standing.path("secondsLeft").asDouble())
        : line;
  }

  private void write(Moduli found, Instant now) throws IOException {
    String line = found.line(now);
    if (output == null || json) {
      out().println(json ? found.json(now) : line);
      out().flush();
    }
    if (output == null) {
      return;
    }
    boolean isNew = !Files.exists(output) || Files.size(output) == 0;
    List<String> lines = isNew ? List.of(Moduli.HEADER, line) : List.of(line);
    Files.write(
        output,
        lines,
        StandardCharsets.US_ASCII,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }

  private PrintWriter err() {
    return Objects.requireNonNull(spec).commandLine().getErr();
  }
}
