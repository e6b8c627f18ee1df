package sellaprime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.GridNode;
import sellaprime.grid.GridSettings;
import sellaprime.grid.gateway.Gateway;
import sellaprime.grid.gateway.JobStatus;
import sellaprime.grid.gateway.RefusedException;
import sellaprime.grid.sale.Wanted;
import sellaprime.job.NumberQuestion;
import sellaprime.job.SaleQuestion;
import sellaprime.primality.input.BadNumberException;
import sellaprime.primality.input.InputLimits;
import sellaprime.primality.input.NumberExpression;
import sellaprime.rest.JobJson;

/** A node in this process, with a cluster of its own; started when it is first asked something. */
final class EmbeddedGrid implements Grid {
  /** How often a job that is not over is looked at. */
  private static final Duration LOOK = Duration.ofSeconds(2);

  private final Path scratch = StateDirectory.scratchUntilExit();
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
  public CompletableFuture<JsonNode> test(
      String id, NumberQuestion question, Consumer<JsonNode> standing) {
    try {
      Gateway gateway = node().gateway();
      return gateway
          .submitAndWait(id, question, LOOK)
          .thenCompose(status -> end(gateway, status, standing))
          .thenApply(JobJson::of);
    } catch (BadNumberException | RefusedException e) {
      return CompletableFuture.failedFuture(new UsageException(String.valueOf(e.getMessage())));
    }
  }

  private static CompletableFuture<JobStatus> end(
      Gateway gateway, JobStatus status, Consumer<JsonNode> standing) {
    if (status.isOver()) {
      return CompletableFuture.completedFuture(status);
    }
    standing.accept(JobJson.of(status));
    return gateway
        .await(status.job().id(), LOOK)
        .thenCompose(next -> end(gateway, next == null ? status : next, standing));
  }

  @Override
  public CompletableFuture<JsonNode> sell(
      String id, SaleQuestion sale, Consumer<JsonNode> standing) {
    try {
      Wanted.checked(sale, InputLimits.DEFAULT); // before a node is started for it
      Gateway gateway = node().gateway();
      return gateway
          .submit(id, sale)
          .thenCompose(accepted -> end(gateway, accepted, standing))
          .thenApply(JobJson::of);
    } catch (BadNumberException | RefusedException e) {
      return CompletableFuture.failedFuture(new UsageException(String.valueOf(e.getMessage())));
    }
  }

  @Override
  public CompletableFuture<JsonNode> cancel(String id) {
    return CompletableFuture.failedFuture(new UsageException("there is no job " + id));
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
