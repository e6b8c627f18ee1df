package sellaprime.grid;

import java.io.IOException;
import java.nio.file.Path;
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
import org.apache.ignite.IgniteCluster;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sellaprime.grid.jobs.CarriedJobs;
import sellaprime.grid.merge.Addresses;
import sellaprime.grid.merge.ClientLookout;
import sellaprime.grid.merge.ClusterTag;
import sellaprime.grid.merge.Half;
import sellaprime.grid.merge.KnownPeers;
import sellaprime.grid.merge.Lookout;
import sellaprime.grid.merge.MergeWatch;
import sellaprime.grid.merge.WayBack;
import sellaprime.grid.observe.GridObserver;
import sellaprime.grid.tester.NumberTest;
import sellaprime.grid.tester.TestHooks;

/**
 * A node that comes back: when it was cut off from its cluster, or is in the half of a split that
 * goes over to the other, a new {@link GridNode} takes the place of the old one, in the same
 * process, under the same name, at the same ports, with the jobs that the old one had.
 *
 * <p><b>Guarantees.</b> What the old one had accepted is in the cluster before the new one takes
 * work. It joins nodes of its own cluster only. If it cannot start, it is tried again with the same
 * jobs, {@value #MAX_TRIES} times over some minutes; only then {@code onLost} runs, and the jobs
 * stay in a file, which {@link #kept} names. Who is told to leave meanwhile goes on trying for as
 * long as leaving may take. A node that breaks (a full disk, a bug in Ignite) is not started again:
 * that is for whoever supervises the process.
 *
 * <p><b>Thread.</b> All of that happens in a thread of its own. {@link #leave} and {@link #close}
 * wait for a change that is under way.
 */
