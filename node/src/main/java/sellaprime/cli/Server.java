package sellaprime.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.GridNode;
import sellaprime.grid.GridSettings;
import sellaprime.grid.PortChoice;
import sellaprime.grid.RejoiningNode;
import sellaprime.grid.gateway.ClusterView;
import sellaprime.metrics.NodeMetrics;
import sellaprime.rest.CannotListenException;
import sellaprime.rest.RestServer;

/** A node of the grid with its REST interface. {@link #leave} may be called twice. */
final class Server implements Served {
  private static final int MAX_TRIES = 10;

  private final RestServer rest;
  private final RejoiningNode node;
  private final String host;
  private boolean leaving;

  private Server(String host, RestServer rest, RejoiningNode node) {
    this.host = host;
    this.rest = rest;
    this.node = node;
  }

  /**
   * Starts a node.
   *
   * @param bring a file of jobs that a node kept, to be brought into the cluster, or null
   * @param onLost runs if it stops by itself and does not come back
   */
  static Server start(
      GridSettings settings,
      DoorOptions.Opened doors,
      PortChoice httpPorts,
      @Nullable Path bring,
      Runnable onLost) {
    // Bound first, so that the other nodes learn its port when this one joins.
    NodeMetrics metrics = NodeMetrics.ofKeeper();
    String host = settings.host();
    RestServer rest =
        bind(httpPorts, () -> RestServer.bind(host, httpPorts.choose(host), doors.http(), metrics));
    try {
      RejoiningNode node =
          RejoiningNode.start(
              settings.withHttp(rest.url()),
              doors.tls(),
              metrics.observer(),
              started -> {
                metrics.show(started.figures());
                rest.start(
                    started.gateway(),
                    started.batches(),
                    started.cluster(),
                    started.watch(),
                    settings.limits());
              },
              onLost);
      if (bring != null) {
        bring(node, bring);
      }
      return new Server(settings.host(), rest, node);
    } catch (RuntimeException e) {
      rest.close();
      throw e;
    }
  }

  private static void bring(RejoiningNode node, Path file) {
    try {
      node.node().bring(file);
    } catch (RuntimeException e) {
      node.close();
      throw e;
    }
  }

  /** What {@code binding} binds, at one of {@code ports}. */
  static <T> T bind(PortChoice ports, Supplier<T> binding) {
    for (int tries = 1; ; tries++) {
      try {
        return binding.get();
      } catch (CannotListenException e) {
        // Between the choice and the bind another process may have come first.
        if (ports.isExact() || tries == MAX_TRIES) {
          throw e;
        }
      }
    }
  }

  @Override
  public Ready awaitReady() {
    GridNode now = node.node();
    ClusterView.Node self = now.cluster().local();
    return new Ready(
        rest.url(), self.thin(), host + ":" + now.discoveryPort(), self.name(), ClusterView.KEEPER);
  }

  @Override
  public synchronized void leave(Duration patience) {
    if (!leaving) {
      leaving = true;
      try {
        node.leave(patience);
      } finally {
        rest.close();
      }
    }
  }

  @Override
  public @Nullable Path kept() {
    return node.kept();
  }

  @Override
  public boolean hasLeftJobs() {
    return node.hasLeftJobs();
  }
}
