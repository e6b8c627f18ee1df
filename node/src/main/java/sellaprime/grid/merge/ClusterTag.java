package sellaprime.grid.merge;

import java.util.UUID;
import org.apache.ignite.IgniteCheckedException;
import org.apache.ignite.IgniteCluster;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The identity of a cluster, kept as Ignite's cluster tag, which every node has and every node that
 * joins gets. Both halves of a split keep it; so by it a half of one's own is told from a stranger.
 */
public final class ClusterTag {
  private static final String PREFIX = "sellaprime ";

  private static final Logger log = LoggerFactory.getLogger(ClusterTag.class);

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
   * is the oldest, so there are never two. Null: try again.
   */
  public static @Nullable UUID agree(IgniteCluster cluster, UUID proposed) {
    if (of(cluster) == null) {
      say(cluster, proposed);
    }
    return of(cluster);
  }

  /**
   * Has the oldest node tell the identity to all others, whatever they think it is. Each node that
   * comes first writes a tag of its own making over the one that is there, some time after it has
   * joined; and whose tag that was does not notice (Ignite 2.17, {@code ClusterProcessor}).
   */
  static void say(IgniteCluster cluster, UUID identity) {
    if (isOldest(cluster)) {
      try {
        cluster.tag(PREFIX + identity);
      } catch (IgniteCheckedException e) {
        log.debug("The cluster takes no identity at the moment", e);
      }
    }
  }

  /** Returns true if no other node has been in {@code cluster} for longer. */
  static boolean isOldest(IgniteCluster cluster) {
    long own = cluster.localNode().order();
    return cluster.forServers().nodes().stream().allMatch(node -> node.order() >= own);
  }
}
