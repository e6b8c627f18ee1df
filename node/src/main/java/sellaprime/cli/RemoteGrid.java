package sellaprime.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sellaprime.job.NumberQuestion;
import sellaprime.job.PrimeSpec;
import sellaprime.job.SaleQuestion;

/**
 * The nodes of a running cluster, through their REST interfaces. Every job has an id of its own, so
 * asking again, at any node, is harmless: when the one that is asked dies, the next one is.
 *
 * <p>A cluster that has no room now is waited for as it says; one of whose nodes none answers, for
 * a minute. One that never answered at all is not waited for: most likely its address is wrong.
 */
final class RemoteGrid implements Grid {
  private static final int WAIT_SECONDS = 5;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int GIVE_UP_SECONDS = 3;

  private final RemoteNodes nodes;
  private final Function<Duration, Executor> after;
  private final ObjectMapper mapper = new ObjectMapper();
  private final Set<String> openSales = ConcurrentHashMap.newKeySet();
  private volatile boolean closing;

  /**
   * Through the node at {@code url}.
   *
   * @throws NobodyThereException if none answers there
   */
  RemoteGrid(String url, Access access) {
    this(
        new RemoteNodes(url, access, RestClient.SLACK),
        pause -> CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** {@code after} a pause runs what it is given. */
  RemoteGrid(RemoteNodes nodes, Function<Duration, Executor> after) {
    this.nodes = nodes;
    this.after = after;
  }

  @Override
  public void check(String number) {
    // The node knows its own limits.
  }

  @Override
  public CompletableFuture<JsonNode> test(
      String id, NumberQuestion question, Consumer<JsonNode> standing) {
    ObjectNode body = mapper.createObjectNode().put("number", question.number()).put("id", id);
    if (question.rounds() != 0) {
      body.put("rounds", question.rounds());
    }
    return submit("/v1/jobs", body, standing);
  }

  @Override
  public CompletableFuture<JsonNode> sell(
      String id, SaleQuestion sale, Consumer<JsonNode> standing) {
    PrimeSpec spec = sale.spec();
    ObjectNode body = mapper.createObjectNode().put("id", id).put("count", sale.count());
    body.put(spec.bits() > 0 ? "bits" : "digits", Math.max(spec.bits(), spec.digits()));
    body.put("safe", spec.safe());
    if (spec.modulus() != null) {
      body.put("residue", spec.residue()).put("modulus", spec.modulus());
    }
    openSales.add(id);
    return submit("/v1/primes", body, standing)
        .whenComplete((job, failure) -> openSales.remove(id));
  }

  private CompletableFuture<JsonNode> submit(
      String path, ObjectNode body, Consumer<JsonNode> standing) {
    try {
      String json = mapper.writeValueAsString(body);
      return asked(true, node -> node.post(path, json, WAIT_SECONDS), standing);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public CompletableFuture<JsonNode> cancel(String id) {
    return asked(false, node -> node.delete("/v1/jobs/" + id), job -> {});
  }

  /** What is asked of a node. */
  private interface Call extends Function<RestClient, CompletableFuture<RestClient.Reply>> {}

  /** A job that is asked for until it is over. */
  private record Asked(
      boolean isSubmitted,
      Call call,
      Consumer<JsonNode> standing,
      RemoteNodes.Trial trial,
      CompletableFuture<JsonNode> answer) {}

  private CompletableFuture<JsonNode> asked(
      boolean isSubmitted, Call call, Consumer<JsonNode> standing) {
    Asked asked =
        new Asked(isSubmitted, call, standing, nodes.new Trial(), new CompletableFuture<>());
    ask(asked);
    return asked.answer;
  }

  private void ask(Asked asked) {
    if (closing && asked.isSubmitted) {
      return; // nobody waits for it, and it must not be accepted now
    }
    RestClient node = nodes.current();
    var unused =
        asked
            .call
            .apply(node)
            .handle(
                (reply, failure) ->
                    failure == null
                        ? take(asked, node, reply)
                        : elsewhere(asked, node, node.unreachable(failure)))
            .exceptionally(asked.answer::completeExceptionally); // what is none of the node's
  }

  /** Returns whether that is the end of it, as all that follow. */
  private boolean take(Asked asked, RestClient node, RestClient.Reply reply) {
    return switch (reply.status()) {
      case 200 -> asked.answer.complete(reply.json());
      case 202 -> {
        isAlive(asked, node);
        asked.standing.accept(reply.json());
        ask(asked);
        yield false;
      }
      case 429 -> { // no failure: it may take hours until there is room
        isAlive(asked, node);
        yield later(asked, reply.pause());
      }
      case 408, 502, 503, 504 ->
          elsewhere(asked, node, new NobodyThereException(reply.detail(), null));
      default -> asked.answer.completeExceptionally(new UsageException(reply.detail()));
    };
  }

  private void isAlive(Asked asked, RestClient node) {
    asked.trial.isAlive();
    nodes.answered(node);
  }

  private boolean elsewhere(Asked asked, RestClient node, NobodyThereException failure) {
    return asked.trial.failed(node)
        ? later(asked, PAUSE)
        : asked.answer.completeExceptionally(failure);
  }

  private boolean later(Asked asked, Duration pause) {
    after.apply(pause).execute(() -> ask(asked));
    return false;
  }

  @Override
  public @Nullable String elsewhere() {
    return nodes.elsewhere();
  }

  /** A sale may take hours; what nobody waits for any more must not. */
  @Override
  public void close() {
    closing = true;
    CompletableFuture.allOf(
            openSales.stream().map(this::cancel).toArray(CompletableFuture<?>[]::new))
        .orTimeout(GIVE_UP_SECONDS, TimeUnit.SECONDS)
        .handle((done, failure) -> failure == null) // as far as somebody can be told
        .join();
    nodes.close();
  }
}
