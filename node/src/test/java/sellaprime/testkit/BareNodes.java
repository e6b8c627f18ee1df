package sellaprime.testkit;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.ignite.Ignite;
import org.apache.ignite.Ignition;
import org.apache.ignite.cache.affinity.Affinity;
import org.apache.ignite.configuration.IgniteConfiguration;
import org.springframework.beans.factory.xml.XmlBeanDefinitionReader;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ClassPathResource;
import sellaprime.grid.ClassFilter;
import sellaprime.grid.PortChoice;
import sellaprime.grid.jobs.Copies;
import sellaprime.grid.jobs.IgniteJobStore;

/**
 * Ignite nodes with the caches of {@code ignite-config/node.xml}, and nothing of sellaprime on top.
 */
public final class BareNodes implements AutoCloseable {
  private static final AtomicInteger names = new AtomicInteger();

  private final List<Ignite> nodes = new ArrayList<>();
  private final List<GenericApplicationContext> contexts = new ArrayList<>();
  private final List<String> addresses = new ArrayList<>();
  private final Path directory = Directories.temporary();

  /** Starts {@code count} nodes of one cluster. */
  public static BareNodes of(int count) {
    BareNodes nodes = new BareNodes();
    for (int i = 0; i < count; i++) {
      nodes.start();
    }
    nodes.awaitPrimaries();
    return nodes;
  }

  private void start() {
    String name = "bare-" + names.incrementAndGet();
    int port = PortChoice.ANY_FREE.choose("127.0.0.1");
    addresses.add("127.0.0.1:" + port);
    Map<String, Object> properties = new HashMap<>();
    properties.put("sellaprime.name", name);
    properties.put("sellaprime.host", "127.0.0.1");
    properties.put("sellaprime.discoveryPort", port);
    properties.put("sellaprime.thinPort", 0);
    properties.put("sellaprime.join", String.join(",", addresses));
    properties.put("sellaprime.http", "");
    properties.put("sellaprime.workDirectory", directory.resolve(name).toString());
    System.setProperty("IGNITE_QUIET", "false"); // "quiet" prints to the console instead of the log
    System.setProperty("IGNITE_UPDATE_NOTIFIER", "false");
    ClassFilter.install(); // one for all nodes of a JVM
    GenericApplicationContext spring = new GenericApplicationContext();
    spring
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("settings", properties));
    new XmlBeanDefinitionReader(spring)
        .loadBeanDefinitions(new ClassPathResource("ignite-config/node.xml"));
    spring.refresh();
    contexts.add(spring);
    IgniteConfiguration configuration = spring.getBean(IgniteConfiguration.class);
    configuration.setServiceConfiguration();
    configuration.setClientConnectorConfiguration(null);
    Ignite node = Ignition.start(configuration);
    nodes.add(node);
    Copies.fetchAll(node, Duration.ofSeconds(60), () -> {});
  }

  /** Some moments after a join, Ignite gives the newcomer its share of the primary copies. */
  private void awaitPrimaries() {
    Affinity<String> affinity = nodes.get(0).affinity(IgniteJobStore.CACHE);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                nodes.stream()
                    .map(node -> node.cluster().localNode())
                    .allMatch(node -> affinity.primaryPartitions(node).length > 0));
  }

  /** The {@code i}-th node, from 0. */
  public Ignite node(int i) {
    return nodes.get(i);
  }

  @Override
  public void close() {
    nodes.forEach(Ignite::close);
    contexts.forEach(GenericApplicationContext::close);
  }
}
