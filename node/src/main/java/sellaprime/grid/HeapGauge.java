package sellaprime.grid;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;

/**
 * How full the heap was after its last collection: what is really in use, garbage left out. Of the
 * pools that collections empty, the fullest of those that outlive them.
 */
final class HeapGauge {
  private final List<MemoryPoolMXBean> pools;

  HeapGauge() {
    // The old generation: where collectors put what stays, and where they run out of room.
    this.pools =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .filter(pool -> pool.getName().contains("Old") || pool.getName().contains("Tenured"))
            .toList();
  }

  /** 0 to 1; 0 before the first collection, and where the collector does not tell. */
  double used() {
    double used = 0;
    for (MemoryPoolMXBean pool : pools) {
      MemoryUsage after = pool.getCollectionUsage();
      if (after != null && after.getMax() > 0) {
        used = Math.max(used, (double) after.getUsed() / after.getMax());
      }
    }
    return used;
  }
}
