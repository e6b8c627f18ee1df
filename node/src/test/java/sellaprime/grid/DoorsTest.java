package sellaprime.grid;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.apache.ignite.client.SslMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import sellaprime.client.PrimesClient;
import sellaprime.client.PrimesClientBuilder;
import sellaprime.client.PrimesClientException;
import sellaprime.client.TlsFiles;
import sellaprime.client.Verdict;
import sellaprime.testkit.LocalCluster;
import sellaprime.testkit.TestKeys;

/** Nodes with TLS: who has the right certificate comes in, and nobody else, at any port. */
class DoorsTest {
  private static LocalCluster cluster;

  @BeforeAll
  static void start() throws IOException {
    cluster = new LocalCluster();
    cluster.start(NodeTls.read(TestKeys.NODE));
    cluster.start(NodeTls.read(TestKeys.NODE));
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void nodesWithCertificatesAreOneCluster() {
    assertThat(cluster.nodes())
        .allSatisfy(node -> assertThat(node.ignite().cluster().nodes()).hasSize(2));
  }

  // ---- a node without ----

  static Stream<Arguments> outsiders() {
    return Stream.of(
        Arguments.of("no certificate", null),
        Arguments.of("a stranger's certificate", TestKeys.STRANGER),
        Arguments.of("a caller's certificate", TestKeys.CALLER));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("outsiders")
  void aNodeWithoutTheCertificateDoesNotJoin(String name, @Nullable Path keys) throws IOException {
    NodeTls tls = keys == null ? null : outsider(keys);
    try (GridNode alone = GridNode.start(cluster.settings(), tls)) {
      assertThat(alone.ignite().cluster().nodes()).as("a cluster of its own").hasSize(1);
    } catch (StartException refused) {
      assertThat(refused).hasMessageContaining("do not trust each other");
    }
    nodesWithCertificatesAreOneCluster();
  }

  /** With whatever certificate, it trusts our nodes. */
  private static NodeTls outsider(Path keys) throws IOException {
    SSLContext context = TlsFiles.identified(keys, TlsFiles.NODES_CA);
    return new NodeTls(context, context);
  }

  // ---- bytes at the ports ----

  static Stream<Arguments> ports() {
    GridNode node = cluster.node(0);
    int communication =
        node.ignite().cluster().localNode().attribute("TcpCommunicationSpi.comm.tcp.port");
    int thin =
        Integer.parseInt(requireNonNull(node.cluster().local().thin()).replaceAll(".*:", ""));
    return Stream.of(
        Arguments.of("discovery", node.discoveryPort(), TestKeys.CALLER),
        Arguments.of("communication", communication, TestKeys.CALLER),
        Arguments.of("thin", thin, TestKeys.NODE));
  }

  /** {@code other} is signed by our other authority. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("ports")
  void aConnectionWithoutTheCertificateIsRefused(String name, int port, Path other)
      throws IOException {
    Path ca = TestKeys.NODE.resolve(TlsFiles.NODES_CA);
    List<SSLContext> contexts =
        List.of(
            TlsFiles.anonymous(ca),
            TlsFiles.identified(TestKeys.STRANGER, TlsFiles.NODES_CA),
            TlsFiles.identified(other, TlsFiles.NODES_CA));
    for (SSLContext context : contexts) {
      try (SSLSocket socket =
          (SSLSocket)
              context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
        socket.setSoTimeout(20_000);
        assertThatThrownBy(
                () -> {
                  socket.startHandshake();
                  if (socket.getInputStream().read() < 0) { // TLS 1.3 tells it only now
                    throw new EOFException();
                  }
                })
            .isInstanceOfAny(SSLException.class, EOFException.class, SocketException.class);
      }
    }
  }

  // ---- thin clients ----

  @Test
  void aThinClientWithTheCertificateIsServed() throws Exception {
    try (PrimesClient client = thin().tls(TestKeys.CALLER).connect()) {
      assertThat(client.test("2^89-1")).isEqualTo(Verdict.PRIME);
    }
  }

  @Test
  void aThinClientWithoutTheCertificateIsRefused() throws Exception {
    SSLContext anonymous = TlsFiles.anonymous(TestKeys.NODE.resolve(TlsFiles.NODES_CA));
    List<PrimesClientBuilder> outsiders =
        List.of(
            thin(),
            thin().tls(TestKeys.STRANGER),
            thin()
                .configureIgnite(
                    ignite ->
                        ignite.setSslMode(SslMode.REQUIRED).setSslContextFactory(() -> anonymous)));
    for (PrimesClientBuilder outsider : outsiders) {
      assertThatThrownBy(outsider::connect).isInstanceOf(PrimesClientException.class);
    }
  }

  private static PrimesClientBuilder thin() {
    return PrimesClient.builder()
        .addresses(requireNonNull(cluster.node(0).cluster().local().thin()))
        .connectTimeout(Duration.ofSeconds(1))
        .requestTimeout(Duration.ofSeconds(5));
  }
}
