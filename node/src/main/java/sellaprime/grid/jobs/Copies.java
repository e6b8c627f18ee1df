package sellaprime.grid.jobs;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.ignite.Ignite;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.internal.IgniteEx;
import org.apache.ignite.internal.processors.cache.CacheGroupContext;
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
 * dies too, the jobs in it are gone. Deaths often come in series; so that begins only when no
 * keeper has come or gone for ten seconds ({@code rebalanceDelay} in {@code
 * ignite-config/node.xml}). Until then those who missed a write keep what they have, are written to
 * as all others are, and what they have counts if the complete copy dies.
 */
public final class Copies {
  private static final List<String> CACHES = List.of(IgniteJobStore.CACHE, LoadTable.CACHE);

  private static final long STEP_MS = 5;

  /** Who sees nothing come for so long asks again. */
  private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Ignite ignite;
  private Set<UUID> askedAmong = Set.of();
  private long askedAt;

  private Copies(Ignite ignite) {
    this.ignite = ignite;
  }

  /**
   * Returns when the node of {@code ignite}, which has joined, holds every entry of every cache.
   *
   * @param patience how long it may wait while nothing comes, however long it takes in all
   * @param meanwhile run again and again
   * @throws IllegalStateException if nothing comes for as long, or Ignite stops
   * @throws org.apache.ignite.IgniteException if the cluster was lost meanwhile
   */
  public static void fetchAll(Ignite ignite, Duration patience, Runnable meanwhile) {
    new Copies(ignite).fetch(patience.toNanos(), meanwhile);
  }

  private void fetch(long patience, Runnable meanwhile) {
    int all = CACHES.stream().mapToInt(cache -> ignite.affinity(cache).partitions()).sum();
    ask(); // also where there is nothing to fetch: else Ignite waits for calm to find that out
    int best = complete();
    long newsAt = System.nanoTime();
    for (int now = best; now < all; now = complete()) {
      if (now > best) {
        best = now;
        newsAt = System.nanoTime();
      }
      long silent = System.nanoTime() - newsAt;
      if (silent > patience) {
        throw new IllegalStateException(
            "no more jobs came for " + TimeUnit.NANOSECONDS.toSeconds(patience) + " s");
      }
      // Whoever it was fetching from may be gone; Ignite would wait for calm before it asks
      // another.
      boolean again = silent > AGAIN_NANOS && System.nanoTime() - askedAt > AGAIN_NANOS;
      if (again || !keepers().equals(askedAmong)) {
        ask();
      }
      meanwhile.run();
      pause();
    }
  }

  @SuppressWarnings("deprecation") // rebalance(): no other way is public
  private void ask() {
    askedAmong = keepers();
    askedAt = System.nanoTime();
    CACHES.forEach(cache -> ignite.cache(cache).rebalance());
  }

  private Set<UUID> keepers() {
    return ignite.cluster().forServers().nodes().stream()
        .map(ClusterNode::id)
        .collect(Collectors.toSet());
  }

  /** How many partitions this node has entirely. Ignite has no public way to ask. */
  private int complete() {
    int count = 0;
    for (String cache : CACHES) {
      CacheGroupContext group = ((IgniteEx) ignite).context().cache().cacheGroup(CU.cacheId(cache));
      if (group == null) {
        throw new IllegalStateException("its Ignite has stopped");
      }
      for (GridDhtLocalPartition partition : group.topology().localPartitions()) {
        count += partition.state() == GridDhtPartitionState.OWNING ? 1 : 0;
      }
    }
    return count;
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(STEP_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while starting", e);
    }
  }
}
