package sellaprime.grid;

import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.lang.IgnitePredicate;
import sellaprime.grid.gateway.ClusterView;

/** Where testers run: at every keeper, and at the nodes of the role tester. */
public final class TesterNodes implements IgnitePredicate<ClusterNode> {
  private static final long serialVersionUID = 1L;

  @Override
  public boolean apply(ClusterNode node) {
    return ClusterView.isMember(node);
  }
}
