package sellaprime.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import sellaprime.job.NumberQuestion;
import sellaprime.job.PrimeSpec;
import sellaprime.job.SaleQuestion;

/**
 * A running node, through its REST interface. Every job has an id of its own, so asking again after
 * a failure is harmless; a node that is overloaded, or gone for a moment, is asked again. One that
 * never answered at all is not waited for: most likely its address is wrong.
 */
final class RemoteGrid implements Grid {
  private static final int WAIT_SECONDS = 5;
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
  public CompletableFuture<JsonNode> test(
      String id, NumberQuestion question, Consumer<JsonNode> standing) {
    try {
      ObjectNode body = mapper.createObjectNode().put("number", question.number()).put("id", id);
      if (question.rounds() != 0) {
        body.put("rounds", question.rounds());
      }
      return ask(new Asked("/v1/jobs", mapper.writeValueAsString(body), standing), 0);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public CompletableFuture<JsonNode> sell(
      String id, SaleQuestion sale, Consumer<JsonNode> standing) {
    try {
      PrimeSpec spec = sale.spec();
      ObjectNode body = mapper.createObjectNode().put("id", id).put("count", sale.count());
      body.put(spec.bits() > 0 ? "bits" : "digits", Math.max(spec.bits(), spec.digits()));
      body.put("safe", spec.safe());
      if (spec.modulus() != null) {
        body.put("residue", spec.residue()).put("modulus", spec.modulus());
      }
      openSales.add(id);
      return ask(new Asked("/v1/primes", mapper.writeValueAsString(body), standing), 0)
          .whenComplete((job, failure) -> openSales.remove(id));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A job that is asked for until it is over. */
  private record Asked(String path, String body, Consumer<JsonNode> standing) {}

  private CompletableFuture<JsonNode> ask(Asked asked, int failures) {
    return rest.post(asked.path, asked.body, WAIT_SECONDS)
        .handle(
            (reply, failure) -> {
              if (failure != null) {
                return reached && failures < MAX_FAILURES
                    ? later(asked, failures + 1)
                    : CompletableFuture.<JsonNode>failedFuture(rest.unreachable(failure));
              }
              reached = true;
              return switch (reply.status()) {
                case 200 -> CompletableFuture.completedFuture(reply.json());
                case 202 -> {
                  asked.standing.accept(reply.json());
                  yield ask(asked, 0);
                }
                case 429, 503 ->
                    failures < MAX_FAILURES
                        ? later(asked, failures + 1)
                        : CompletableFuture.<JsonNode>failedFuture(
                            new CompletionException(reply.detail(), null));
                default ->
                    CompletableFuture.<JsonNode>failedFuture(new UsageException(reply.detail()));
              };
            })
        .thenCompose(next -> next);
  }

  private CompletableFuture<JsonNode> later(Asked asked, int failures) {
    return CompletableFuture.supplyAsync(() -> ask(asked, failures), LATER)
        .thenCompose(next -> next);
  }

  @Override
  public CompletableFuture<JsonNode> cancel(String id) {
    return rest.delete("/v1/jobs/" + id)
        .handle(
            (reply, failure) -> {
              if (failure != null) {
                throw rest.unreachable(failure);
              }
              if (reply.status() != 200) {
                throw new UsageException(reply.detail());
              }
              return reply.json();
            });
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
