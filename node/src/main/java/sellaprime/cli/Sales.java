package sellaprime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import sellaprime.grid.sale.Wanted;
import sellaprime.job.SaleQuestion;
import sellaprime.primality.input.BadNumberException;

/** Buys primes for commands, and tells a terminal meanwhile how the search goes. */
final class Sales {
  private final Grid grid;

  /** From {@code grid}. */
  Sales(Grid grid) {
    this.grid = grid;
  }

  /**
   * The finished job.
   *
   * @param id of the job; one that is there already is the same job
   * @throws ExecutionException because of {@link UsageException} if it is refused, else if there is
   *     no answer
   */
  JsonNode sell(String id, SaleQuestion sale, Waiting waiting, PrintWriter err)
      throws InterruptedException, ExecutionException, TimeoutException {
    return sell(
        id, sale, waiting, (seconds, standing) -> err.println(still(seconds, sale, standing)));
  }

  /** Who is told, on a terminal, how a search stands that goes on for so many seconds. */
  interface Onlooker {
    void see(long seconds, JsonNode standing);
  }

  /** As above, for another {@code onlooker}. */
  JsonNode sell(String id, SaleQuestion sale, Waiting waiting, Onlooker onlooker)
      throws InterruptedException, ExecutionException, TimeoutException {
    AtomicReference<JsonNode> standing = new AtomicReference<>(MissingNode.getInstance());
    JsonNode job =
        waiting.on(
            grid.sell(id, sale, standing::set),
            seconds -> onlooker.see(seconds, Objects.requireNonNull(standing.get())));
    if (!job.path("state").asText().equals("done")) {
      String why = job.path("reason").asText(job.path("state").asText());
      throw new ExecutionException(new CompletionException("no answer: " + why, null));
    }
    return job;
  }

  /** What a terminal is told after {@code seconds}. */
  static String still(long seconds, SaleQuestion sale, JsonNode job) {
    StringBuilder line =
        new StringBuilder("sellaprime: still searching, ").append(seconds).append(" s");
    if (!job.has("pieces")) {
      return line.append(of(sale)).toString();
    }
    long pieces = job.path("pieces").asLong();
    line.append(
        String.format(
            Locale.ROOT,
            "; %,d %s searched, %,d candidates tested",
            pieces,
            pieces == 1 ? "piece" : "pieces",
            job.path("tests").asLong()));
    if (sale.count() > 1) {
      line.append(
          String.format(
              Locale.ROOT, ", %,d of %,d found", job.path("found").asInt(), sale.count()));
    }
    if (job.has("secondsLeft")) {
      line.append(", about ").append(Wanted.inWords(job.path("secondsLeft").asDouble()));
      line.append(" more expected");
    }
    return line.toString();
  }

  private static String of(SaleQuestion sale) {
    try {
      double seconds = sale.count() * Wanted.of(sale.spec()).cost().nanos() / 1e9;
      return "; one core would take about " + Wanted.inWords(seconds);
    } catch (BadNumberException e) {
      return ""; // the node knows better
    }
  }

  /** The primes of a finished job. */
  static List<BigInteger> primes(JsonNode job) {
    List<BigInteger> primes = new ArrayList<>();
    if (job.has("primes")) {
      job.path("primes").forEach(one -> primes.add(new BigInteger(one.path("prime").asText())));
    } else {
      primes.add(new BigInteger(job.path("prime").asText()));
    }
    return primes;
  }
}
