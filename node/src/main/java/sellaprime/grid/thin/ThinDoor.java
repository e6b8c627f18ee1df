package sellaprime.grid.thin;

import org.jspecify.annotations.Nullable;
import sellaprime.grid.batch.Batches;
import sellaprime.grid.gateway.ClusterView;
import sellaprime.grid.gateway.Gateway;

/**
 * Where Ignite's service {@code primes} finds what it opens to thin clients: a bean of the node's
 * own Spring context.
 */
public final class ThinDoor {
  /** The gateway, and what is behind it. */
  public record Open(Gateway gateway, Batches batches, ClusterView cluster) {}

  private volatile @Nullable Open open;

  /** From now on the service answers. */
  public void open(Gateway gateway, Batches batches, ClusterView cluster) {
    open = new Open(gateway, batches, cluster);
  }

  /** What is open, or null while the node starts. */
  public @Nullable Open opened() {
    return open;
  }
}