public final class RejoiningNode implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RejoiningNode.class);
  private static final int MAX_TRIES = 20;
  private static final long MAX_PAUSE_MS = 15_000;
  private static final long LEAVING_PAUSE_MS = 500;
  private static final Duration CONNECT = Duration.ofSeconds(1);

  private final GridSettings settings;
  private final Starter starter;
  private final Lookout lookout;
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
  private volatile long tryUntil; // by System.nanoTime, once it is leaving
  private volatile @Nullable Path kept;
  private volatile boolean isPackLost;

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
    Starter starter =
        (run, carried) -> GridNode.start(run, tls, test, clock, observer, true, carried);
    return startBy(settings, tls, starter, identity, onNode, onLost);
  }

  /** How a run of the node begins, with the jobs that it brings, if there was a run before. */
  @FunctionalInterface
  interface Starter {
    GridNode start(GridSettings settings, @Nullable CarriedJobs carried);
  }

  /** As above, with each run started by {@code starter}. */
  static RejoiningNode startBy(
      GridSettings settings,
      @Nullable NodeTls tls,
      Starter starter,
      UUID identity,
      Consumer<GridNode> onNode,
      Runnable onLost) {
    Lookout lookout = new ClientLookout(() -> IgniteStarter.clientConfiguration(settings, tls));
    GridNode first = starter.start(settings, null);
    return new RejoiningNode(settings, starter, lookout, identity, first, onNode, onLost);
  }

  private RejoiningNode(
      GridSettings settings,
      Starter starter,
      Lookout lookout,
      UUID identity,
      GridNode first,
      Consumer<GridNode> onNode,
      Runnable onLost) {
    this.settings = settings;
    this.starter = starter;
    this.lookout = lookout;
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
        fresh.ignite(), identity, peers, lookout, other -> later(() -> goOver(fresh, other)));
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
    CarriedJobs carried = new CarriedJobs(settings.workDirectory());
    Half own;
    try {
      IgniteCluster cluster = old.ignite().cluster();
      UUID known = ClusterTag.of(cluster);
      identity = known == null ? identity : known;
      own = Half.alone(identity, cluster.localNode());
      pack(old, carried);
    } catch (IOException | RuntimeException | Error e) {
      log.error("The jobs of node {} could not be taken along", settings.name(), e);
      forget(carried);
      if (old.isCutOff() || old.isClosed()) {
        isPackLost = true;
        lost();
      } // else it is as it was, and tries again when the watch finds the other half again
      return;
    }
    if (takePlace(old, others, own, carried)) {
      forget(carried);
      log.info(
          "Node {} is back after {} ms", settings.name(), (System.nanoTime() - begin) / 1_000_000);
    } else {
      keep(carried);
      lost();
    }
  }

  /**
   * Has {@code old} stop, with its jobs in {@code carried}. One that was cut off is of no more use
   * as it is: if there is no room for its jobs, it waits for some.
   */
  private void pack(GridNode old, CarriedJobs carried) throws IOException {
    for (int tries = 1; ; tries++) {
      try {
        old.stopAndCarry(carried);
        return;
      } catch (IOException e) {
        if (!old.isCutOff() || old.isClosed() || tries == MAX_TRIES) {
          throw e;
        }
        log.warn("The jobs of node {} find no room yet: {}", settings.name(), e.toString());
        if (!pause(tries)) {
          throw e;
        }
      }
    }
  }

  /** Returns false if there is no node any more: {@code old} has stopped, and none took over. */
  private boolean takePlace(GridNode old, List<String> others, Half own, CarriedJobs carried) {
    GridNode fresh = null;
    try {
      watch.close();
      fresh = restart(old, others, own, carried);
      if (fresh == null) {
        return false;
      }
      node = fresh;
      watch = watch(fresh);
      open(fresh);
      return true;
    } catch (RuntimeException | Error e) {
      log.error("Node {} cannot come back", settings.name(), e);
      if (fresh != null) {
        fresh.close();
      }
      return false;
    }
  }

  private void forget(CarriedJobs carried) {
    try {
      carried.close();
    } catch (IOException e) {
      log.warn("A file of jobs is of no more use, and could not be removed", e);
    }
  }

  private void keep(CarriedJobs carried) {
    try {
      kept = carried.keep();
    } catch (IOException e) {
      kept = carried.file();
      log.error("Some of the jobs of node {} could not be kept", settings.name(), e);
    }
    Path file = kept;
    if (file != null) {
      log.error("The jobs that node {} could not bring back stay in {}", settings.name(), file);
    } // else they are in its own store
  }

  private void lost() {
    if (!isLeaving()) {
      onLost.run();
    }
  }

  /** A new node, or null; whatever is wrong, it is tried again. */
  private @Nullable GridNode restart(
      GridNode old, List<String> others, Half own, CarriedJobs carried) {
    for (int tries = 1; tries <= MAX_TRIES; tries++) {
      try {
        List<String> there = tries == 1 ? Addresses.listening(others, CONNECT) : List.of();
        if (there.isEmpty()) { // where somebody was, somebody else may be by now
          there = WayBack.among(Addresses.listening(peers.all(), CONNECT), own, lookout);
        }
        return starter.start(settings.again(there, old.discoveryPort(), old.thinPort()), carried);
      } catch (RuntimeException e) {
        log.warn(
            "Node {} is not back yet: {}",
            settings.name(),
            e instanceof StartException ? e.getMessage() : e.toString());
        log.debug("because", e);
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

  /** Returns false if there is no more time, since this node is told to leave. */
  private boolean pause(int tries) {
    long millis = Math.min(MAX_PAUSE_MS, 500L << Math.min(tries, 6));
    try {
      if (!isLeaving()) {
        boolean told = leaving.await(millis, TimeUnit.MILLISECONDS);
        return !told || tryUntil - System.nanoTime() > 0; // then at once
      }
      long left = TimeUnit.NANOSECONDS.toMillis(tryUntil - System.nanoTime());
      TimeUnit.MILLISECONDS.sleep(Math.min(LEAVING_PAUSE_MS, left)); // there is no signal
      return tryUntil - System.nanoTime() > 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * {@link GridNode#leave} of the node at work. A change that is under way is waited for: it is
   * tried for {@code patience}, and {@link #kept} tells of what is left then.
   */
  public void leave(Duration patience) {
    stop(patience, () -> node.leave(patience));
  }

  /** The file of jobs that this node could not bring back, or null if it has left none. */
  public @Nullable Path kept() {
    return kept;
  }

  /** Returns true if jobs of this node are left: in a file, or, if there was no room, nowhere. */
  public boolean hasLeftJobs() {
    return isPackLost || kept != null;
  }

  @Override
  public void close() {
    stop(Duration.ZERO, () -> node.close());
  }

  private void stop(Duration patience, Runnable last) {
    if (!isLeaving()) {
      tryUntil = System.nanoTime() + patience.toNanos();
    }
    leaving.countDown();
    thread.shutdown();
    synchronized (this) {
      watch.close();
      last.run();
    }
  }
}
