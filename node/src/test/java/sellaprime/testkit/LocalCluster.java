package sellaprime.testkit;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.ignite.internal.IgniteEx;
import org.apache.ignite.spi.discovery.tcp.TcpDiscoverySpi;
import sellaprime.grid.GridNode;
import sellaprime.grid.GridSettings;
import sellaprime.grid.NodeTls;
import sellaprime.grid.PortChoice;
import sellaprime.grid.observe.GridObserver;
import sellaprime.grid.tester.NumberTest;
import sellaprime.primality.input.InputLimits;

/** Real nodes, all in this JVM: quick to start, and every part of them can be looked at. */
public final class LocalCluster implements AutoCloseable {
  private static final AtomicInteger clusters = new AtomicInteger();

  static {
    // A node that is made to fail would print every thread of this JVM.
    System.setProperty("IGNITE_DUMP_THREADS_ON_FAILURE", "false");
  }

  private final int number = clusters.incrementAndGet();
  private final List<GridNode> nodes = new ArrayList<>();
  private final Path directory = Directories.temporary();

  /** Starts {@code count} nodes that test with the engine. */
  public static LocalCluster of(int count) {
    LocalCluster cluster = new LocalCluster();
    for (int i = 0; i < count; i++) {
      cluster.start();
    }
    return cluster;
  }

  /** Starts one more node. */
  public GridNode start() {
    return start(NumberTest.primality(InputLimits.DEFAULT));
  }

  /** Starts one more node, with TLS. */
  public GridNode start(NodeTls tls) {
    GridNode node = GridNode.start(settings(), tls);
    nodes.add(node);
    return node;
  }

  /** Starts one more node, which tests with {@code test}. */
  public GridNode start(NumberTest test) {
    return start(settings(), test);
  }

  /** Starts one more node with {@code settings}. */
  public GridNode start(GridSettings settings, NumberTest test) {
    return start(settings, test, GridObserver.NONE);
  }

  /** As above; {@code observer} hears of what happens there. */
  public GridNode start(GridSettings settings, NumberTest test, GridObserver observer) {
    GridNode node = GridNode.start(settings, test, Clock.systemUTC(), observer);
    nodes.add(node);
    return node;
  }

  /** Settings for the next node: it joins those that run. */
  public GridSettings settings() {
    return settings("n" + number + "-" + (nodes.size() + 1));
  }

  /** As above, for a node of this name. */
  public GridSettings settings(String name) {
    List<String> join = nodes.stream().map(node -> "127.0.0.1:" + node.discoveryPort()).toList();
    return new GridSettings(
        name,
        "127.0.0.1",
        PortChoice.ANY_FREE,
        PortChoice.ANY_FREE,
        join,
        "",
        2,
        InputLimits.DEFAULT,
        GridSettings.DEFAULT_MAX_JOBS_PER_TESTER,
        GridSettings.DEFAULT_MAX_WORK,
        GridSettings.DEFAULT_KEEP,
        GridSettings.DEFAULT_MAX_OUTCOMES,
        directory.resolve(name),
        null,
        Directories.resource("/ignite-config/test-node.xml"));
  }

  /** The {@code i}-th node, from 0. */
  public GridNode node(int i) {
    return nodes.get(i);
  }

  /** All nodes that were started. */
  public List<GridNode> nodes() {
    return nodes;
  }

  /**
   * Cuts {@code node} off as if its process had died; the others see NODE_FAILED at once. Its own
   * Ignite then finds its discovery broken, and stops.
   */
  public static void fail(GridNode node) {
    TcpDiscoverySpi discovery =
        (TcpDiscoverySpi) ((IgniteEx) node.ignite()).configuration().getDiscoverySpi();
    discovery.simulateNodeFailure();
  }

  /** The last to start stop first. */
  @Override
  public void close() {
    for (int i = nodes.size() - 1; i >= 0; i--) {
      nodes.get(i).close();
    }
  }
}
