package sellaprime.grid.merge;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Addresses as {@code host:port}, and at which of them somebody listens. */
public final class Addresses {
  private static final Logger log = LoggerFactory.getLogger(Addresses.class);

  private Addresses() {}

  /**
   * Each address of {@code list} for itself, {@code host:47500..47509} being ten, and a host by all
   * its numbers, as the name of a headless service has one for each node; without those whose host
   * cannot be found at the moment.
   */
  public static List<String> expand(List<String> list) {
    Set<String> all = new LinkedHashSet<>();
    for (String entry : list) {
      int colon = entry.lastIndexOf(':');
      String[] ports = entry.substring(colon + 1).split("\\.\\.", -1);
      int first = Integer.parseInt(ports[0]);
      int last = Integer.parseInt(ports[ports.length - 1]);
      for (InetAddress host : hosts(entry.substring(0, colon))) {
        for (int port = first; port <= last; port++) {
          all.add(host.getHostAddress() + ":" + port);
        }
      }
    }
    return List.copyOf(all);
  }

  private static List<InetAddress> hosts(String name) {
    try {
      return List.of(InetAddress.getAllByName(name));
    } catch (UnknownHostException e) {
      log.debug("{} is not to be found", name, e);
      return List.of();
    }
  }

  /**
   * Those of {@code list} that accept a connection within {@code patience}, in its order. All are
   * tried at the same time; nothing is sent. Blocks for {@code patience} at most.
   */
  public static List<String> listening(List<String> list, Duration patience) {
    Map<SelectionKey, String> pending = new LinkedHashMap<>();
    Set<String> there = new HashSet<>();
    try (Selector selector = Selector.open()) {
      for (String address : list) {
        connect(selector, address, pending, there);
      }
      long deadline = System.nanoTime() + patience.toNanos();
      while (!pending.isEmpty()) {
        long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        if (left <= 0) {
          break;
        }
        selector.select(left);
        for (SelectionKey key : selector.selectedKeys()) {
          finish(key, pending, there);
        }
        selector.selectedKeys().clear();
      }
      for (SelectionKey key : pending.keySet()) {
        key.channel().close();
      }
    } catch (IOException e) {
      log.warn("Other nodes could not be looked for", e);
    }
    return list.stream().filter(there::contains).distinct().toList();
  }

  private static void connect(
      Selector selector, String address, Map<SelectionKey, String> pending, Set<String> there)
      throws IOException {
    int colon = address.lastIndexOf(':');
    SocketChannel channel = SocketChannel.open();
    channel.configureBlocking(false);
    try {
      InetSocketAddress target =
          new InetSocketAddress(
              address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
      if (!target.isUnresolved()) {
        if (!channel.connect(target)) {
          pending.put(channel.register(selector, SelectionKey.OP_CONNECT), address);
          return;
        }
        there.add(address);
      }
    } catch (IOException e) {
      log.debug("Nobody at {}", address, e); // refused at once, or no way there
    }
    channel.close();
  }

  private static void finish(SelectionKey key, Map<SelectionKey, String> pending, Set<String> there)
      throws IOException {
    String address = pending.remove(key);
    try (SocketChannel channel = (SocketChannel) key.channel()) {
      if (channel.finishConnect() && address != null) {
        there.add(address);
      }
    } catch (IOException e) {
      log.debug("Nobody at {}", address, e);
    }
  }
}
