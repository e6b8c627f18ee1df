package sellaprime.grid;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sellaprime.grid.jobs.CarriedJobs;
import sellaprime.grid.merge.Addresses;
import sellaprime.grid.merge.ClientLookout;
import sellaprime.grid.merge.ClusterTag;
import sellaprime.grid.merge.Half;
import sellaprime.grid.merge.KnownPeers;
import sellaprime.grid.merge.MergeWatch;
import sellaprime.grid.observe.GridObserver;
import sellaprime.grid.tester.NumberTest;
import sellaprime.grid.tester.TestHooks;

/**
 * A node that comes back: when it was cut off from its cluster, or is in the half of a split that
 * goes over to the other, a new {@link GridNode} takes the place of the old one, in the same
 * process, under the same name, at the same ports, with the jobs that the old one had.
 *
 * <p><b>Guarantees.</b> What the old one had accepted is in the cluster before the new one takes
 * work. If it cannot start, it is tried again with the same jobs, {@value #MAX_TRIES} times over
 * some minutes; only then {@code onLost} runs. A node that breaks (a full disk, a bug in Ignite) is
 * not started again: that is for whoever supervises the process.
 *
 * <p><b>Thread.</b> All of that happens in a thread of its own. {@link #leave} and {@link #close}
 * wait for a change that is under way.
 */
public final class RejoiningNode implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RejoiningNode.class);
  private static final int MAX_TRIES = 20;
  private static final long MAX_PAUSE_MS = 15_000;
  private static final Duration CONNECT = Duration.ofSeconds(1);

  private final GridSettings settings;
  private final @Nullable NodeTls tls;
  private final NumberTest test;
  private final Clock clock;
  private final GridObserver observer;
  private final KnownPeers peers;
  private final Consumer<GridNode> onNode;
  private final Runnable onLost;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread rejoiner = new Thread(task, "sellaprime-rejoin");
            rejoiner.setDaemon(true);
            return rejoiner;
          });

  private UUID identity; // of the cluster, if this node is its first
  private volatile GridNode node;
  private MergeWatch watch;
  private final CountDownLatch leaving = new CountDownLatch(1);

  /**
   * Starts a node that tests numbers with the engine.
   *
   * @param observer hears of what happens in all of them
   * @param onNode called with the first node and with each that takes its place, when it takes work
   * @param onLost called when there is none any more, for good; it must be brief
   * @throws StartException if the first one cannot start
   */
  public static RejoiningNode start(
      GridSettings settings,
      @Nullable NodeTls tls,
      GridObserver observer,
      Consumer<GridNode> onNode,
      Runnable onLost) {
    NumberTest engine = TestHooks.around(NumberTest.primality(settings.limits()));
    return start(settings, tls, engine, UUID.randomUUID(), observer, onNode, onLost);
  }

  /** As above; {@code identity} is for the cluster, if this node is the first in it. */
  static RejoiningNode start(
      GridSettings settings,
      @Nullable NodeTls tls,
      NumberTest test,
      UUID identity,
      GridObserver observer,
      Consumer<GridNode> onNode,
      Runnable onLost) {
    Clock clock = Clock.systemUTC();
    GridNode first = GridNode.start(settings, tls, test, clock, observer, true, null);
    return new RejoiningNode(settings, tls, test, clock, observer, identity, first, onNode, onLost);
  }

  private RejoiningNode(
      GridSettings settings,
      @Nullable NodeTls tls,
      NumberTest test,
      Clock clock,
      GridObserver observer,
      UUID identity,
      GridNode first,
      Consumer<GridNode> onNode,
      Runnable onLost) {
    this.settings = settings;
    this.tls = tls;
    this.test = test;
    this.clock = clock;
    this.observer = observer;
    UUID agreed = first.identity();
    this.identity = agreed == null ? identity : agreed;
    this.peers = new KnownPeers(settings.join());
    this.onNode = onNode;
    this.onLost = onLost;
    this.node = first;
    this.watch = watch(first);
    open(first);
  }

  private MergeWatch watch(GridNode fresh) {
    return new MergeWatch(
        fresh.ignite(),
        identity,
        peers,
        new ClientLookout(() -> IgniteStarter.clientConfiguration(settings, tls)),
        other -> later(() -> goOver(fresh, other)));
  }

  private void open(GridNode fresh) {
    onNode.accept(fresh);
    fresh.onStopped(onLost);
    fresh.onCutOff(() -> later(() -> comeBack(fresh)));
    watch.start();
  }

  private void later(Runnable change) {
    try {
      thread.execute(change);
    } catch (RejectedExecutionException e) {
      log.debug("Leaving already");
    }
  }

  /** The node at work now. */
  public GridNode node() {
    return node;
  }

  /** As if {@code old} were cut off. */
  void comeBack(GridNode old) {
    replace(old, List.of());
  }

  private void goOver(GridNode old, Half other) {
    replace(old, other.addresses());
  }

  /** Puts a new node in the place of {@code old}, among {@code others} or whoever is there. */
  private synchronized void replace(GridNode old, List<String> others) {
    if (old != node || isLeaving()) {
      return; // told twice
    }
    long begin = System.nanoTime();
    try (CarriedJobs carried = new CarriedJobs(settings.workDirectory())) {
      UUID known = ClusterTag.of(old.ignite().cluster());
      identity = known == null ? identity : known;
      old.stopAndCarry(carried);
      watch.close();
      GridNode fresh = restart(old, others, carried);
      if (fresh == null) {
        lost();
        return;
      }
      node = fresh;
      watch = watch(fresh);
      open(fresh);
      log.info(
          "Node {} is back after {} ms", settings.name(), (System.nanoTime() - begin) / 1_000_000);
    } catch (IOException | UncheckedIOException e) {
      log.error("The jobs of node {} could not be taken along", settings.name(), e);
      if (old.isCutOff()) {
        lost();
      } // else it is as it was, and tries again when the watch finds the other half again
    }
  }

  private void lost() {
    if (!isLeaving()) {
      onLost.run();
    }
  }

  private @Nullable GridNode restart(GridNode old, List<String> others, CarriedJobs carried) {
    for (int tries = 1; tries <= MAX_TRIES; tries++) {
      List<String> there = Addresses.listening(others, CONNECT);
      if (there.isEmpty()) {
        there = Addresses.listening(peers.all(), CONNECT);
      }
      try {
        return GridNode.start(
            settings.again(there, old.discoveryPort(), old.thinPort()),
            tls,
            test,
            clock,
            observer,
            true,
            carried);
      } catch (StartException e) {
        log.warn("Node {} is not back yet: {}", settings.name(), e.getMessage());
        if (!pause(tries)) {
          break;
        }
      }
    }
    return null;
  }

  private boolean isLeaving() {
    return leaving.getCount() == 0;
  }

  /** Returns false if it was cut short, because this node is told to leave. */
  private boolean pause(int tries) {
    try {
      return !leaving.await(
          Math.min(MAX_PAUSE_MS, 500L << Math.min(tries, 6)), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** {@link GridNode#leave} of the node at work, after a change that is under way. */
  public void leave(Duration patience) {
    stop(() -> node.leave(patience));
  }

  @Override
  public void close() {
    stop(() -> node.close());
  }

  private void stop(Runnable last) {
    leaving.countDown();
    thread.shutdown();
    synchronized (this) {
      watch.close();
      last.run();
    }
  }
}
