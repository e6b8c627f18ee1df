package sellaprime.grid.merge;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCluster;
import org.apache.ignite.IgniteEvents;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.events.DiscoveryEvent;
import org.apache.ignite.events.Event;
import org.apache.ignite.events.EventType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sellaprime.grid.recovery.Steady;

/**
 * Looks for the other half of this node's cluster, if there was a split, and says so if this half
 * is the one to go over. See the package for the whole.
 *
 * <p>{@link #close} may be called twice, and from the listener.
 */
public final class MergeWatch implements AutoCloseable {
  /** Time between two looks, in milliseconds. */
  static final long PERIOD_MS = 2_000;

  private static final Logger log = LoggerFactory.getLogger(MergeWatch.class);
  private static final Duration CONNECT = Duration.ofMillis(800);

  /** How many looks after a change of nodes tell the identity again. */
  private static final int SAYS = 15;

  /** A gap in our own time, beyond which the others may have taken us for dead. */
  private static final long FROZEN_NANOS = TimeUnit.MILLISECONDS.toNanos(PERIOD_MS + 2_500);

  /** Looks to skip where the other half was that comes over to us, or a half-started node. */
  private static final int SOON = 2;

  /** Looks to skip where there was a stranger. */
  private static final int LATER = 30;

  private final IgniteEvents events;
  private final IgniteCluster cluster;
  private volatile UUID identity; // as last known
  private long saidVersion = -1;
  private int saysLeft;
  private final KnownPeers peers;
  private final Lookout lookout;
  private final Consumer<Half> goOver;
  private final Map<String, Integer> skips = new HashMap<>(); // of the watch's thread
  private long lastTick = System.nanoTime();
  private volatile boolean closed;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread watch = new Thread(task, "sellaprime-merge");
            watch.setDaemon(true);
            return watch;
          });

  /**
   * A watch over the cluster that {@code ignite} is in.
   *
   * @param proposed its identity, if it has none yet
   * @param goOver called with the half that this node is to go over to, again and again until it is
   *     gone; it must not block
   */
  public MergeWatch(
      Ignite ignite, UUID proposed, KnownPeers peers, Lookout lookout, Consumer<Half> goOver) {
    this.events = ignite.events();
    this.cluster = ignite.cluster();
    this.identity = proposed;
    this.peers = peers;
    this.lookout = lookout;
    this.goOver = goOver;
  }

  /** Begins to look. */
  public void start() {
    events.localListen(this::noteVisitor, EventType.EVT_NODE_JOINED);
    Steady tick =
        new Steady(
            log, "The other half could not be looked for; each next look tries again", this::tick);
    thread.scheduleWithFixedDelay(tick, 0, PERIOD_MS, TimeUnit.MILLISECONDS);
  }

  private boolean noteVisitor(Event event) {
    ClusterNode node = ((DiscoveryEvent) event).eventNode();
    if (node.isClient()) {
      peers.see(ClientLookout.origin(node, identity));
    }
    return !closed;
  }

  private void tick() {
    try {
      noticePause();
      look();
    } catch (RuntimeException e) {
      if (!closed) {
        throw e;
      } // else no wonder, as Ignite may have stopped
    } finally {
      lastTick = System.nanoTime(); // looking takes its time, too
    }
  }

  private void noticePause() {
    long gap = System.nanoTime() - lastTick;
    if (gap > FROZEN_NANOS) {
      log.warn(
          "This node stood still for {} s; the others may have taken it for dead",
          TimeUnit.NANOSECONDS.toSeconds(gap));
      skips.clear();
    }
  }

  /** For a while after each change of nodes: see {@link ClusterTag#say}. */
  private void sayWhoWeAre() {
    UUID known = ClusterTag.of(cluster);
    identity = known == null ? identity : known;
    long version = cluster.topologyVersion();
    if (version != saidVersion) {
      saidVersion = version;
      saysLeft = SAYS;
    }
    if (saysLeft > 0) {
      saysLeft--;
      ClusterTag.say(cluster, identity);
    }
  }

  private void look() {
    sayWhoWeAre();
    Half own = Half.of(cluster);
    if (own == null) {
      return;
    }
    peers.see(own.addresses());
    skips.keySet().removeAll(own.addresses()); // should they be lost again, they are news
    if (ClusterTag.isOldest(cluster)) {
      Half other = find(own);
      if (other != null && !closed) {
        log.warn(
            "This half of the cluster, of {} nodes, goes over to the other, of {}",
            own.nodes().size(),
            other.nodes().size());
        goOver.accept(other);
      }
    }
  }

  /** The other half that this one goes over to, or null. */
  private @Nullable Half find(Half own) {
    Set<String> seen = new HashSet<>(own.addresses());
    List<String> candidates =
        peers.all().stream().filter(a -> !seen.contains(a) && !isSkipped(a)).toList();
    for (String address : Addresses.listening(candidates, CONNECT)) {
      if (closed || seen.contains(address)) {
        continue;
      }
      Half other = lookout.look(address, own);
      if (other == null) {
        skips.put(address, SOON);
        continue;
      }
      seen.addAll(other.addresses());
      if (!own.isSplitFrom(other)) {
        if (!own.cluster().equals(other.cluster())) {
          log.info("At {} is another cluster", address);
        } // else one of us that has just joined, or by another name
        skips.put(address, LATER);
      } else if (isForUsToGo(other)) {
        return other;
      } else {
        log.info("At {} is a smaller or younger half of this cluster; it will come over", address);
        other.addresses().forEach(peer -> skips.put(peer, SOON));
      }
    }
    return null;
  }

  /** Judged by who is here now: a look takes its time. */
  private boolean isForUsToGo(Half other) {
    Half own = Half.of(cluster);
    return own != null && own.isSplitFrom(other) && own.yieldsTo(other);
  }

  private boolean isSkipped(String address) {
    Integer left = skips.computeIfPresent(address, (key, n) -> n == 1 ? null : n - 1);
    return left != null;
  }

  @Override
  public void close() {
    closed = true;
    thread.shutdown(); // not interrupted: it may be in the middle of starting a client node
    try {
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
        log.warn("The look for the other half is still under way; leaving without it");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
