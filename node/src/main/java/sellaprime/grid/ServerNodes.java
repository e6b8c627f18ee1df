package sellaprime.grid;

import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.lang.IgnitePredicate;

/**
 * Where services run. It is what Ignite does by itself, too, by a lambda; but whoever lets lambdas
 * in through {@link ClassFilter} lets in those of any class.
 */
public final class ServerNodes implements IgnitePredicate<ClusterNode> {
  private static final long serialVersionUID = 1L;

  @Override
  public boolean apply(ClusterNode node) {
    return !node.isClient();
  }
}
