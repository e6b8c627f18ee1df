package sellaprime.grid;

import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.lang.IgnitePredicate;

/** Where testers run: at every keeper, and at the nodes of the role tester. */
public final class TesterNodes implements IgnitePredicate<ClusterNode> {
  private static final long serialVersionUID = 1L;

  /** Node attribute: {@code tester} at a node that keeps no jobs. */
  static final String ROLE = "sellaprime.role";

  static final String TESTER = "tester";

  @Override
  public boolean apply(ClusterNode node) {
    return !node.isClient() || TESTER.equals(node.attribute(ROLE));
  }
}
