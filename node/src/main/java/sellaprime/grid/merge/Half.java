package sellaprime.grid.merge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.apache.ignite.IgniteCluster;
import org.apache.ignite.cluster.ClusterNode;
import org.jspecify.annotations.Nullable;

/**
 * What is on one side of a split, as a node there sees it; or a whole cluster, if there is none.
 *
 * @param cluster the identity that both sides share
 * @param nodes the nodes that keep jobs, the longest in it first; at least one
 */
public record Half(UUID cluster, List<Peer> nodes) {
  /** Node attribute: {@code host:port} at which other nodes reach it. */
  public static final String DISCOVERY = "sellaprime.discovery";

  /** Node attribute: when this run of the node began, in milliseconds since the epoch. */
  public static final String STARTED = "sellaprime.started";

  /**
   * A node.
   *
   * @param id of this run of it; a node that rejoins has a new one
   * @param started by its own clock; both sides read the same value, whatever that clock shows
   */
  public record Peer(UUID id, String discovery, long started) {}

  /** Checks that somebody is there. */
  public Half {
    nodes = List.copyOf(nodes);
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException("a half without nodes");
    }
  }

  /**
   * What {@code cluster} shows at the moment; null if it is not one of ours, or has not settled.
   */
  static @Nullable Half of(IgniteCluster cluster) {
    UUID id = ClusterTag.of(cluster);
    List<ClusterNode> servers = new ArrayList<>(cluster.forServers().nodes());
    servers.sort(Comparator.comparingLong(ClusterNode::order));
    List<Peer> peers = new ArrayList<>();
    for (ClusterNode node : servers) {
      String discovery = node.attribute(DISCOVERY);
      Long started = node.attribute(STARTED);
      if (discovery == null || started == null) {
        return null;
      }
      peers.add(new Peer(node.id(), discovery, started));
    }
    return id == null || peers.isEmpty() ? null : new Half(id, peers);
  }

  /**
   * One node of {@code cluster} by itself, whoever else is there.
   *
   * @throws IllegalArgumentException if it is no node of ours
   */
  public static Half alone(UUID cluster, ClusterNode node) {
    String discovery = node.attribute(DISCOVERY);
    Long started = node.attribute(STARTED);
    if (discovery == null || started == null) {
      throw new IllegalArgumentException("not a node of ours: " + node);
    }
    return new Half(cluster, List.of(new Peer(node.id(), discovery, started)));
  }

  /**
   * Returns true if {@code other} is the other side of a split: of the same cluster, and with no
   * node in common.
   */
  boolean isSplitFrom(Half other) {
    return cluster.equals(other.cluster) && Collections.disjoint(ids(), other.ids());
  }

  /**
   * Which of two sides goes over to the other: the one with fewer nodes; if they are as many, the
   * one whose eldest began later; if that was in the same millisecond, the one whose eldest has the
   * lower id. Of two different sides it is always exactly one.
   */
  boolean yieldsTo(Half other) {
    return BY_RIGHT_TO_STAY.compare(this, other) < 0;
  }

  private static final Comparator<Half> BY_RIGHT_TO_STAY =
      Comparator.<Half>comparingInt(half -> half.nodes.size())
          .thenComparing(Comparator.<Half>comparingLong(half -> half.eldest().started()).reversed())
          .thenComparing(half -> half.eldest().id());

  private Peer eldest() {
    return nodes.get(0);
  }

  private List<UUID> ids() {
    return nodes.stream().map(Peer::id).toList();
  }

  /** Where its nodes are reached. */
  public List<String> addresses() {
    return nodes.stream().map(Peer::discovery).toList();
  }
}
