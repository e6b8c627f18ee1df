package sellaprime.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import gadget.Bomb;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ignite.Ignite;
import org.apache.ignite.Ignition;
import org.apache.ignite.client.ClientCache;
import org.apache.ignite.client.ClientException;
import org.apache.ignite.client.IgniteClient;
import org.apache.ignite.configuration.ClientConfiguration;
import org.apache.ignite.internal.util.IgniteUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sellaprime.testkit.LocalCluster;

/**
 * A serialised gadget at each of Ignite's ports: no object is made of it. A flare at the same place
 * shows each time that the bytes did get that far.
 */
class ClassFilterTest {
  private static LocalCluster cluster;

  @BeforeAll
  static void start() {
    cluster = LocalCluster.of(2);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @BeforeEach
  void reset() {
    Flare.SEEN.set(0);
    Bomb.EXPLODED.set(0);
  }

  @Test
  void atTheDiscoveryPort() throws IOException {
    send(new Flare());
    await().until(() -> Flare.SEEN.get() == 1);
    send(new Bomb());
    assertThat(Bomb.EXPLODED).hasValue(0);
    assertThat(cluster.node(0).ignite().cluster().nodes()).hasSize(2);
  }

  /** Speaks as a node that wants to join, and returns when the other side has closed. */
  private static void send(Object message) throws IOException {
    int port = cluster.node(0).discoveryPort();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(IgniteUtils.IGNITE_HEADER);
      ObjectOutputStream out = new ObjectOutputStream(socket.getOutputStream());
      out.writeObject(message);
      out.flush();
      assertThat(socket.getInputStream().read()).as("the end of the connection").isEqualTo(-1);
    }
  }

  @Test
  void atTheThinClientPort() {
    ClientConfiguration configuration =
        new ClientConfiguration().setAddresses(cluster.node(0).cluster().local().thin());
    try (IgniteClient client = Ignition.startClient(configuration)) {
      ClientCache<String, String> jobs = client.cache("jobs");
      assertThat(jobs.<String>invoke("flare", new Flare())).isEqualTo("seen");
      assertThat(Flare.SEEN.get()).isPositive();
      assertThatThrownBy(() -> jobs.invoke("bomb", new Bomb()))
          .isInstanceOf(ClientException.class)
          .hasMessageContaining("gadget.Bomb");
      assertThat(Bomb.EXPLODED).hasValue(0);
    }
  }

  /** From a node of the same cluster, which could be one that somebody took over. */
  @Test
  void atTheCommunicationPort() {
    Ignite sender = cluster.node(0).ignite();
    Set<String> received = ConcurrentHashMap.newKeySet();
    cluster
        .node(1)
        .ignite()
        .message()
        .localListen(
            "gadgets",
            (from, message) -> {
              received.add(message.getClass().getSimpleName());
              return true;
            });
    var others = sender.message(sender.cluster().forRemotes());
    others.send("gadgets", new Bomb());
    others.sendOrdered("gadgets", new Bomb(), 0);
    others.send("gadgets", new Flare());
    await().until(() -> received.contains("Flare"));
    assertThat(Bomb.EXPLODED).hasValue(0);
    assertThat(received).containsExactly("Flare");
  }
}
