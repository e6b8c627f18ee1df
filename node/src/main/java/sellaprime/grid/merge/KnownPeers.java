package sellaprime.grid.merge;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where other nodes of the cluster were ever seen, the latest last. It outlives the runs of its
 * node. Thread-safe.
 */
public final class KnownPeers {
  /** Beyond it the one that was not seen for longest is forgotten. */
  static final int MAX = 100;

  private final List<String> told;
  private final Set<String> seen = new LinkedHashSet<>();

  /** {@code told} are the addresses of the join list, which are never forgotten. */
  public KnownPeers(List<String> told) {
    this.told = List.copyOf(told);
  }

  /** Nodes are at {@code addresses} now. */
  public synchronized void see(List<String> addresses) {
    for (String address : addresses) {
      seen.remove(address);
      seen.add(address);
    }
    for (Iterator<String> oldest = seen.iterator(); seen.size() > MAX; ) {
      oldest.next();
      oldest.remove();
    }
  }

  /** All of them, the join list's last. */
  public synchronized List<String> all() {
    List<String> all = new ArrayList<>(seen);
    for (String address : Addresses.expand(told)) {
      if (!seen.contains(address)) {
        all.add(address);
      }
    }
    return all;
  }
}
