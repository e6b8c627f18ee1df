package sellaprime.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sellaprime.job.Ask;
import sellaprime.job.BatchQuestion;

/** A cluster that has no room for more lines, for a while. */
@Timeout(120)
class FullClusterTest {
  private static final int REFUSALS = 3;

  private final AtomicInteger pieces = new AtomicInteger();

  @Test
  void theSenderIsToldOnceAndGoesOnUntilThereIsRoom() throws IOException {
    HttpServer node =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    node.createContext("/v1/cluster", exchange -> answer(exchange, 200, "{\"nodes\":[]}"));
    node.createContext(
        "/v1/batches/b", exchange -> answer(exchange, 200, "{\"state\":\"running\"}"));
    node.createContext("/v1/batches", this::feed);
    node.start();
    String url = "http://127.0.0.1:" + node.getAddress().getPort();
    List<String> notices = new ArrayList<>();
    try (RemoteBatches grid = new RemoteBatches(url, new Access(null, null), notices::add)) {
      BatchQuestion plain = new BatchQuestion(Ask.PRIME, 0, false, 0);
      grid.feed("b", plain, new ByteArrayInputStream("97\n".getBytes(UTF_8)));
      assertThat(notices).containsExactly("the batch waits: full to the brim");
      assertThat(pieces).hasValueGreaterThan(REFUSALS);
    } finally {
      node.stop(0);
    }
  }

  private void feed(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    if (pieces.incrementAndGet() > REFUSALS) {
      answer(exchange, 202, "{\"id\":\"b\"}");
    } else {
      answer(exchange, 429, "{\"status\":429,\"detail\":\"full to the brim\"}");
    }
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}
