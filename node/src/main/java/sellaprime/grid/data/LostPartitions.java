package sellaprime.grid.data;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.apache.ignite.Ignite;
import org.apache.ignite.cluster.ClusterNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sellaprime.grid.jobs.IgniteJobStore;
import sellaprime.grid.jobs.LoadTable;

/**
 * Partitions whose last complete copy died.
 *
 * <p>When a node dies in the middle of writes, Ignite finds copies that differ, takes one for the
 * complete one, and has the others empty theirs and fetch it anew. If that node dies too before
 * they have, Ignite with persistence declares the partition lost: nothing in it can be read or
 * written, and no node can join, until somebody decides to go on without.
 *
 * <p>Here that is decided at once: the jobs in it are in the directories of the nodes that died,
 * and each brings them when it comes back ({@link Restore}). <b>Not guaranteed:</b> until one is
 * back, the cluster may not know jobs of that partition, and take one that is submitted again for
 * new.
 */
public final class LostPartitions {
  private static final Logger log = LoggerFactory.getLogger(LostPartitions.class);
  private static final List<String> CACHES = List.of(IgniteJobStore.CACHE, LoadTable.CACHE);

  private final Ignite ignite;
  private boolean seen;

  /** Those of {@code ignite}'s cluster. */
  public LostPartitions(Ignite ignite) {
    this.ignite = ignite;
  }

  /**
   * Has the copies that are left count, if this is the oldest node. Cost: nothing to speak of if
   * none is lost; else all writes wait until the nodes have agreed. From one thread.
   *
   * @return whether there were any, and are no more: what this node believes may be wrong then
   */
  public boolean accept() {
    Collection<Integer> lost = new TreeSet<>();
    for (String cache : CACHES) {
      lost.addAll(ignite.cache(cache).lostPartitions());
    }
    if (lost.isEmpty()) {
      boolean over = seen;
      seen = false;
      return over;
    }
    seen = true;
    if (!isOldest()) {
      return false;
    }
    log.warn(
        "The last complete copy of {} partitions died; what the others have counts now",
        lost.size());
    ignite.resetLostPartitions(CACHES);
    return false; // seen at the next look
  }

  private boolean isOldest() {
    ClusterNode oldest = ignite.cluster().forServers().forOldest().node();
    return oldest != null && oldest.isLocal();
  }
}
