package sellaprime.client;

import java.util.function.Consumer;
import org.apache.ignite.Ignition;
import org.apache.ignite.client.ClientRetryNonePolicy;
import org.apache.ignite.client.IgniteClient;
import org.apache.ignite.configuration.ClientConfiguration;
import org.apache.ignite.logger.NullLogger;

/**
 * Connects by Ignite's thin client, one {@link IgniteClient} per node.
 *
 * <p>Ignite's own failover is switched off: one address, no retry, no partition awareness, no
 * discovery. It would repeat only some failures (not a timeout), at a node of its choice, silently,
 * with its own throttle of reconnections. Ours has to handle what it leaves over anyway, so there
 * is one mechanism, and each failure is seen here, once.
 */
final class IgniteConnector implements Connector {
  private final int requestTimeoutMs;
  private final Consumer<ClientConfiguration> customizer;

  /** {@code customizer} sees every configuration before our own settings are made. */
  IgniteConnector(int requestTimeoutMs, Consumer<ClientConfiguration> customizer) {
    this.requestTimeoutMs = requestTimeoutMs;
    this.customizer = customizer;
  }

  @Override
  public Connection connect(String address) {
    ClientConfiguration configuration = new ClientConfiguration();
    customizer.accept(configuration);
    configuration
        .setAddresses(address)
        .setTimeout(
            requestTimeoutMs) // connecting, handshake and each call; Ignite's default is for ever
        .setRetryPolicy(new ClientRetryNonePolicy())
        .setRetryLimit(1)
        .setPartitionAwarenessEnabled(false)
        .setClusterDiscoveryEnabled(false)
        .setTcpNoDelay(true)
        .setLogger(NullLogger.INSTANCE);
    IgniteClient client;
    try {
      client = Ignition.startClient(configuration);
    } catch (LinkageError e) {
      // Ignite's static initialisers reach into the JDK; without the flags they fail once and for
      // all.
      throw new PrimesClientException(
          "Ignite's thin client cannot run in this JVM: "
              + e
              + ". It needs --add-opens flags; see the package documentation of sellaprime.client",
          null,
          false,
          e);
    }
    try {
      return new IgniteConnection(client, requestTimeoutMs);
    } catch (RuntimeException e) {
      client.close();
      throw e;
    }
  }

  private static final class IgniteConnection implements Connection {
    private final IgniteClient client;
    private final PrimesService service;

    IgniteConnection(IgniteClient client, int requestTimeoutMs) {
      this.client = client;
      // The timeout is also the server's: with none, a node without the service would hold the call
      // for ever.
      this.service =
          client.services().serviceProxy(PrimesService.NAME, PrimesService.class, requestTimeoutMs);
    }

    @Override
    public Reply[] submit(String[] ids, String[] numbers) {
      return service.submit(ids, numbers);
    }

    @Override
    public Reply feed(String id, long from, String lines, boolean more) {
      return service.feed(id, from, lines, more);
    }

    @Override
    public Reply results(String id, long from, long taken) {
      return service.results(id, from, taken);
    }

    @Override
    public Reply sell(String id, PrimeOrder order) {
      return service.sell(id, order);
    }

    @Override
    public Reply[] get(String[] ids) {
      return service.get(ids);
    }

    @Override
    public Reply cancel(String id) {
      return service.cancel(id);
    }

    @Override
    public String[] endpoints() {
      return service.endpoints();
    }

    @Override
    public void close() {
      try {
        client.close();
      } catch (RuntimeException ignored) {
        // The connection is being given up, most often because it is broken already.
      }
    }
  }
}
