package sellaprime.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import sellaprime.access.ApiKeys;
import sellaprime.grid.NodeTls;
import sellaprime.rest.Doors;

/** The options of {@code serve} about who may come in. */
final class DoorOptions {
  @Option(
      names = "--tls",
      paramLabel = "DIR",
      description =
          "TLS at all ports, with the PEM files in DIR ('sellaprime ca' makes them). Nodes and thin"
              + " clients need a certificate, REST callers one or a key.")
  private @Nullable Path tls;

  @Option(
      names = "--keys",
      paramLabel = "FILE",
      description = "REST callers need one of these API keys ('sellaprime keys' makes them).")
  private @Nullable Path keys;

  @Option(
      names = "--insecure",
      fallbackValue = "true",
      description = "Listen at a --host other than loopback without TLS: trust its network.")
  private boolean insecure;

  /** What the options open, and what they do not. */
  record Opened(@Nullable NodeTls tls, Doors http) {}

  /**
   * Checks the options and reads the files that they name.
   *
   * @throws UsageException if {@code host} asks for more than they give
   */
  Opened open(String host) {
    if (tls != null && insecure) {
      throw new UsageException("--tls and --insecure exclude each other");
    }
    if (tls == null && !insecure && !isLoopback(host)) {
      throw new UsageException(
          "--host "
              + host
              + " can be reached from other machines: give it --tls DIR ('sellaprime ca create'"
              + " makes one), or say --insecure if you trust everybody on that network");
    }
    try {
      NodeTls node = tls == null ? null : NodeTls.read(tls);
      ApiKeys known = keys == null ? null : ApiKeys.open(keys);
      return new Opened(node, new Doors(node == null ? null : node.callers(), known));
    } catch (IOException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return Stream.of(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
    } catch (UnknownHostException e) {
      throw new UsageException("--host " + host + " is no host that can be found");
    }
  }
}
