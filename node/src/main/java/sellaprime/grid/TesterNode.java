package sellaprime.grid;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteState;
import org.apache.ignite.Ignition;
import org.apache.ignite.IgnitionListener;
import org.apache.ignite.events.EventType;
import org.apache.ignite.spi.discovery.tcp.TcpDiscoverySpi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sellaprime.grid.balance.Balancer;
import sellaprime.grid.balance.IgniteMembership;
import sellaprime.grid.balance.LiveTesters;
import sellaprime.grid.chunk.ChunkWork;
import sellaprime.grid.jobs.IgniteJobStore;
import sellaprime.grid.jobs.KnownAnswers;
import sellaprime.grid.jobs.RemoteLoads;
import sellaprime.grid.merge.Half;
import sellaprime.grid.merge.KnownPeers;
import sellaprime.grid.observe.GridObserver;
import sellaprime.grid.recovery.CopyCheck;
import sellaprime.grid.recovery.Sweeper;
import sellaprime.grid.tester.EngineWork;
import sellaprime.grid.tester.NumberTest;
import sellaprime.grid.tester.Tester;
import sellaprime.grid.tester.TesterHost;
import sellaprime.primality.input.InputLimits;

/**
 * A node that tests and keeps no jobs (role {@code tester}): processor time for a cluster whose
 * keepers are enough for safety. Its work comes by a continuous query that the keepers filter, and
 * a job stored costs nothing here.
 *
 * <p>It has no gateway: callers go to the keepers. It is an Ignite client node, so it joins no
 * baseline and no ring, and its death moves no data; the keepers see it die and give its jobs to
 * others, as with any tester.
 *
 * <p><b>What it may miss.</b> It is connected to one keeper; when that dies it goes over to another
 * within some seconds and is still the same node. A change that was on its way then may be lost, so
 * every few sweeps it asks the keepers what it owns. When it finds no keeper in time it is cut off:
 * {@link #onStopped} tells, and it is of no more use. Its jobs are the others' by then.
 *
 * <p>{@link #start} returns when it takes work. {@link #leave} goes in good order, {@link #close}
 * at once; both may be called twice.
 */
