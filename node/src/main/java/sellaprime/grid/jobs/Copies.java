package sellaprime.grid.jobs;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.ignite.Ignite;
import org.apache.ignite.internal.IgniteEx;
import org.apache.ignite.internal.processors.cache.distributed.dht.topology.GridDhtLocalPartition;
import org.apache.ignite.internal.processors.cache.distributed.dht.topology.GridDhtPartitionState;
import org.apache.ignite.internal.util.typedef.internal.CU;

/**
 * This node's copies of the caches.
 *
 * <p>Two reasons have Ignite copy a partition from another node. One is that this node has just
 * joined and has nothing yet: it asks for that here, and waits. The other, with directories only,
 * is that a node died in the midst of writes and the copies of the others differ: then all but one
 * empty theirs and fetch it anew. For as long as that takes there is but one copy, and if its node
 * dies too, the jobs in it are gone. Deaths often come in series; so that begins only when no node
 * has come or gone for ten seconds ({@code rebalanceDelay} in {@code ignite-config/node.xml}).
 * Until then those who missed a write keep what they have, are written to as all others are, and
 * what they have counts if the complete copy dies.
 */
public final class Copies {
  private static final List<String> CACHES = List.of(IgniteJobStore.CACHE, LoadTable.CACHE);

  private static final long STEP_MS = 5;

  private Copies() {}

  /**
   * Returns when the node of {@code ignite}, which has joined, holds every entry of every cache.
   *
   * @throws IllegalStateException if that takes longer than {@code patience}
   * @throws org.apache.ignite.IgniteException if the cluster was lost meanwhile
   */
  @SuppressWarnings("deprecation") // rebalance(): no other way is public
  public static void fetchAll(Ignite ignite, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    for (String cache : CACHES) {
      while (!isComplete(ignite, cache)) { // asked for again if nodes came or went meanwhile
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          throw new IllegalStateException("given up waiting until it has every job");
        }
        try {
          ignite.cache(cache).rebalance().get(left, TimeUnit.NANOSECONDS);
          TimeUnit.MILLISECONDS.sleep(
              STEP_MS); // until the nodes have agreed that this one keeps jobs
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException("interrupted while starting", e);
        }
      }
    }
  }

  /** Ignite has no public way to ask. */
  private static boolean isComplete(Ignite ignite, String cache) {
    var topology = ((IgniteEx) ignite).context().cache().cacheGroup(CU.cacheId(cache)).topology();
    int partitions = ignite.affinity(cache).partitions();
    for (int i = 0; i < partitions; i++) {
      GridDhtLocalPartition partition = topology.localPartition(i);
      if (partition == null || partition.state() != GridDhtPartitionState.OWNING) {
        return false;
      }
    }
    return true;
  }
}
