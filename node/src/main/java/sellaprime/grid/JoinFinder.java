package sellaprime.grid;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.ignite.spi.discovery.tcp.ipfinder.TcpDiscoveryIpFinderAdapter;
import sellaprime.grid.merge.Addresses;

/**
 * Where Ignite looks for nodes to join: the join list, looked up anew each time it asks, and a host
 * with several numbers at each of them. Ignite's {@code TcpDiscoveryVmIpFinder} takes only the
 * first number of a name that has a port. What cannot be found at the moment is left out.
 */
public final class JoinFinder extends TcpDiscoveryIpFinderAdapter {
  private volatile List<String> addresses = List.of();

  /**
   * {@code HOST:PORT} or {@code HOST:FIRST..LAST}; set by Spring, and at a tester whenever keepers
   * come or go.
   */
  public void setAddresses(List<String> addresses) {
    this.addresses = List.copyOf(addresses);
  }

  @Override
  public Collection<InetSocketAddress> getRegisteredAddresses() {
    List<InetSocketAddress> found = new ArrayList<>();
    for (String address : Addresses.expand(addresses)) {
      int colon = address.lastIndexOf(':');
      found.add(
          new InetSocketAddress(
              address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))));
    }
    return found;
  }

  /** Nothing: each node has its list, and shares it with nobody. */
  @Override
  public void registerAddresses(Collection<InetSocketAddress> others) {}

  /** Nothing, either. */
  @Override
  public void unregisterAddresses(Collection<InetSocketAddress> others) {}
}
