package sellaprime.grid.data;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCluster;
import org.apache.ignite.cluster.BaselineNode;
import org.apache.ignite.cluster.ClusterState;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.merge.ClusterTag;

/**
 * What Ignite with persistence leaves to an operator, and a node here does by itself: activate the
 * first node's cluster, and take each node that joins into the baseline (without which it would
 * hold nothing).
 *
 * <p>The oldest node also gives the cluster its identity: by it a directory of another cluster is
 * recognised.
 */
final class ClusterEntry {
  private static final long STEP_MS = 5;

  private final Ignite ignite;
  private final IgniteCluster cluster;
  private final long deadline;

  ClusterEntry(Ignite ignite, Duration patience) {
    this.ignite = ignite;
    this.cluster = ignite.cluster();
    this.deadline = System.nanoTime() + patience.toNanos();
  }

  /**
   * Returns the id of the cluster, which this node is a keeper of.
   *
   * @throws IllegalStateException if that takes too long
   * @throws org.apache.ignite.IgniteException if the cluster was lost meanwhile
   */
  UUID enter(DataDirectory directory) {
    if (!cluster.state().active()) {
      cluster.state(ClusterState.ACTIVE); // two may do so at a time
    }
    UUID id = agreeOnCluster(directory.cluster());
    UUID own = directory.cluster();
    if (own != null && !own.equals(id)) {
      throw new DataDirectoryException(
          "the data directory "
              + directory.path()
              + " belongs to another cluster than the nodes that this one joins: start it with"
              + " nodes of its own cluster, or join these with an empty directory",
          null);
    }
    cluster.baselineAutoAdjustTimeout(0);
    cluster.baselineAutoAdjustEnabled(true);
    LostPartitions lost = new LostPartitions(ignite);
    await(
        "it is in the baseline",
        () -> {
          lost.accept(); // while there are any, no node gets in
          return isInBaseline();
        });
    return id;
  }

  private UUID agreeOnCluster(@Nullable UUID own) {
    UUID proposed = own == null ? UUID.randomUUID() : own;
    await("the cluster has an identity", () -> ClusterTag.agree(cluster, proposed) != null);
    UUID agreed = ClusterTag.of(cluster);
    if (agreed == null) {
      throw new IllegalStateException("the cluster's tag was changed");
    }
    return agreed;
  }

  private boolean isInBaseline() {
    Object own = cluster.localNode().consistentId();
    var baseline = cluster.currentBaselineTopology();
    return baseline != null
        && baseline.stream().map(BaselineNode::consistentId).anyMatch(own::equals);
  }

  private void await(String what, BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("given up waiting until " + what);
      }
      try {
        TimeUnit.MILLISECONDS.sleep(STEP_MS); // Ignite has no public signal for it
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while starting", e);
      }
    }
  }
}
