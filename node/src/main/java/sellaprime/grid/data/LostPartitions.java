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
 * <p>When a node dies in the middle of writes, Ignite finds copies that differ, and takes one for
 * the complete one. If its node dies too before the others have fetched it, Ignite with persistence
 * declares the partition lost: nothing in it can be read or written, and no node can join, until
 * somebody decides that what is left is good enough.
 *
 * <p>Here it is, and at once. As a rule the others still have what they had, and lack a few writes
 * of the moment in which the first node died ({@link sellaprime.grid.jobs.Copies}). Copies that
 * differ are mended as after any death, and what was accepted without them is in the directory of
 * the node that died, which brings it when it comes back ({@link Restore}).
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
