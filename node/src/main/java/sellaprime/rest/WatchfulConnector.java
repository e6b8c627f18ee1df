package sellaprime.rest;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.Map;
import jdk.net.ExtendedSocketOptions;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the operating system ask every peer that says nothing whether it is still there. So one whose
 * machine has lost its power or its network is found within some two minutes, also while it is we
 * who have nothing to say.
 */
final class WatchfulConnector extends ServerConnector {
  private static final Logger log = LoggerFactory.getLogger(WatchfulConnector.class);

  /** Asked after a minute, and then every 15 s; gone at the fourth without a reply. */
  private static final Map<SocketOption<Integer>, Integer> PACE =
      Map.of(
          ExtendedSocketOptions.TCP_KEEPIDLE, 60,
          ExtendedSocketOptions.TCP_KEEPINTERVAL, 15,
          ExtendedSocketOptions.TCP_KEEPCOUNT, 4);

  WatchfulConnector(Server server, ConnectionFactory... protocols) {
    super(server, 1, 1, protocols);
  }

  @Override
  protected void configure(Socket socket) {
    super.configure(socket);
    try {
      socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
      for (Map.Entry<SocketOption<Integer>, Integer> option : PACE.entrySet()) {
        if (socket.supportedOptions().contains(option.getKey())) {
          socket.setOption(option.getKey(), option.getValue());
        }
      }
    } catch (IOException e) {
      log.debug("A peer is not looked after", e); // it may be gone already
    }
  }
}
