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

  /** Node attribute: {@value #TESTER} at a node that keeps no jobs, absent at a keeper. */
  public static final String ROLE = "sellaprime.role";

  /** The role of a node that keeps jobs, serves callers, and tests. */
  public static final String KEEPER = "keeper";

  /** The role of a node that only tests. */
  public static final String TESTER = "tester";

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
   * @param role {@value #KEEPER} or {@value #TESTER}
   */
  public record Node(
      String id,
      String name,
      @Nullable String http,
      @Nullable String thin,
      int workers,
      int queued,
      int running,
      String state,
      String role) {}

  private final Ignite ignite;
  private final Loads loads;

  /** Reads discovery and the load table. */
  public ClusterView(Ignite ignite, Loads loads) {
    this.ignite = ignite;
    this.loads = loads;
  }

  /** All nodes, the longest in the cluster first. */
  public List<Node> nodes() {
    return ignite.cluster().nodes().stream()
        .filter(ClusterView::isMember)
        .sorted(Comparator.comparingLong(ClusterNode::order))
        .map(this::node)
        .toList();
  }

  /** Returns true for a keeper or a tester, and false for a client node of any other use. */
  public static boolean isMember(ClusterNode node) {
    return !node.isClient() || TESTER.equals(node.attribute(ROLE));
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
        tester.map(row -> row.isLeaving() ? "leaving" : "ready").orElse("starting"),
        node.isClient() ? TESTER : KEEPER);
  }

  private static @Nullable String thin(ClusterNode node) {
    Integer port = node.attribute(THIN_PORT);
    return port == null ? null : node.addresses().iterator().next() + ":" + port;
  }
}
