package sellaprime.grid;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds ports for "port 0", which Ignite does not know. Looks below the range from which systems
 * take the ports of outgoing connections, so that none of those snatches it before it is bound.
 */
final class FreePorts {
  private static final int FROM = 20_000;
  private static final int TO = 32_000;
  private static final int TRIES = 200;

  private FreePorts() {}

  /** A port on which nobody listens at {@code host} just now. */
  static int find(String host) {
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(FROM, TO);
      try (ServerSocket socket = new ServerSocket()) {
        socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        return port;
      } catch (IOException e) {
        // Taken: try another.
      }
    }
    throw new StartException(
        "no free port found at " + host + "; is that an address of this machine?", null);
  }
}
