package sellaprime.grid;

import java.net.BindException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCheckedException;
import org.apache.ignite.IgniteSpring;
import org.apache.ignite.configuration.IgniteConfiguration;
import org.apache.ignite.plugin.segmentation.SegmentationPolicy;
import org.apache.ignite.spi.discovery.tcp.TcpDiscoverySpi;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.xml.XmlBeanDefinitionReader;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import sellaprime.grid.data.DataDirectoryException;
import sellaprime.grid.data.Durable;
import sellaprime.grid.data.DurableRun;
import sellaprime.grid.gateway.ClusterView;
import sellaprime.grid.merge.Half;
import sellaprime.grid.tester.TesterHost;

/**
 * Starts Ignite from the Spring XML of {@code ignite-config/}, with the settings in place of its
 * {@code ${...}}.
 */
final class IgniteStarter {
  /** Why a node is refused that keeps its jobs in another way than the nodes that it joins. */
  private static final String MIXED =
      "the nodes of a cluster keep their jobs in one way: start all of them with --data, or none;"
          + " the nodes that this one joins do it the other way";

  private static final int MAX_TRIES = 10;
  private static final long JOIN_MS = 30_000;

  /** Something for the placeholder of a connector that is then taken away. */
  private static final int UNUSED_PORT = 10800;

  /**
   * A started Ignite, the context its services find their node in, where others reach it, and its
   * data directory if it has one.
   */
  record Started(
      Ignite ignite,
      GenericApplicationContext spring,
      int discoveryPort,
      @Nullable Integer thinPort,
      @Nullable DurableRun durable)
      implements AutoCloseable {
    /** Stops Ignite, then what stands below it. */
    @Override
    public void close() {
      try {
        ignite.close();
      } finally {
        spring.close();
        if (durable != null) {
          durable.close();
        }
      }
    }
  }

  private IgniteStarter() {}

  /**
   * Starts Ignite; a durable one is alone yet, or not in its cluster's baseline: see {@link
   * DurableRun#enter}.
   *
   * @param comesBack whether it is left running when the others take it for dead, so that its jobs
   *     can be read; else it stops by itself then
   */
  static Started start(GridSettings settings, @Nullable NodeTls tls, boolean comesBack) {
    muteIgnite();
    ClassFilter.install();
    DurableRun durable = openDirectory(settings);
    try {
      return start(settings, tls, comesBack, durable);
    } catch (RuntimeException e) {
      if (durable != null) {
        durable.close();
      }
      throw e;
    }
  }

  /**
   * Starts Ignite for a node that tests and keeps no jobs: a client node, in Ignite's words. Blocks
   * until one of {@code settings.join()} lets it in, {@value #JOIN_MS} ms at most.
   */
  static Started startTester(GridSettings settings, @Nullable NodeTls tls) {
    muteIgnite();
    ClassFilter.install();
    GenericApplicationContext spring = context(settings, properties(settings));
    try {
      IgniteConfiguration configuration = spring.getBean(IgniteConfiguration.class);
      Map<String, Object> attributes = new HashMap<>();
      configuration.getUserAttributes().forEach((name, value) -> attributes.put(name, value));
      attributes.put(ClusterView.ROLE, ClusterView.TESTER);
      attributes.remove(ClusterView.HTTP); // it serves no callers
      configuration
          .setClientMode(true)
          .setUserAttributes(attributes)
          .setLifecycleBeans(spring.getBean(TesterHost.class))
          // The keepers have the caches and services already, and nobody comes in here.
          .setCacheConfiguration()
          .setServiceConfiguration()
          .setClientConnectorConfiguration(null);
      // Cut off, it stops and starts anew: as a new node, which owns nothing of what it had.
      TcpDiscoverySpi discovery = (TcpDiscoverySpi) configuration.getDiscoverySpi();
      discovery.setClientReconnectDisabled(true);
      discovery.setJoinTimeout(JOIN_MS);
      configuration.setSegmentationPolicy(SegmentationPolicy.NOOP);
      if (tls != null) {
        tls.applyTo(configuration);
      }
      return new Started(IgniteSpring.start(configuration, spring), spring, 0, null, null);
    } catch (IgniteCheckedException | RuntimeException e) {
      spring.close();
      throw new StartException(
          "the keepers at "
              + String.join(",", settings.join())
              + " did not let this tester in: "
              + explain(settings, new Ports(0, null), e),
          e);
    }
  }

