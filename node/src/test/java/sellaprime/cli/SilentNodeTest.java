package sellaprime.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sellaprime.grid.GridNode;
import sellaprime.grid.tester.NumberTest;
import sellaprime.job.Ask;
import sellaprime.job.BatchQuestion;
import sellaprime.primality.input.InputLimits;
import sellaprime.rest.RestServer;
import sellaprime.testkit.LocalCluster;

/** A node vanishes without closing its connections, as when it loses its power. */
@Timeout(240)
class SilentNodeTest {
  private static final BatchQuestion PRIMES = new BatchQuestion(Ask.PRIME, 0, false, 0);

  @Test
  void aBatchGoesOnAtTheNextNode() throws Exception {
    try (RestServer server = RestServer.bind("127.0.0.1", 0);
        LocalCluster cluster = new LocalCluster()) {
      GridNode node = start(cluster, server.url());
      server.start(
          node.gateway(), node.batches(), node.cluster(), node.watch(), InputLimits.DEFAULT);
      // The first node is a way to the only one that there is; that one is its own neighbour.
      RemoteBatches.Times times =
          new RemoteBatches.Times(Duration.ofSeconds(5), Duration.ofSeconds(1));
      try (Relay relay = new Relay(URI.create(server.url()).getPort());
          RemoteBatches grid =
              new RemoteBatches(relay.url(), new Access(null, null), notice -> {}, times);
          PipedInputStream lines = new PipedInputStream()) {
        grid.open("b", PRIMES);
        List<String> results = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> fed;
        CompletableFuture<Void> read;
        try (PipedOutputStream source = new PipedOutputStream(lines)) {
          fed = inThread(() -> grid.feed("b", PRIMES, lines));
          read =
              inThread(
                  () ->
                      grid.read(
                          "b",
                          1,
                          false,
                          (through, some) -> results.add(new String(some, US_ASCII))));
          source.write("97\n91\n".getBytes(US_ASCII));
          source.flush();
          await()
              .atMost(Duration.ofMinutes(1))
              .until(() -> String.join("", results).lines().count() == 2);
          relay.freeze();
          source.write("89\n".getBytes(US_ASCII));
        }
        assertThat(fed).succeedsWithin(Duration.ofMinutes(1));
        assertThat(read).succeedsWithin(Duration.ofMinutes(1));
        assertThat(String.join("", results).lines().map(line -> line.replaceFirst(" \\(.*", "")))
            .containsExactly("97: prime", "91: composite", "89: prime");
      }
    }
  }

  private static GridNode start(LocalCluster cluster, String url) {
    return cluster.start(
        cluster.settings().withHttp(url), NumberTest.primality(InputLimits.DEFAULT));
  }

  private interface Half {
    void run() throws IOException;
  }

  private static CompletableFuture<Void> inThread(Half half) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            half.run();
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        },
        task -> {
          Thread thread = new Thread(task, "half");
          thread.setDaemon(true);
          thread.start();
        });
  }

  /**
   * Passes bytes on to a node, until it freezes: then it takes what comes and passes nothing on,
   * without closing anything.
   */
  private static final class Relay implements AutoCloseable {
    private final int target;
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile boolean frozen;

    Relay(int target) throws IOException {
      this.target = target;
      threads.execute(this::accept);
    }

    String url() {
      return "http://127.0.0.1:" + server.getLocalPort();
    }

    void freeze() {
      frozen = true;
    }

    private void accept() {
      try {
        while (true) {
          Socket near = server.accept();
          Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
          threads.execute(() -> pass(near, far));
          threads.execute(() -> pass(far, near));
        }
      } catch (IOException e) {
        // closed
      }
    }

    private void pass(Socket from, Socket to) {
      byte[] buffer = new byte[1 << 16];
      try (from;
          to) {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          if (!frozen) {
            out.write(buffer, 0, n);
          }
        }
      } catch (IOException e) {
        // one side is gone; the other is closed by leaving
      }
    }

    @Override
    public void close() throws IOException {
      server.close();
      threads.shutdown();
    }
  }
}
