package sellaprime.grid.merge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a node that was cut off may join again: at a node of its own cluster. At an address where
 * one of its cluster once was, a stranger may be by now, and what joins a cluster gives it all its
 * jobs.
 */
public final class WayBack {
  private static final Logger log = LoggerFactory.getLogger(WayBack.class);

  private WayBack() {}

  /**
   * Those of {@code listening} that lead into the cluster of {@code own}. If none does, those that
   * tell nothing: they may be of the same cluster, and on their way back as well. Blocks for a look
   * at each cluster until the right one is found.
   */
  public static List<String> among(List<String> listening, Half own, Lookout lookout) {
    List<String> silent = new ArrayList<>();
    Set<String> strangers = new HashSet<>();
    for (String address : listening) {
      if (strangers.contains(address)) {
        continue;
      }
      Half there = lookout.look(address, own);
      if (there == null) {
        silent.add(address);
      } else if (there.cluster().equals(own.cluster())) {
        List<String> peers = there.addresses();
        return listening.stream().filter(a -> a.equals(address) || peers.contains(a)).toList();
      } else {
        log.info("At {} is another cluster", address);
        strangers.addAll(there.addresses());
      }
    }
    silent.removeAll(strangers);
    return silent;
  }
}