  private static @Nullable DurableRun openDirectory(GridSettings settings) {
    Durable durable = settings.durable();
    if (durable == null) {
      return null;
    }
    try {
      return DurableRun.open(durable.directory(), () -> configuration(settings));
    } catch (DataDirectoryException e) {
      throw new StartException(e.getMessage(), e);
    }
  }

  /** As for a node of {@code settings}, on whatever ports. */
  private static IgniteConfiguration configuration(GridSettings settings) {
    try (GenericApplicationContext spring = context(settings, new Ports(UNUSED_PORT, null))) {
      return spring.getBean(IgniteConfiguration.class);
    }
  }

  private static Started start(
      GridSettings settings,
      @Nullable NodeTls tls,
      boolean comesBack,
      @Nullable DurableRun durable) {
    for (int tries = 1; ; tries++) {
      Ports ports = Ports.choose(settings);
      GenericApplicationContext spring = context(settings, ports);
      try {
        IgniteConfiguration configuration = spring.getBean(IgniteConfiguration.class);
        configuration.setLifecycleBeans(spring.getBean(TesterHost.class));
        if (ports.thin == null) {
          configuration.setClientConnectorConfiguration(null);
        }
        configuration.setUserAttributes(attributes(configuration, settings, ports));
        if (comesBack) {
          configuration.setSegmentationPolicy(SegmentationPolicy.NOOP);
        }
        if (tls != null) {
          tls.applyTo(configuration);
        }
        if (durable != null) {
          durable.configure(configuration);
        }
        return new Started(
            IgniteSpring.start(configuration, spring),
            spring,
            ports.discovery,
            ports.thin,
            durable);
      } catch (IgniteCheckedException | RuntimeException e) {
        spring.close();
        // Between the choice and Ignite's bind another process may have come first.
        if (!isPortTaken(e) || !Ports.hasChoice(settings) || tries == MAX_TRIES) {
          throw new StartException(explain(settings, ports, e), e);
        }
      }
    }
  }

  private static Map<String, Object> attributes(
      IgniteConfiguration configuration, GridSettings settings, Ports ports) {
    Map<String, Object> attributes = new HashMap<>();
    configuration.getUserAttributes().forEach((name, value) -> attributes.put(name, value));
    attributes.put(Half.DISCOVERY, settings.host() + ":" + ports.discovery);
    attributes.put(Half.STARTED, System.currentTimeMillis());
    attributes.put(KeeperSettings.MAX_DIGITS, settings.limits().maxDigits());
    attributes.put(KeeperSettings.KEEP_MS, settings.keepOutcomes().toMillis());
    return attributes;
  }

  /**
   * For a client node beside a node of {@code settings}: let in where that is, and otherwise as
   * small as can be.
   */
  static IgniteConfiguration clientConfiguration(GridSettings settings, @Nullable NodeTls tls) {
    IgniteConfiguration configuration =
        new IgniteConfiguration()
            .setIgniteInstanceName(settings.name())
            .setWorkDirectory(settings.workDirectory().toAbsolutePath().toString())
            .setLocalHost(settings.host())
            .setMetricsLogFrequency(0)
            .setPeerClassLoadingEnabled(false)
            .setConnectorConfiguration(null)
            .setClientConnectorConfiguration(null);
    if (tls != null) {
      tls.applyTo(configuration);
    }
    return configuration;
  }

  private record Ports(int discovery, @Nullable Integer thin) {
    static Ports choose(GridSettings settings) {
      PortChoice thin = settings.thinPorts();
      return new Ports(
          settings.discoveryPorts().choose(settings.host()),
          thin == null ? null : thin.choose(settings.host()));
    }

    static boolean hasChoice(GridSettings settings) {
      PortChoice thin = settings.thinPorts();
      return !settings.discoveryPorts().isExact() || (thin != null && !thin.isExact());
    }
  }

