package sellaprime.grid.merge;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteException;
import org.apache.ignite.Ignition;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.configuration.IgniteConfiguration;
import org.apache.ignite.failure.NoOpFailureHandler;
import org.apache.ignite.logger.NullLogger;
import org.apache.ignite.plugin.segmentation.SegmentationPolicy;
import org.apache.ignite.spi.discovery.tcp.TcpDiscoverySpi;
import org.apache.ignite.spi.discovery.tcp.ipfinder.vm.TcpDiscoveryVmIpFinder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at another cluster as a client node of it, for a moment.
 *
 * <p>So it comes in by the discovery port, where with TLS both sides show a certificate of the
 * nodes' authority: no door is added, and who is no node can neither ask nor answer. A client node
 * holds no jobs and is no member that anybody waits for. Cost: most of a second, and a change of
 * topology without effect there.
 */
public final class ClientLookout implements Lookout {
  private static final Logger log = LoggerFactory.getLogger(ClientLookout.class);
  private static final long PATIENCE_MS = 4_000;

  /** Node attribute of the client node: the addresses of the half that it comes from. */
  private static final String VISITOR = "sellaprime.visitor";

  /** Node attribute of the client node: the identity of that half's cluster. */
  private static final String VISITOR_CLUSTER = "sellaprime.visitor.cluster";

  private final Supplier<IgniteConfiguration> configuration;

  /**
   * {@code configuration} gives a fresh one at each call, with all that a node of ours needs to be
   * let in.
   */
  public ClientLookout(Supplier<IgniteConfiguration> configuration) {
    this.configuration = configuration;
  }

  @Override
  public @Nullable Half look(String address, Half own) {
    IgniteConfiguration client =
        configuration
            .get()
            .setClientMode(true)
            .setGridLogger(new NullLogger()) // it would tell of a failure on a hundred lines
            .setUserAttributes(
                Map.of(
                    VISITOR,
                    String.join(",", own.addresses()),
                    VISITOR_CLUSTER,
                    own.cluster().toString()))
            .setFailureHandler(new NoOpFailureHandler())
            .setSegmentationPolicy(SegmentationPolicy.NOOP)
            .setDiscoverySpi(discovery(address));
    client.setIgniteInstanceName(client.getIgniteInstanceName() + " looks out");
    try (Ignite ignite = Ignition.start(client)) {
      return Half.of(ignite.cluster());
    } catch (IgniteException e) {
      log.info("Somebody listens at {}, and is no node to talk to at the moment", address);
      log.debug("because", e);
      return null;
    }
  }

  /**
   * Where the half of {@code cluster} is that {@code client} came from to look; empty if it is no
   * such client, or one from another cluster. So a half that is looked at knows of the other,
   * whatever it knew before, and learns no stranger's address.
   */
  static List<String> origin(ClusterNode client, UUID cluster) {
    String addresses = client.attribute(VISITOR);
    return addresses == null || !cluster.toString().equals(client.attribute(VISITOR_CLUSTER))
        ? List.of()
        : List.of(addresses.split(",", -1));
  }

  private static TcpDiscoverySpi discovery(String address) {
    TcpDiscoverySpi discovery = new TcpDiscoverySpi();
    discovery.setIpFinder(new TcpDiscoveryVmIpFinder().setAddresses(List.of(address)));
    discovery.setJoinTimeout(PATIENCE_MS);
    discovery.setClientReconnectDisabled(true);
    return discovery;
  }
}
