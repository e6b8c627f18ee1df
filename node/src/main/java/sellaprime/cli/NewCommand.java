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
    description = "Finds new random primes, with all workers at once.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Each prime is drawn at random, alike likely among all of its size and form; drawn",
      "independently, so a short one may come twice. From 2^64 on they are probable primes",
      "(Baillie-PSW); --json tells how each was tested or proved.",
      "",
      "A prime that another machine found is no secret: with --connect, every node of the grid",
      "has seen it. Good for Diffie-Hellman parameters, which are public; not for keys.",
      "",
      "Exit codes: 0 found, 2 bad usage, 3 no answer."
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
    @Option(names = "--hex", description = "Print hexadecimal numbers.")
    private boolean hex;

    @Option(
        names = "--pem",
        description = "Print Diffie-Hellman parameters, as 'openssl dhparam' reads them (--safe).")
    private boolean pem;

    @Option(names = "--json", description = "Print the job as one line of JSON.")
    private boolean json;
  }

  @ArgGroup(multiplicity = "1")
  private Length length = new Length();

  @Option(names = "--safe", description = "Safe primes: (p-1)/2 is prime as well.")
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
      names = "--connect",
      paramLabel = "URL",
      description = "Ask a running node, as http://127.0.0.1:8080, instead of an embedded one.")
  private @Nullable String url;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "Give up if they are not found by then (default: never).")
  private double timeoutSeconds = Double.POSITIVE_INFINITY;

  @Mixin private AccessOptions accessOptions = new AccessOptions();

  @Mixin private LogOptions logOptions = new LogOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    SaleQuestion sale = sale();
    logOptions.open("new");
    String target = url;
    try (Sales sales = Sales.at(target, target == null ? null : accessOptions.read())) {
      print(sales.sell(sale, new Waiting(timeoutSeconds), err()));
      return ExitCode.OK;
    } catch (TimeoutException e) {
      err().println("sellaprime: no answer within " + timeoutSeconds + " s");
      return ExitCode.NO_ANSWER;
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      err().println("sellaprime: " + cause.getMessage());
      return cause instanceof UsageException ? ExitCode.USAGE : ExitCode.NO_ANSWER;
    }
  }

  private SaleQuestion sale() {
    if (!(timeoutSeconds > 0)) {
      throw new UsageException("--timeout takes a positive number of seconds");
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
    if (format.json) {
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
