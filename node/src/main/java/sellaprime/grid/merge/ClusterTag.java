package sellaprime.grid.merge;

import java.util.UUID;
import org.apache.ignite.IgniteCheckedException;
import org.apache.ignite.IgniteCluster;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a cluster, kept as Ignite's cluster tag, which every node has and every node that
 * joins gets. Both halves of a split keep it; so by it a half of one's own is told from a stranger.
 */
public final class ClusterTag {
  private static final String PREFIX = "sellaprime ";

  private ClusterTag() {}

  /** The identity of {@code cluster}, or null if it has none yet. */
  public static @Nullable UUID of(IgniteCluster cluster) {
    String tag = cluster.tag();
    if (tag == null || !tag.startsWith(PREFIX)) {
      return null;
    }
    try {
      return UUID.fromString(tag.substring(PREFIX.length()));
    } catch (IllegalArgumentException e) {
      return null; // somebody else's tag
    }
  }

  /**
   * As {@link #of}; the oldest node of a cluster that has none gives it {@code proposed}. One node
   * is the oldest, so there are never two.
   *
   * @throws IllegalStateException if the cluster takes none at the moment; try again
   */
  public static @Nullable UUID agree(IgniteCluster cluster, UUID proposed) {
    if (of(cluster) == null && isOldest(cluster)) {
      try {
        cluster.tag(PREFIX + proposed);
      } catch (IgniteCheckedException e) {
        throw new IllegalStateException("the cluster takes no identity", e);
      }
    }
    return of(cluster);
  }

  /** Returns true if no other node has been in {@code cluster} for longer. */
  static boolean isOldest(IgniteCluster cluster) {
    long own = cluster.localNode().order();
    return cluster.forServers().nodes().stream().allMatch(node -> node.order() >= own);
  }
}
