package sellaprime.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import sellaprime.job.NumberQuestion;
import sellaprime.job.PrimeSpec;
import sellaprime.job.SaleQuestion;

/**
 * A running node, through its REST interface. Every job has an id of its own, so asking again after
 * a failure is harmless; a node that is overloaded, or gone for a moment, is asked again. One that
 * never answered at all is not waited for: most likely its address is wrong.
 */
final class RemoteGrid implements Grid {
  private static final int WAIT_SECONDS = 30;
  private static final int GIVE_UP_SECONDS = 3;
  private static final int MAX_FAILURES = 10;
  private static final Executor LATER = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);

  private final RestClient rest;
  private final ObjectMapper mapper = new ObjectMapper();
  private final Set<String> openSales = ConcurrentHashMap.newKeySet();
  private volatile boolean reached;

  RemoteGrid(String url, Access access) {
    this.rest = new RestClient(url, access);
  }

  @Override
  public void check(String number) {
    // The node knows its own limits.
  }

  @Override
  public CompletableFuture<JsonNode> test(NumberQuestion question) {
    try {
      String id = UUID.randomUUID().toString();
      ObjectNode body = mapper.createObjectNode().put("number", question.number()).put("id", id);
      if (question.rounds() != 0) {
        body.put("rounds", question.rounds());
      }
      return ask("/v1/jobs", id, mapper.writeValueAsString(body), 0);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public CompletableFuture<JsonNode> sell(SaleQuestion sale) {
    try {
      String id = UUID.randomUUID().toString();
      PrimeSpec spec = sale.spec();
      ObjectNode body = mapper.createObjectNode().put("id", id).put("count", sale.count());
      body.put(spec.bits() > 0 ? "bits" : "digits", Math.max(spec.bits(), spec.digits()));
      body.put("safe", spec.safe());
      if (spec.modulus() != null) {
        body.put("residue", spec.residue()).put("modulus", spec.modulus());
      }
      openSales.add(id);
      return ask("/v1/primes", id, mapper.writeValueAsString(body), 0)
          .whenComplete((job, failure) -> openSales.remove(id));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private CompletableFuture<JsonNode> ask(String path, String id, String body, int failures) {
    return rest.post(path, body, WAIT_SECONDS)
        .handle(
            (reply, failure) -> {
              if (failure != null) {
                return reached && failures < MAX_FAILURES
                    ? later(path, id, body, failures + 1)
                    : CompletableFuture.<JsonNode>failedFuture(rest.unreachable(failure));
              }
              reached = true;
              return switch (reply.status()) {
                case 200 -> CompletableFuture.completedFuture(reply.json());
                case 202 -> ask(path, id, body, 0);
                case 429, 503 ->
                    failures < MAX_FAILURES
                        ? later(path, id, body, failures + 1)
                        : CompletableFuture.<JsonNode>failedFuture(
                            new CompletionException(reply.detail(), null));
                default ->
                    CompletableFuture.<JsonNode>failedFuture(new UsageException(reply.detail()));
              };
            })
        .thenCompose(next -> next);
  }

  private CompletableFuture<JsonNode> later(String path, String id, String body, int failures) {
    return CompletableFuture.supplyAsync(() -> ask(path, id, body, failures), LATER)
        .thenCompose(next -> next);
  }

  /** A sale may take hours; what nobody waits for any more must not. */
  @Override
  public void close() {
    CompletableFuture.allOf(
            openSales.stream()
                .map(id -> rest.delete("/v1/jobs/" + id))
                .toArray(CompletableFuture<?>[]::new))
        .orTimeout(GIVE_UP_SECONDS, TimeUnit.SECONDS)
        .handle((done, failure) -> failure == null) // as far as somebody can be told
        .join();
  }
}