  /** Read by Ignite when its classes load; nothing of it may reach a terminal, or the Internet. */
  private static void muteIgnite() {
    System.setProperty("IGNITE_QUIET", "false"); // "quiet" prints to the console instead of the log
    System.setProperty("IGNITE_NO_ASCII", "true");
    System.setProperty("IGNITE_UPDATE_NOTIFIER", "false");
    System.setProperty("IGNITE_PERFORMANCE_SUGGESTIONS_DISABLED", "true");
    // A diagnosis of Ignite's own page locks, for developers of Ignite; it costs each update a few
    // per cent.
    System.setProperty("IGNITE_PAGE_LOCK_TRACKER_TYPE", "-1");
    // With it off while a node fills, the node's copies are good for nothing if it dies meanwhile.
    System.setProperty("IGNITE_DISABLE_WAL_DURING_REBALANCING", "false");
    // Acknowledgements of updates go one by one. Collected, they wait for a timer of the wall
    // clock:
    // once that was set back by an hour they would wait for an hour, and with them, when a node
    // comes
    // or goes, every write in the cluster.
    System.setProperty("IGNITE_ATOMIC_DEFERRED_ACK_BUFFER_SIZE", "1");
    System.setProperty("IGNITE_NO_SHUTDOWN_HOOK", "true"); // the node leaves in its own order
  }

  private static GenericApplicationContext context(GridSettings settings, Ports ports) {
    return context(settings, properties(settings, ports));
  }

  private static GenericApplicationContext context(
      GridSettings settings, Map<String, Object> properties) {
    GenericApplicationContext spring = new GenericApplicationContext();
    spring
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("settings", properties));
    Path config = settings.config();
    try {
      new XmlBeanDefinitionReader(spring)
          .loadBeanDefinitions(
              config == null
                  ? new ClassPathResource("ignite-config/node.xml")
                  : new FileSystemResource(config));
      spring.refresh();
    } catch (BeansException e) {
      spring.close();
      throw new StartException(
          "the configuration "
              + (config == null ? "node.xml" : config)
              + " cannot be used: "
              + e.getMostSpecificCause().getMessage(),
          e);
    }
    return spring;
  }

  private static Map<String, Object> properties(GridSettings settings, Ports ports) {
    List<String> addresses = new ArrayList<>(settings.join());
    addresses.add(settings.host() + ":" + ports.discovery);
    Map<String, Object> properties = properties(settings);
    properties.put("sellaprime.discoveryPort", ports.discovery);
    properties.put("sellaprime.thinPort", ports.thin == null ? UNUSED_PORT : ports.thin);
    properties.put("sellaprime.join", String.join(",", addresses));
    return properties;
  }

  private static Map<String, Object> properties(GridSettings settings) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("sellaprime.name", settings.name());
    properties.put("sellaprime.host", settings.host());
    properties.put("sellaprime.discoveryPort", UNUSED_PORT);
    properties.put("sellaprime.thinPort", UNUSED_PORT);
    properties.put("sellaprime.join", String.join(",", settings.join()));
    properties.put("sellaprime.http", settings.http());
    properties.put(
        "sellaprime.workDirectory", settings.workDirectory().toAbsolutePath().toString());
    Durable durable = settings.durable();
    properties.put("sellaprime.durable", durable != null);
    if (durable != null) {
      properties.put("sellaprime.walMode", durable.sync().walMode());
    }
    return properties;
  }

  /** Ignite itself refuses a node with a disk among nodes without, and the other way round. */
  private static boolean isMixed(@Nullable Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (message.contains("Incompatible data region configuration")
          || message.contains("persistence node to in-memory cluster")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPortTaken(@Nullable Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (cause instanceof BindException
          || message.contains("Failed to bind")
          || message.contains("port range")) {
        return true;
      }
    }
    return false;
  }

  private static String explain(GridSettings settings, Ports ports, Throwable e) {
    if (isPortTaken(e)) {
      return "cannot listen at "
          + settings.host()
          + ", discovery port "
          + ports.discovery
          + (ports.thin == null ? "" : ", thin-client port " + ports.thin)
          + ": one of them is taken, or it is no address of this machine; choose others, or 0 for any free port";
    }
    if (isMixed(e)) {
      return MIXED;
    }
    Throwable root = e;
    boolean distrust = false;
    while (root.getCause() != null) {
      root = root.getCause();
      distrust |= root instanceof SSLException;
    }
    if (distrust) {
      return "the nodes to join and this one do not trust each other ("
          + root.getMessage()
          + "); all nodes of a cluster need TLS with certificates of the same authority, or none";
    }
    return "Ignite could not start: " + root.getMessage();
  }
}
