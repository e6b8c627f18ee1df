package sellaprime.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.apache.ignite.Ignite;
import org.apache.ignite.Ignition;
import org.apache.ignite.cache.CacheAtomicityMode;
import org.apache.ignite.cache.CacheMode;
import org.apache.ignite.cache.CacheWriteSynchronizationMode;
import org.apache.ignite.cache.affinity.rendezvous.RendezvousAffinityFunction;
import org.apache.ignite.configuration.CacheConfiguration;
import org.apache.ignite.configuration.ClientConnectorConfiguration;
import org.apache.ignite.configuration.DataRegionConfiguration;
import org.apache.ignite.configuration.DataStorageConfiguration;
import org.apache.ignite.configuration.IgniteConfiguration;
import org.apache.ignite.failure.NoOpFailureHandler;
import org.apache.ignite.logger.NullLogger;
import org.apache.ignite.spi.communication.tcp.TcpCommunicationSpi;
import org.apache.ignite.spi.discovery.tcp.TcpDiscoverySpi;
import org.apache.ignite.spi.discovery.tcp.ipfinder.vm.TcpDiscoveryVmIpFinder;

/**
 * A cluster of Ignite nodes in this JVM, on the loopback, each with {@link CachedPrimesService}.
 */
final class TestNodes implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  private final Ports ports = new Ports();
  private final int firstDiscoveryPort = ports.next();
  private final Map<String, Ignite> nodes = new LinkedHashMap<>();

  /** Starts a node and returns its thin-client address. */
  String start() {
    int discoveryPort = nodes.isEmpty() ? firstDiscoveryPort : ports.next();
    String thin = HOST + ":" + ports.next();
    nodes.put(thin, Ignition.start(configuration(discoveryPort, thin)));
    return thin;
  }

  private IgniteConfiguration configuration(int discoveryPort, String thin) {
    TcpDiscoverySpi discovery =
        new TcpDiscoverySpi()
            .setLocalPort(discoveryPort)
            .setLocalPortRange(0)
            .setIpFinder(
                new TcpDiscoveryVmIpFinder()
                    .setAddresses(List.of(HOST + ":" + firstDiscoveryPort)));
    TcpCommunicationSpi communication = new TcpCommunicationSpi();
    communication.setLocalPort(ports.next());
    communication.setLocalPortRange(0);
    CacheConfiguration<String, JobInfo> jobs =
        new CacheConfiguration<String, JobInfo>(CachedPrimesService.CACHE)
            .setCacheMode(CacheMode.REPLICATED)
            .setAtomicityMode(CacheAtomicityMode.ATOMIC)
            .setWriteSynchronizationMode(CacheWriteSynchronizationMode.FULL_SYNC)
            .setAffinity(new RendezvousAffinityFunction(false, 64));
    return new IgniteConfiguration()
        .setIgniteInstanceName("client-test-" + discoveryPort)
        .setLocalHost(HOST)
        .setGridLogger(NullLogger.INSTANCE)
        .setFailureHandler(new NoOpFailureHandler())
        .setMetricsLogFrequency(0)
        .setConnectorConfiguration(null)
        .setDiscoverySpi(discovery)
        .setCommunicationSpi(communication)
        .setUserAttributes(Map.of(CachedPrimesService.THIN_ATTRIBUTE, thin))
        .setClientConnectorConfiguration(
            new ClientConnectorConfiguration()
                .setHost(HOST)
                .setPort(Integer.parseInt(thin.substring(HOST.length() + 1)))
                .setPortRange(0))
        .setDataStorageConfiguration(
            new DataStorageConfiguration()
                .setDefaultDataRegionConfiguration(
                    new DataRegionConfiguration().setInitialSize(16 << 20).setMaxSize(64 << 20)))
        .setCacheConfiguration(jobs)
        .setServiceConfiguration(CachedPrimesService.configuration());
  }

  /**
   * Ends a node without a farewell: for the others it has failed, for its clients the line is dead.
   */
  void kill(String thin) {
    Ignite node = Objects.requireNonNull(nodes.remove(thin));
    ((TcpDiscoverySpi) node.configuration().getDiscoverySpi()).simulateNodeFailure();
    Ignition.stop(node.name(), true);
  }

  @Override
  public void close() {
    List<Ignite> living = new ArrayList<>(nodes.values());
    nodes.clear();
    living.forEach(node -> Ignition.stop(node.name(), true));
  }

  /** Free ports below the ephemeral range, where no outgoing connection can take them meanwhile. */
  private static final class Ports {
    private final Random random = new Random();
    private final Set<Integer> given = new HashSet<>();

    int next() {
      for (int attempt = 0; attempt < 1000; attempt++) {
        int port = 20_000 + random.nextInt(12_000);
        if (given.add(port) && isFree(port)) {
          return port;
        }
      }
      throw new IllegalStateException("No free port between 20000 and 32000");
    }

    private static boolean isFree(int port) {
      try (ServerSocket socket = new ServerSocket()) {
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return true;
      } catch (IOException e) {
        return false;
      }
    }
  }
}
