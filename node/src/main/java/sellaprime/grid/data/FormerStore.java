package sellaprime.grid.data;

import java.nio.file.Path;
import java.util.List;
import org.apache.ignite.Ignite;
import org.apache.ignite.Ignition;
import org.apache.ignite.cluster.ClusterState;
import org.apache.ignite.configuration.IgniteConfiguration;
import org.apache.ignite.failure.StopNodeFailureHandler;
import org.apache.ignite.spi.discovery.isolated.IsolatedDiscoverySpi;
import sellaprime.grid.jobs.FormerCaches;
import sellaprime.grid.jobs.IgniteJobStore;
import sellaprime.grid.jobs.LoadTable;

/**
 * The store that a former run of this node left, opened for reading by an Ignite of its own that
 * sees no other node: so it matters to nobody in which order nodes come back, or what the others
 * did meanwhile.
 */
final class FormerStore implements AutoCloseable {
  private final Path path;
  private final Ignite ignite;

  private FormerStore(Path path, Ignite ignite) {
    this.path = path;
    this.ignite = ignite;
  }

  /**
   * Opens {@code path}; Ignite brings it to the last change that its log holds whole.
   *
   * @param configuration as for a node, which this makes one that stands alone
   * @throws DataDirectoryException if it is damaged, or there is no room to open it
   */
  static FormerStore open(Path path, IgniteConfiguration configuration) {
    configuration
        .setIgniteInstanceName(configuration.getIgniteInstanceName() + " reads " + path)
        .setWorkDirectory(path.toString())
        .setDiscoverySpi(new IsolatedDiscoverySpi())
        .setPluginProviders(new NoBaseline())
        .setServiceConfiguration()
        .setClientConnectorConfiguration(null)
        .setFailureHandler(new StopNodeFailureHandler()); // never the end of the process
    try {
      Ignite ignite = Ignition.start(configuration);
      try {
        ignite.cluster().state(ClusterState.ACTIVE);
        // A node that died while it was filled holds partitions that it takes for lost: better half
        // of them than none.
        ignite.resetLostPartitions(List.of(IgniteJobStore.CACHE, LoadTable.CACHE));
        return new FormerStore(path, ignite);
      } catch (RuntimeException e) {
        ignite.close();
        throw e;
      }
    } catch (RuntimeException e) {
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      throw new DataDirectoryException(
          "what the node kept in "
              + path
              + " cannot be read: "
              + DataDirectory.reason(root)
              + ". Nothing of it was deleted. If another node of the cluster has its directory,"
              + " move this one away and start with an empty one; see docs/operations.md",
          e);
    }
  }

  Path path() {
    return path;
  }

  FormerCaches caches() {
    return new FormerCaches(ignite);
  }

  @Override
  public void close() {
    ignite.close();
  }
}
