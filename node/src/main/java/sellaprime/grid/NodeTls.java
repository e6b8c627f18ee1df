package sellaprime.grid;

import java.io.IOException;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.apache.ignite.configuration.ClientConnectorConfiguration;
import org.apache.ignite.configuration.IgniteConfiguration;
import sellaprime.client.TlsFiles;

/**
 * TLS at the ports of a node, both sides of each with a certificate: discovery and communication
 * want one of the nodes' authority, the thin-client port one of the callers'.
 *
 * @param nodes this node among nodes
 * @param callers this node as its callers see it; HTTPS uses the same
 */
public record NodeTls(SSLContext nodes, SSLContext callers) {
  /**
   * Reads the files of {@link TlsFiles} in {@code directory}.
   *
   * @throws IOException if one cannot be read or used; the message is a sentence that names it
   */
  public static NodeTls read(Path directory) throws IOException {
    return new NodeTls(
        TlsFiles.identified(directory, TlsFiles.NODES_CA),
        TlsFiles.identified(directory, TlsFiles.CALLERS_CA));
  }

  /** Whatever the Spring XML says of TLS, this goes. */
  void applyTo(IgniteConfiguration configuration) {
    configuration.setSslContextFactory(() -> nodes);
    ClientConnectorConfiguration thin = configuration.getClientConnectorConfiguration();
    if (thin != null) {
      thin.setSslEnabled(true)
          .setSslClientAuth(true)
          .setUseIgniteSslContextFactory(false)
          .setSslContextFactory(() -> callers);
    }
  }
}
