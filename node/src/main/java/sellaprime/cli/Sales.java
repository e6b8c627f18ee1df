package sellaprime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.sale.Wanted;
import sellaprime.job.SaleQuestion;
import sellaprime.primality.input.BadNumberException;

/**
 * Buys primes for commands. When the command ends, however it ends, what it waited for is given up:
 * a search of hours must not go on for nobody.
 */
final class Sales implements AutoCloseable {
  private final Grid grid;
  private final Thread onInterrupt;

  private Sales(Grid grid) {
    this.grid = grid;
    this.onInterrupt = new Thread(grid::close, "sellaprime-give-up");
    if (grid instanceof RemoteGrid) { // an embedded one ends with the process
      Runtime.getRuntime().addShutdownHook(onInterrupt);
    }
  }

  /** From the node at {@code url}, or an embedded one. */
  static Sales at(@Nullable String url, @Nullable Access access) {
    return new Sales(
        url == null || access == null ? new EmbeddedGrid() : new RemoteGrid(url, access));
  }

  /**
   * The finished job; on a terminal {@code err} is told meanwhile that it is under way.
   *
   * @throws ExecutionException because of {@link UsageException} if it is refused, else if there is
   *     no answer
   */
  JsonNode sell(SaleQuestion sale, Waiting waiting, PrintWriter err)
      throws InterruptedException, ExecutionException, TimeoutException {
    JsonNode job =
        waiting.on(
            grid.sell(sale),
            seconds -> err.println("sellaprime: still searching, " + seconds + " s" + of(sale)));
    if (!job.path("state").asText().equals("done")) {
      String why = job.path("reason").asText(job.path("state").asText());
      throw new ExecutionException(new CompletionException("no answer: " + why, null));
    }
    return job;
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

  @Override
  public void close() {
    grid.close();
    try {
      Runtime.getRuntime().removeShutdownHook(onInterrupt);
    } catch (IllegalStateException e) {
      // It runs already.
    }
  }
}
