package sellaprime.grid.balance;

import java.util.Collection;

/** Which nodes are in the cluster, as this node sees it now. */
public interface Membership {

  /** This node's id. */
  String localId();

  /** Ids of all nodes that keep jobs, this one included. */
  Collection<String> liveIds();

  /** Returns true if {@code nodeId} is one of them. */
  boolean isAlive(String nodeId);

  /** Returns true if this node has been in the cluster longest. */
  boolean isLocalOldest();

  /** Changes whenever a node that keeps jobs comes or goes. */
  long version();
}
