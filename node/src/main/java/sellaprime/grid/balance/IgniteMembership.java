package sellaprime.grid.balance;

import java.util.Collection;
import java.util.Comparator;
import java.util.UUID;
import org.apache.ignite.Ignite;
import org.apache.ignite.cluster.ClusterNode;

/** Membership as Ignite's discovery has it. */
public final class IgniteMembership implements Membership {
  private final Ignite ignite;

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
    return ignite.cluster().node(UUID.fromString(nodeId)) != null;
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
    return ignite.cluster().topologyVersion();
  }
}
