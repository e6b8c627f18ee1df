package sellaprime.faults;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.ignite.Ignition;
import org.apache.ignite.client.IgniteClient;
import org.apache.ignite.configuration.ClientConfiguration;
import org.apache.ignite.logger.NullLogger;
import sellaprime.client.JobInfo;
import sellaprime.client.PrimesService;
import sellaprime.client.Reply;
import sellaprime.testkit.ProcessNode;

/** Reads jobs at one node and no other, many at a time. */
final class NodeReader {
  private static final int BATCH = 500;
  private static final int TIMEOUT_MS = 60_000;

  private NodeReader() {}

  /** What {@code node} says of each of {@code ids}; those that it does not know are left out. */
  static Map<String, Sighting> read(ProcessNode node, Collection<String> ids) {
    ClientConfiguration configuration =
        new ClientConfiguration()
            .setAddresses(node.thin())
            .setTimeout(TIMEOUT_MS)
            .setPartitionAwarenessEnabled(false)
            .setClusterDiscoveryEnabled(false)
            .setLogger(NullLogger.INSTANCE);
    List<String> all = new ArrayList<>(ids);
    Map<String, Sighting> seen = new HashMap<>();
    try (IgniteClient client = Ignition.startClient(configuration)) {
      PrimesService service =
          client.services().serviceProxy(PrimesService.NAME, PrimesService.class, TIMEOUT_MS);
      for (int i = 0; i < all.size(); i += BATCH) {
        List<String> batch = all.subList(i, Math.min(all.size(), i + BATCH));
        Reply[] replies = service.get(batch.toArray(String[]::new));
        for (int k = 0; k < replies.length; k++) {
          JobInfo job = replies[k].job();
          if (job != null) {
            seen.put(batch.get(k), Sighting.of(job));
          } else if (replies[k].status() != Reply.Status.NOT_FOUND) {
            throw new IllegalStateException(node.name() + ": " + replies[k].detail());
          }
        }
      }
    }
    return seen;
  }
}
