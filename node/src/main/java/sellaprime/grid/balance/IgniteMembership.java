package sellaprime.grid.balance;

import java.util.Collection;
import java.util.Comparator;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.ignite.Ignite;
import org.apache.ignite.cluster.ClusterNode;

/** Membership as Ignite's discovery has it. */
public final class IgniteMembership implements Membership {
  private final Ignite ignite;

  /**
   * Parsed once: the question is asked for every job. As many entries as nodes that ever were here.
   */
  private final ConcurrentMap<String, UUID> ids = new ConcurrentHashMap<>();

  /** The cluster that {@code ignite} is in. */
  public IgniteMembership(Ignite ignite) {
    this.ignite = ignite;
  }

  @Override
  public String localId() {
    return ignite.cluster().localNode().id().toString();
  }

  @Override
  public Collection<String> liveIds() {
    return ignite.cluster().forServers().nodes().stream().map(n -> n.id().toString()).toList();
  }

  @Override
  public boolean isAlive(String nodeId) {
    return ignite.cluster().node(ids.computeIfAbsent(nodeId, UUID::fromString)) != null;
  }

  @Override
  public boolean isLocalOldest() {
    return ignite.cluster().forServers().nodes().stream()
        .min(Comparator.comparingLong(ClusterNode::order))
        .map(ClusterNode::isLocal)
        .orElse(false);
  }

  @Override
  public long version() {
    // Not the topology's, which testers change as well: they take no copies with them.
    long newest = 0;
    long count = 0;
    for (ClusterNode node : ignite.cluster().forServers().nodes()) {
      newest = Math.max(newest, node.order());
      count++;
    }
    return (newest << 16) + count;
  }
}
