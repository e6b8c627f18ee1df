package sellaprime.cli;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.GridSettings;
import sellaprime.grid.PortChoice;
import sellaprime.grid.RejoiningTester;
import sellaprime.grid.RejoiningTester.Listeners;
import sellaprime.grid.gateway.ClusterView;
import sellaprime.metrics.NodeMetrics;
import sellaprime.rest.HealthServer;

/**
 * A node that tests and keeps no jobs, with a port for its health and its figures. {@link #leave}
 * may be called twice.
 */
final class TesterServer implements Served {
  private final String name;
  private final HealthServer health;
  private final NodeMetrics metrics;
  private final RejoiningTester tester;
  private boolean leaving;

  private TesterServer(
      String name, HealthServer health, NodeMetrics metrics, RejoiningTester tester) {
    this.name = name;
    this.health = health;
    this.metrics = metrics;
    this.tester = tester;
  }

  /**
   * Begins to look for a keeper.
   *
   * @param onWait told, in a sentence, when it waits for one
   * @param onLost runs if it stops by itself and cannot come back
   */
  static TesterServer start(
      GridSettings settings,
      DoorOptions.Opened doors,
      PortChoice httpPorts,
      Consumer<String> onWait,
      Runnable onLost) {
    NodeMetrics metrics = NodeMetrics.ofTester();
    Readiness readiness = new Readiness();
    HealthServer health =
        Server.bind(
            httpPorts,
            () ->
                HealthServer.start(
                    settings.host(),
                    httpPorts.choose(settings.host()),
                    doors.http(),
                    metrics,
                    () -> readiness.get()));
    RejoiningTester tester =
        RejoiningTester.start(
            settings,
            doors.tls(),
            new Listeners(metrics.observer(), metrics::showTester, onWait, onLost));
    readiness.tester = tester;
    return new TesterServer(settings.name(), health, metrics, tester);
  }

  /** No tester, at first: the port is bound before it begins. */
  private static final class Readiness implements Supplier<Boolean> {
    private volatile @Nullable RejoiningTester tester;

    @Override
    public Boolean get() {
      RejoiningTester now = tester;
      return now != null && now.isReady();
    }
  }

  @Override
  public @Nullable Ready awaitReady() {
    return tester.awaitReady()
        ? new Ready(health.url(), null, null, name, ClusterView.TESTER)
        : null;
  }

  @Override
  public synchronized void leave(Duration patience) {
    if (!leaving) {
      leaving = true;
      try {
        tester.leave(patience);
      } finally {
        health.close();
        metrics.close();
      }
    }
  }
}
