package sellaprime.grid.balance;

import java.util.Map;

/** Which node rules on which job. Thread-safe. */
public interface Primaries {

  /** The partition of the job {@code id}. Cost: a hash. */
  int partition(String id);

  /** The id of the node that has the primary copies of each partition. Cost: a pass over them. */
  Map<Integer, String> byPartition();
}