final class TesterNode implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TesterNode.class);
  private static final long SWEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(Sweeper.SWEEP_MS);

  private final IgniteStarter.Started started;
  private final Ignite ignite;
  private final String id;
  private final Clock clock;
  private final IgniteMembership membership;
  private final IgniteJobStore store;
  private final KnownAnswers known;
  private final RemoteLoads loads;
  private final TesterHost testers;
  private final Sweeper sweeper;
  private final KnownPeers keepers;
  private final GridObserver observer;
  private long seenVersion = -1; // of the sweeper alone, once it has started
  private long fetchedVersion = -1; // of the sweeper alone, as the next two
  private int fetchesDue;
  private long sweeps;
  private final IgnitionListener stopListener = this::noteStop;
  private final CompletableFuture<@Nullable Void> stopped = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Void> left = new CompletableFuture<>();
  private volatile boolean leaving;
  private boolean closed;

  /**
   * Starts one. Blocks until a keeper lets it in.
   *
   * @param tests the test of numbers, for the limits that the keepers have
   * @param keepers takes note of where keepers are
   * @param observer hears of what happens here
   * @throws StartException if it cannot start, with a message for the user
   */
  static TesterNode start(
      GridSettings settings,
      @Nullable NodeTls tls,
      Function<InputLimits, NumberTest> tests,
      KnownPeers keepers,
      GridObserver observer,
      Clock clock) {
    IgniteStarter.Started started = IgniteStarter.startTester(settings, tls);
    TesterNode node;
    KeeperSettings theirs;
    try {
      theirs = KeeperSettings.of(started.ignite());
      node = new TesterNode(started, theirs.keepOutcomes(), keepers, observer, clock);
    } catch (RuntimeException | Error e) {
      started.close();
      throw e;
    }
    try {
      node.open(settings, theirs.limits(), tests.apply(theirs.limits()));
      return node;
    } catch (RuntimeException | Error e) {
      node.close();
      throw e;
    }
  }

  private TesterNode(
      IgniteStarter.Started started,
      Duration keepOutcomes,
      KnownPeers keepers,
      GridObserver observer,
      Clock clock) {
    this.started = started;
    this.ignite = started.ignite();
    this.id = ignite.cluster().localNode().id().toString();
    this.clock = clock;
    this.membership = new IgniteMembership(ignite);
    this.store = IgniteJobStore.forTester(ignite, keepOutcomes, observer);
    this.known = new KnownAnswers(store, GridNode.KNOWN_CHARS);
    this.keepers = keepers;
    this.observer = observer;
    this.loads = new RemoteLoads(ignite);
    this.testers = started.spring().getBean(TesterHost.class);
    CopyCheck copies = new CopyCheck(store, store.unfinished());
    this.sweeper =
        new Sweeper()
            .add("keep Ignite's timer awake", false, () -> IgniteTimer.nudge(ignite))
            .add("note where keepers are", false, this::noteKeepers)
            .add("fetch what was missed", false, this::fetchMissed)
            .add("offer what the tester missed", false, () -> withTester(Tester::offerMissing))
            .add("compare with the primary copies", false, every(5, copies::look))
            .add("verify the index", false, every(150, store.unfinished()::verify))
            .add("forget who was asked", false, every(5, known::forgetEnded))
            .add(
                "find tests that hang",
                false,
                () -> withTester(tester -> tester.superviseWorkers(SWEEP_NANOS)));
    Ignition.addListener(stopListener);
    ignite.events().localListen(event -> noteCutOff(), EventType.EVT_NODE_SEGMENTED);
  }

  private void open(GridSettings settings, InputLimits limits, NumberTest test) {
    store.onChange(job -> withTester(tester -> tester.note(job)));
    store.onRemoval(job -> withTester(tester -> tester.forget(job)));
    noteKeepers();
    LiveTesters live = new LiveTesters(loads, membership::isAlive);
    sweeper.start();
    testers.open(
        new Tester.Parts(
            id,
            settings.name(),
            false,
            settings.workers(),
            settings.maxJobsPerTester(),
            GridNode.MAX_QUEUED_CHARS,
            store,
            store.unfinished(),
            known,
            loads,
            new Balancer(loads, live),
            new EngineWork(test, new ChunkWork(limits)),
            compound -> log.error("{} is for a keeper to oversee; it stays", compound),
            GridNode.SAVE_EVERY,
            observer,
            clock));
    GridNode.awaitTester(testers, stopped::isDone);
  }

  /**
   * What is missed is missed when keepers come or go: so then, and the time after, as nodes do not
   * all learn of it at once; and now and then in any case. It has a keeper read all jobs it has.
   */
  private void fetchMissed() {
    long now = membership.version();
    if (now != fetchedVersion) {
      fetchedVersion = now;
      fetchesDue = 2;
    }
    boolean due = fetchesDue > 0 && sweeps % 5 == 0;
    if (due || sweeps % 150 == 0) {
      store.unfinished().rescan();
      fetchesDue = Math.max(0, fetchesDue - 1);
    }
    sweeps++;
  }

  /**
   * Where to go when the keeper that it is connected to dies. Ignite would try the join list only,
   * which may name that one alone.
   */
  private void noteKeepers() {
    long version = membership.version();
    if (version == seenVersion) {
      return;
    }
    seenVersion = version;
    List<String> living =
        ignite.cluster().forServers().nodes().stream()
            .map(node -> node.<String>attribute(Half.DISCOVERY))
            .filter(Objects::nonNull)
            .map(Objects::requireNonNull)
            .toList();
    keepers.see(living);
    TcpDiscoverySpi discovery = (TcpDiscoverySpi) ignite.configuration().getDiscoverySpi();
    if (!living.isEmpty() && discovery.getIpFinder() instanceof JoinFinder finder) {
      finder.setAddresses(living);
    }
  }

  private void withTester(Consumer<Tester> action) {
    Tester tester = testers.current();
    if (tester != null) {
      action.accept(tester);
    }
  }

  private static Runnable every(int times, Runnable action) {
    AtomicInteger calls = new AtomicInteger();
    return () -> {
      if (calls.incrementAndGet() % times == 0) {
        action.run();
      }
    };
  }

  /** The id of its Ignite node, with which the ids of its testers begin. */
  String id() {
    return id;
  }

  /** Its name. */
  public String name() {
    return ignite.name();
  }

  Ignite ignite() {
    return ignite;
  }

  /** Jobs that wait here or are in hand. */
  public int unfinished() {
    Tester tester = testers.current();
    return tester == null ? 0 : tester.unfinished();
  }

  /** How it stands, whenever asked. */
  TesterFigures figures() {
    return new HostFigures(testers, this::isAtWork, clock);
  }

  /** True while it takes work. */
  boolean isAtWork() {
    return !leaving && !stopped.isDone() && !left.isDone();
  }

  /** Has {@code action} run once when it was told to stop, and has. */
  void onLeft(Runnable action) {
    left.thenRun(action);
  }

  /** Has {@code action} run once if this node stops by itself: cut off, or broken. */
  void onStopped(Runnable action) {
    stopped.thenRun(action);
  }

  private boolean noteCutOff() {
    log.warn("Node {} was cut off from its keepers", name());
    stopped.complete(null);
    return false; // it cannot happen to it again
  }

  private void noteStop(@Nullable String name, IgniteState state) {
    if (ignite.name().equals(name) && state != IgniteState.STARTED) {
      stopped.complete(null);
    }
  }

  /**
   * Leaves in good order: hands its queue to the other testers, finishes what is running within
   * {@code patience}, hands over the rest, and stops. Blocks until through.
   */
  void leave(Duration patience) {
    synchronized (this) {
      if (leaving || closed) {
        return;
      }
      leaving = true;
    }
    Tester tester = testers.current();
    try {
      if (tester != null && !stopped.isDone()) {
        tester.leave(patience);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.info("The jobs of node {} could not be handed over; the keepers move them", name());
      log.debug("because", e);
    } finally {
      close();
    }
  }

  /** Stops at once; others take over what it had. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    Ignition.removeListener(stopListener);
    if (stopped.isDone()) { // nobody is there to hear of it, and trying takes its time
      GridNode.close("Ignite", started);
    }
    GridNode.close("sweeper", sweeper);
    GridNode.close("tester", testers::close);
    // Before the store: a query ends by a message to the keepers, which may be gone by now.
    GridNode.close("Ignite", started);
    GridNode.close("job store", store);
    log.info("Node {} has left", ignite.name());
    left.complete(null);
  }
}
