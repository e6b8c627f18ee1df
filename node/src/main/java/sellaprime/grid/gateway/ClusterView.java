package sellaprime.grid.gateway;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.ignite.Ignite;
import org.apache.ignite.cluster.ClusterNode;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.jobs.Loads;
import sellaprime.grid.jobs.TesterLoad;

/** The nodes of the cluster, as this node sees them. */
public final class ClusterView {
  /** Node attribute: the node's name. */
  public static final String NAME = "sellaprime.name";

  /** Node attribute: the URL of its REST interface, absent if it has none. */
  public static final String HTTP = "sellaprime.http";

  /** Ignite's own attribute: the thin-client port. */
  private static final String THIN_PORT = "clientListenerPort";

  /**
   * One node.
   *
   * @param http its REST URL, or null
   * @param thin {@code host:port} for thin clients, or null
   * @param queued jobs that wait at its tester
   * @param running jobs in its workers' hands
   * @param state {@code ready}, {@code leaving}, or {@code starting} while it has no tester
   */
  public record Node(
      String id,
      String name,
      @Nullable String http,
      @Nullable String thin,
      int workers,
      int queued,
      int running,
      String state) {}

  private final Ignite ignite;
  private final Loads loads;

  /** Reads discovery and the load table. */
  public ClusterView(Ignite ignite, Loads loads) {
    this.ignite = ignite;
    this.loads = loads;
  }

  /** All nodes, the longest in the cluster first. */
  public List<Node> nodes() {
    return ignite.cluster().forServers().nodes().stream()
        .sorted(Comparator.comparingLong(ClusterNode::order))
        .map(this::node)
        .toList();
  }

  /** This node. */
  public Node local() {
    return node(ignite.cluster().localNode());
  }

  private Node node(ClusterNode node) {
    String id = node.id().toString();
    Optional<TesterLoad> tester =
        loads.rows().stream()
            .filter(row -> row.nodeId().equals(id))
            .max(Comparator.comparingLong(TesterLoad::beat));
    String name = node.attribute(NAME);
    return new Node(
        id,
        name != null ? name : id,
        node.attribute(HTTP),
        thin(node),
        tester.map(TesterLoad::workers).orElse(0),
        tester.map(TesterLoad::queued).orElse(0),
        tester.map(row -> row.running().size()).orElse(0),
        tester.map(row -> row.isLeaving() ? "leaving" : "ready").orElse("starting"));
  }

  private static @Nullable String thin(ClusterNode node) {
    Integer port = node.attribute(THIN_PORT);
    return port == null ? null : node.addresses().iterator().next() + ":" + port;
  }
}
