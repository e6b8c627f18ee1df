package sellaprime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import sellaprime.primality.input.InputLimits;

/**
 * The nodes of a running cluster: the one that the user named, and those of which it tells. One of
 * them is asked; if it does not answer it is left for the next.
 *
 * <p>Who there is is learned at the start, at every change of node, and once a minute while a node
 * answers: a cluster may replace all its nodes while a search goes on. The one that was named is
 * never forgotten, since it may be a name for whichever lives. Thread-safe.
 */
final class RemoteNodes {
  /** For so long it is tried at all nodes, again and again, without a sign of life. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final long LEARN_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Access access;
  private final Duration answer;
  private final Duration patience;
  private final RestClient first;
  private volatile List<RestClient> nodes;
  private volatile RestClient current;
  private volatile RestClient lastAnswered;
  private volatile InputLimits limits = InputLimits.ofDigits(InputLimits.MAX_DIGITS);
  private volatile long learnedAt;
  private volatile boolean closed;

  /**
   * Learns from the node at {@code url} who there is.
   *
   * @param answer how long a node may take to answer a plain question
   * @throws NobodyThereException if it does not answer
   */
  RemoteNodes(String url, Access access, Duration answer) {
    this(url, access, answer, PATIENCE);
  }

  /** As above; whatever gets no answer for {@code patience} is given up. */
  RemoteNodes(String url, Access access, Duration answer, Duration patience) {
    this.access = access;
    this.answer = answer;
    this.patience = patience;
    this.first = new RestClient(url, access, answer);
    this.nodes = List.of(first);
    this.current = first;
    this.lastAnswered = first;
    try {
      learn(first.get("/v1/cluster").get());
    } catch (ExecutionException e) {
      throw first.unreachable(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Nothing is learned from a refusal; the node that is known may do. */
  private synchronized void learn(RestClient.Reply reply) {
    learnedAt = System.nanoTime();
    if (reply.status() != 200) {
      return;
    }
    List<RestClient> all = new ArrayList<>();
    all.add(first);
    for (JsonNode node : reply.json().path("nodes")) {
      String url = node.path("http").asText("");
      if (!url.isEmpty() && !first.isAt(url)) {
        RestClient client = client(url);
        if (client != null) {
          all.add(client);
        }
      }
    }
    nodes = List.copyOf(all);
    int digits = reply.json().path("maxDigits").asInt();
    if (digits > 0 && digits <= InputLimits.MAX_DIGITS) {
      limits = InputLimits.ofDigits(digits);
    }
  }

  private @Nullable RestClient client(String url) {
    for (RestClient known : nodes) {
      if (known.isAt(url)) {
        return known;
      }
    }
    try {
      return new RestClient(url, access, answer);
    } catch (UsageException e) {
      return null; // not one to whom the API key may be shown; there are others
    }
  }

  private void learnFrom(RestClient node) {
    learnedAt = System.nanoTime(); // not twice at a time
    var unused = node.get("/v1/cluster").thenAccept(this::learn).exceptionally(failure -> null);
  }

  /** Whom to ask. */
  RestClient current() {
    return current;
  }

  /** The numbers that they accept; the widest there are, if they do not tell. */
  InputLimits limits() {
    return limits;
  }

  /** Has {@code node} noted as one that lives. */
  void answered(RestClient node) {
    lastAnswered = node;
    if (System.nanoTime() - learnedAt > LEARN_NANOS) {
      learnFrom(node);
    }
  }

  /** Leaves {@code asked} for the next, unless somebody else has done so. */
  private synchronized void leave(RestClient asked) {
    if (current == asked) {
      current = nodes.get((nodes.indexOf(asked) + 1) % nodes.size());
      learnFrom(current);
    }
  }

  /** Where to ask from now on, if that is no longer the node that was named; else null. */
  @Nullable String elsewhere() {
    RestClient now = current;
    return now == first ? null : now.url();
  }

  /** From now on whatever fails is given up. */
  void close() {
    closed = true;
  }

  /** One thing that is tried at one node after another. Used by one thread after another. */
  final class Trial {
    private final AtomicInteger failures = new AtomicInteger(); // since the last sign of life
    private volatile long aliveAt = System.nanoTime(); // told by other threads, too
    private volatile boolean hasFailed;

    boolean hasFailed() {
      return hasFailed;
    }

    /** Some node goes on with it. */
    void isAlive() {
      failures.set(0);
      aliveAt = System.nanoTime();
    }

    /** Goes from {@code asked} to the next node; false if all were asked for too long. */
    boolean failed(RestClient asked) {
      hasFailed = true;
      // Each may have taken a minute to be found dead.
      boolean allAsked = failures.incrementAndGet() >= nodes.size();
      if (closed || (allAsked && System.nanoTime() - aliveAt > patience.toNanos())) {
        current = lastAnswered; // the likeliest to come back
        return false;
      }
      leave(asked);
      return true;
    }
  }
}
