package sellaprime.grid.merge;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
   * Each address of {@code list} for itself, {@code host:47500..47509} being ten, with the host as
   * number; without those whose host cannot be found at the moment.
   */
  static List<String> expand(List<String> list) {
    List<String> all = new ArrayList<>();
    for (String entry : list) {
      int colon = entry.lastIndexOf(':');
      String[] ports = entry.substring(colon + 1).split("\\.\\.", -1);
      int last = Integer.parseInt(ports[ports.length - 1]);
      for (int port = Integer.parseInt(ports[0]); port <= last; port++) {
        InetSocketAddress address = new InetSocketAddress(entry.substring(0, colon), port);
        if (!address.isUnresolved()) {
          all.add(address.getAddress().getHostAddress() + ":" + port);
        }
      }
    }
    return all;
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
