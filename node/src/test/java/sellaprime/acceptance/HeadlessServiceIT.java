package sellaprime.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sellaprime.testkit.Command;
import sellaprime.testkit.ProcessCluster;
import sellaprime.testkit.ProcessNode;

/**
 * Nodes that are told of each other by one name with an address for each, as that of a headless
 * service of Kubernetes, and by the environment alone.
 */
class HeadlessServiceIT {
  @Test
  void nodesThatJoinANameFindAllItsAddresses(@TempDir Path temp) throws Exception {
    Path hosts = temp.resolve("hosts");
    StringBuilder names = new StringBuilder("127.0.0.1 localhost\n");
    // The first address is nobody's: it is not enough to look there.
    for (int i : new int[] {9, 3, 2, 1}) {
      names.append("127.0.0.").append(i).append(" nodes.test\n");
    }
    Files.writeString(hosts, names);
    String port = freePort();
    List<ProcessNode> nodes = new ArrayList<>();
    try {
      for (int i = 1; i <= 3; i++) {
        nodes.add(start(i, port, hosts, temp));
      }
      Command.Result status = Command.sellaprime("status", "--connect", nodes.get(0).http()).run();
      assertThat(status.out()).contains("\n3 nodes, ");
    } finally {
      nodes.forEach(ProcessNode::kill);
    }
  }

  private static ProcessNode start(int i, String port, Path hosts, Path temp) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            ProcessCluster.ROOT.resolve("sellaprime").toAbsolutePath().toString(), "serve");
    var environment = builder.environment();
    environment.put("SELLAPRIME_NAME", "headless-" + i);
    environment.put("SELLAPRIME_HOST", "127.0.0." + i);
    environment.put("SELLAPRIME_HTTP_PORT", "0");
    environment.put("SELLAPRIME_THIN_PORT", "0");
    environment.put("SELLAPRIME_DISCOVERY_PORT", port);
    environment.put("SELLAPRIME_JOIN", "nodes.test:" + port);
    environment.put("SELLAPRIME_WORKERS", "1");
    environment.put("SELLAPRIME_LOG_FILE", temp.resolve(i + ".log").toString());
    environment.put("SELLAPRIME_JAVA_OPTS", "-Xmx512m -Djdk.net.hosts.file=" + hosts);
    builder.redirectError(temp.resolve(i + ".err").toFile());
    return ProcessNode.await(builder.start(), HttpClient.newHttpClient());
  }

  /** At 127.0.0.1, and most likely at its neighbours. */
  private static String freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return String.valueOf(socket.getLocalPort());
    }
  }
}
