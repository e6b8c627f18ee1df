package sellaprime.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sellaprime.job.PrimeSpec;
import sellaprime.job.SaleQuestion;

/** How a search goes on when nodes die, or have no room; nodes here are scripts. */
@Timeout(120)
class RemoteGridTest {
  private static final SaleQuestion SALE =
      new SaleQuestion(new PrimeSpec(64, 0, false, null, null), 1);
  private static final String DONE = "{\"state\":\"done\",\"prime\":\"7\"}";
  private static final String RUNNING = "{\"state\":\"running\"}";

  private final List<Node> nodes = new ArrayList<>();
  private final Queue<Duration> pauses = new ConcurrentLinkedQueue<>();

  /** What a node answers to an order. */
  private interface Script {
    void answer(Node node, HttpExchange order) throws IOException;
  }

  /** It tells of all nodes that there are when it is asked. */
  private final class Node {
    private final HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

    Node(Script script) throws IOException {
      server.createContext("/v1/cluster", exchange -> reply(exchange, 200, cluster()));
      server.createContext("/v1/primes", exchange -> script.answer(this, exchange));
      server.start();
      nodes.add(this);
    }

    String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private String cluster() {
      List<String> urls = nodes.stream().map(node -> "{\"http\":\"" + node.url() + "\"}").toList();
      return "{\"nodes\":[" + String.join(",", urls) + "]}";
    }
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    try (exchange) {
      byte[] bytes = body.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @AfterEach
  void stop() {
    nodes.forEach(node -> node.server.stop(0));
  }

  /** Of no patience: who does not answer once at any node is given up. */
  private RemoteGrid grid(Node node) {
    Access open = new Access(null, null);
    return new RemoteGrid(
        new RemoteNodes(node.url(), open, Duration.ofSeconds(15), Duration.ZERO),
        pause -> {
          pauses.add(pause);
          return task -> CompletableFuture.runAsync(task);
        });
  }

  private static JsonNode sold(RemoteGrid grid) throws Exception {
    return grid.sell("s", SALE, job -> {}).get(1, TimeUnit.MINUTES);
  }

  @Test
  void aClusterWithoutRoomIsWaitedForAsItSays() throws Exception {
    Queue<Integer> refusals = new ConcurrentLinkedQueue<>();
    Node full =
        new Node(
            (node, order) -> {
              refusals.add(429);
              boolean isFull = refusals.size() <= 20;
              order.getResponseHeaders().add("Retry-After", "7");
              reply(order, isFull ? 429 : 200, isFull ? "{\"detail\":\"full\"}" : DONE);
            });
    try (RemoteGrid grid = grid(full)) {
      assertThat(sold(grid).path("prime").asText()).isEqualTo("7");
    }
    assertThat(pauses).hasSize(20).containsOnly(Duration.ofSeconds(7));
  }

  /** It takes one order, and is gone. */
  private Node dyingNode() throws IOException {
    return new Node(
        (node, order) -> {
          reply(order, 202, RUNNING);
          CompletableFuture.runAsync(() -> node.server.stop(0));
        });
  }

  @Test
  void whenItsNodeDiesTheNextOneIsAsked() throws Exception {
    Node first = dyingNode();
    Node second = new Node((node, order) -> reply(order, 200, DONE));
    try (RemoteGrid grid = grid(first)) {
      assertThat(grid.elsewhere()).isNull();
      assertThat(sold(grid).path("prime").asText()).isEqualTo("7");
      assertThat(grid.elsewhere()).isEqualTo(second.url());
    }
  }

  @Test
  void aNodeThatLeavesIsLeft() throws Exception {
    Node first = new Node((node, order) -> reply(order, 503, "{\"detail\":\"leaving\"}"));
    new Node((node, order) -> reply(order, 200, DONE));
    try (RemoteGrid grid = grid(first)) {
      assertThat(sold(grid).path("prime").asText()).isEqualTo("7");
    }
  }

  @Test
  void whenNobodyAnswersAnyMoreThatIsSaid() throws Exception {
    Node first = dyingNode();
    try (RemoteGrid grid = grid(first)) {
      assertThatThrownBy(() -> sold(grid))
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOf(NobodyThereException.class)
          .hasMessageContaining("no node answers at " + first.url());
    }
  }

  @Test
  void whoCannotBeReachedAtFirstIsNotWaitedFor() throws Exception {
    Node gone = new Node((node, order) -> reply(order, 200, DONE));
    gone.server.stop(0);
    assertThatThrownBy(() -> grid(gone)).isInstanceOf(NobodyThereException.class);
  }

  @Test
  void whatIsTypedToGoOnNamesTheNodeThatLives() {
    String url = "http://h:2";
    List<String> typed = List.of("new", "--connect", "http://h:1", "--bits", "64");
    assertThat(Interrupted.resume(typed, "i", url))
        .endsWith(" new --connect http://h:2 --bits 64 --resume i");
    assertThat(Interrupted.resume(typed, "i", null))
        .endsWith(" new --connect http://h:1 --bits 64 --resume i");
    assertThat(Interrupted.resume(List.of("batch", "--connect=http://h:1", "a list"), "i", url))
        .endsWith(" batch --connect=http://h:2 'a list' --resume i");
    assertThat(Interrupted.resume(List.of("batch", "list", "--resume=i"), "i", url))
        .endsWith(" batch list --resume=i --connect http://h:2");
  }
}
