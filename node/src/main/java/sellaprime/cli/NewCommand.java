package sellaprime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import sellaprime.job.PrimeSpec;
import sellaprime.job.SaleQuestion;

/** {@code sellaprime new}: random primes, one per line, once all of them are found. */
@Command(
    name = "new",
    description = {
      "Finds new random primes, with all workers at once.",
      "",
      "Each prime is drawn at random, alike likely among all of its size and form; drawn"
          + " independently, so a short one may come twice. From 2^64 on they are probable"
          + " primes (Baillie-PSW); --json tells how each was tested or proved.",
      "",
      "A prime that another machine found is no secret: with --connect, every node of the grid"
          + " has seen it. Good for Diffie-Hellman parameters, which are public; not for keys.",
      "",
      "With --connect Ctrl-C only leaves the search, and tells how to come back; --timeout, and"
          + " --cancel later, give it up."
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
      "  sellaprime new --bits 256",
      "  sellaprime new --digits 40 --safe --count 2 --json",
      "  sellaprime new --safe --bits 2048 --pem",
      "  sellaprime new --bits 128 --residue 3 --modulus 4 --hex"
    })
final class NewCommand implements Callable<Integer> {

  /** How long it is to be. */
  static final class Length {
    @Option(names = "--bits", paramLabel = "B", description = "Primes of exactly B bits.")
    private int bits;

    @Option(
        names = "--digits",
        paramLabel = "D",
        description = "Primes of exactly D decimal digits.")
    private int digits;
  }

  /** How it is printed. */
  static final class Format {
    @Option(names = "--hex", fallbackValue = "true", description = "Print hexadecimal numbers.")
    private boolean hex;

    @Option(
        names = "--pem",
        fallbackValue = "true",
        description = "Print Diffie-Hellman parameters, as 'openssl dhparam' reads them (--safe).")
    private boolean pem;
  }

  @ArgGroup private Length length = new Length();

  @Option(
      names = "--safe",
      fallbackValue = "true",
      description = "Safe primes: (p-1)/2 is prime as well.")
  private boolean safe;

  @Option(
      names = "--residue",
      paramLabel = "A",
      description = "Primes that are A modulo M (with --modulus).")
  private @Nullable String residue;

  @Option(names = "--modulus", paramLabel = "M", description = "See --residue.")
  private @Nullable String modulus;

  @Option(names = "--count", paramLabel = "K", description = "So many of them (default: 1).")
  private int count = 1;

  @ArgGroup private Format format = new Format();

  @Option(
      names = "--json",
      fallbackValue = "true",
      description = "Print the job as one line of JSON.")
  private boolean json;

  @Option(
      names = "--cancel",
      paramLabel = "ID",
      description = "With --connect: give up a search that an interrupted command left there.")
  private @Nullable String cancelled;

  @Mixin private JobOptions jobOptions = new JobOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    SaleQuestion sale = cancelled == null ? sale() : null;
    if (cancelled != null && !jobOptions.isRemote()) {
      throw new UsageException("--cancel goes with --connect: say which cluster has it");
    }
    jobOptions.open("new");
    String id = jobOptions.id();
    CommandSpec command = Objects.requireNonNull(spec);
    try (Grid grid = jobOptions.grid();
        Interrupted interrupted =
            new Interrupted(() -> err().println(jobOptions.lastWord(command, id, grid)))) {
      interrupted.listen();
      try {
        if (sale == null) {
          JsonNode job = grid.cancel(String.valueOf(cancelled)).get();
          out().println(json ? job : cancelled + ": " + job.path("state").asText());
        } else {
          print(new Sales(grid).sell(id, sale, jobOptions.waiting(), err()));
        }
        return ExitCode.OK;
      } catch (TimeoutException e) {
        err().println("sellaprime: no answer within " + jobOptions.timeoutSeconds() + " s");
        return ExitCode.NO_ANSWER;
      } catch (ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        err().println("sellaprime: " + cause.getMessage());
        if (cause instanceof NobodyThereException && sale != null) {
          err().println(jobOptions.nobodyAnswers(command, id, grid));
        }
        return cause instanceof UsageException ? ExitCode.USAGE : ExitCode.NO_ANSWER;
      }
    }
  }

  private SaleQuestion sale() {
    if (length.bits == 0 && length.digits == 0) {
      throw new UsageException("say how long: --bits or --digits");
    }
    if (json && (format.hex || format.pem)) {
      if (Objects.requireNonNull(spec).commandLine().getParseResult().hasMatchedOption("--json")) {
        throw new UsageException("--json excludes --hex and --pem");
      }
      json = false; // what is typed goes before what is set elsewhere
    }
    if (format.pem && !safe) {
      throw new UsageException("--pem takes --safe: Diffie-Hellman needs safe primes");
    }
    if ((residue == null) != (modulus == null)) {
      throw new UsageException("--residue and --modulus go together");
    }
    try {
      return new SaleQuestion(
          new PrimeSpec(length.bits, length.digits, safe, residue, modulus), count);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private void print(JsonNode job) {
    if (json) {
      out().println(job);
      out().flush();
      return;
    }
    for (BigInteger prime : Sales.primes(job)) {
      if (format.pem) {
        out().print(DhParameters.pem(prime));
      } else {
        out().println(format.hex ? "0x" + prime.toString(16) : prime);
      }
    }
    out().flush();
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }

  private PrintWriter err() {
    return Objects.requireNonNull(spec).commandLine().getErr();
  }
}
