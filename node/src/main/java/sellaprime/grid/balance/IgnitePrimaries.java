package sellaprime.grid.balance;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.ignite.Ignite;
import org.apache.ignite.cache.affinity.Affinity;
import sellaprime.grid.jobs.IgniteJobStore;

/** As Ignite's affinity of the job cache has it. */
public final class IgnitePrimaries implements Primaries {
  private final Affinity<String> affinity;

  /** For the job cache of {@code ignite}. */
  public IgnitePrimaries(Ignite ignite) {
    this.affinity = ignite.affinity(IgniteJobStore.CACHE);
  }

  @Override
  public int partition(String id) {
    return affinity.partition(id);
  }

  @Override
  public Map<Integer, String> byPartition() {
    Map<Integer, String> primaries = new HashMap<>();
    affinity
        .mapPartitionsToNodes(IntStream.range(0, affinity.partitions()).boxed().toList())
        .forEach((partition, node) -> primaries.put(partition, node.id().toString()));
    return primaries;
  }
}
