package sellaprime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.GridNode;
import sellaprime.grid.GridSettings;
import sellaprime.grid.gateway.RefusedException;
import sellaprime.job.NumberQuestion;
import sellaprime.primality.input.BadNumberException;
import sellaprime.primality.input.InputLimits;
import sellaprime.primality.input.NumberExpression;
import sellaprime.rest.JobJson;

/** A node in this process, with a cluster of its own; started when the first number is tested. */
final class EmbeddedGrid implements Grid {
  private static final Duration EVER = Duration.ofDays(10_000);

  private final Path scratch = StateDirectory.scratch();
  private @Nullable GridNode node;

  @Override
  public void check(String number) {
    try {
      NumberExpression.parse(number, InputLimits.DEFAULT);
    } catch (BadNumberException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public CompletableFuture<JsonNode> test(NumberQuestion question) {
    try {
      return node().gateway().submitAndWait(null, question, EVER).thenApply(JobJson::of);
    } catch (BadNumberException | RefusedException e) {
      return CompletableFuture.failedFuture(new UsageException(String.valueOf(e.getMessage())));
    }
  }

  private GridNode node() {
    if (node == null) {
      node = GridNode.start(GridSettings.alone("embedded", scratch));
    }
    return node;
  }

  @Override
  public void close() {
    if (node != null) {
      node.close();
    }
    StateDirectory.remove(scratch);
  }
}
