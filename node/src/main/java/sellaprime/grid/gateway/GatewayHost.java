package sellaprime.grid.gateway;

import org.jspecify.annotations.Nullable;

/**
 * Where Ignite's service {@code primes} finds this node's gateway: a bean of the node's own Spring
 * context.
 */
public final class GatewayHost {
  /** The gateway and the cluster behind it. */
  public record Open(Gateway gateway, ClusterView cluster) {}

  private volatile @Nullable Open open;

  /** From now on the service answers. */
  public void open(Gateway gateway, ClusterView cluster) {
    open = new Open(gateway, cluster);
  }

  /** The gateway, or null while the node starts. */
  public @Nullable Open opened() {
    return open;
  }
}
