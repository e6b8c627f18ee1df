package sellaprime.rest;

import java.net.InetSocketAddress;
import org.eclipse.jetty.server.Request;
import sellaprime.access.Caller;
import sellaprime.grid.gateway.CallerId;

/**
 * Whose share a request counts against: that of the API key or certificate it came with, else that
 * of the address it came from. Behind a proxy without keys all callers have the proxy's: a header
 * such as X-Forwarded-For is not believed, since any caller can write one.
 */
final class Callers {
  private static final String ATTRIBUTE = "sellaprime.caller";

  private Callers() {}

  /** Notes who has shown a key or a certificate. */
  static void note(Request request, Caller caller) {
    request.setAttribute(ATTRIBUTE, caller);
  }

  static long of(Request request) {
    if (request.getAttribute(ATTRIBUTE) instanceof Caller caller) {
      return CallerId.ofName(caller.name());
    }
    return request.getConnectionMetaData().getRemoteSocketAddress()
            instanceof InetSocketAddress remote
        ? CallerId.ofAddress(remote.getAddress())
        : CallerId.OWN;
  }
}
