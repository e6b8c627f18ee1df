package sellaprime.grid;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Which ports will do: one exactly, the first free one of a row, or any free one. Ignite itself
 * does not know "port 0".
 *
 * @param from the first port that will do
 * @param to the last one
 */
public record PortChoice(int from, int to) {
  /**
   * Any free port. Below the range from which systems take the ports of outgoing connections, so
   * that none of those snatches it before it is bound.
   */
  public static final PortChoice ANY_FREE = new PortChoice(20_000, 31_999);

  private static final int ROW = 100;

  /** {@code port} and no other; 0 is {@link #ANY_FREE}. */
  public static PortChoice exactly(int port) {
    return port == 0 ? ANY_FREE : new PortChoice(port, port);
  }

  /** The first free port from {@code port} on, a hundred at most. */
  public static PortChoice firstFreeFrom(int port) {
    return new PortChoice(port, port + ROW - 1);
  }

  /** Returns true if no other port will do. */
  public boolean isExact() {
    return from == to;
  }

  /**
   * A port on which nobody listens at {@code host} just now.
   *
   * @throws StartException if none is free
   */
  public int choose(String host) {
    if (isExact()) {
      return from;
    }
    int ports = to - from + 1;
    int start = equals(ANY_FREE) ? ThreadLocalRandom.current().nextInt(ports) : 0;
    for (int i = 0; i < ports; i++) {
      int port = from + (start + i) % ports;
      if (isFree(host, port)) {
        return port;
      }
    }
    throw new StartException(
        "no free port from "
            + from
            + " to "
            + to
            + " at "
            + host
            + "; is that an address of this machine?",
        null);
  }

  private static boolean isFree(String host, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
