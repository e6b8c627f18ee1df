package sellaprime.grid;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.apache.ignite.DataRegionMetrics;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteException;
import org.apache.ignite.IgniteState;
import org.apache.ignite.Ignition;
import org.apache.ignite.IgnitionListener;
import org.apache.ignite.cache.CachePeekMode;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.configuration.DataRegionConfiguration;
import org.apache.ignite.events.DiscoveryEvent;
import org.apache.ignite.events.EventType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sellaprime.grid.balance.Balancer;
import sellaprime.grid.balance.IgniteMembership;
import sellaprime.grid.balance.IgnitePrimaries;
import sellaprime.grid.balance.LiveTesters;
import sellaprime.grid.balance.Membership;
import sellaprime.grid.batch.BatchPlan;
import sellaprime.grid.batch.Batches;
import sellaprime.grid.chunk.ChunkWork;
import sellaprime.grid.compound.Coordinator;
import sellaprime.grid.compound.Plan;
import sellaprime.grid.data.DataDirectoryException;
import sellaprime.grid.data.DurableRun;
import sellaprime.grid.data.LostPartitions;
import sellaprime.grid.data.Restore;
import sellaprime.grid.gateway.ClusterView;
import sellaprime.grid.gateway.Gateway;
import sellaprime.grid.jobs.CarriedJobs;
import sellaprime.grid.jobs.Copies;
import sellaprime.grid.jobs.CostClass;
import sellaprime.grid.jobs.FormerCaches;
import sellaprime.grid.jobs.IgniteJobStore;
import sellaprime.grid.jobs.JobStore;
import sellaprime.grid.jobs.KnownAnswers;
import sellaprime.grid.jobs.LoadTable;
import sellaprime.grid.jobs.OutcomeLimit;
import sellaprime.grid.jobs.StoreUnavailableException;
import sellaprime.grid.jobs.UnfinishedJobs;
import sellaprime.grid.merge.ClusterTag;
import sellaprime.grid.observe.GridObserver;
import sellaprime.grid.recovery.Aftermath;
import sellaprime.grid.recovery.CopyCheck;
import sellaprime.grid.recovery.Reassigner;
import sellaprime.grid.recovery.Sweeper;
import sellaprime.grid.sale.SalePlan;
import sellaprime.grid.tester.EngineWork;
import sellaprime.grid.tester.NumberTest;
import sellaprime.grid.tester.TestHooks;
import sellaprime.grid.tester.Tester;
import sellaprime.grid.tester.TesterHost;
import sellaprime.grid.thin.ThinDoor;
import sellaprime.grid.watch.GridWatch;
import sellaprime.job.BatchQuestion;
import sellaprime.job.Job;
import sellaprime.job.Question;
import sellaprime.job.SaleQuestion;

/**
 * One node of the grid: Ignite, and on top of it the gateway, the tester and recovery.
 *
 * <p>{@link #start} returns when the node takes work. {@link #leave} goes in good order, {@link
 * #close} at once; both may be called twice.
 */
public final class GridNode implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GridNode.class);

  /** For the memory of answers: some 50,000 of the usual kind. */
  static final long KNOWN_CHARS = 16L << 20;

  static final long MAX_QUEUED_CHARS = Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 8);

  private static final long SWEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(Sweeper.SWEEP_MS);

  /** The most time between two records of a long test's progress, which go to every node. */
  static final Duration SAVE_EVERY = Duration.ofSeconds(10);

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

  private final IgniteStarter.Started started;
  private final Ignite ignite;
  private final Clock clock;
  private final Duration keepOutcomes;
  private final Membership membership;
  private final LiveTesters live;
  private final Balancer balancer;
  private final IgniteJobStore store;
  private final LoadTable loads;
  private final UnfinishedJobs unfinished;
  private final KnownAnswers known;
  private final Coordinator coordinator;
  private final LostPartitions lostPartitions;
  private final Gateway gateway;
  private final Batches batches;
  private final ClusterView cluster;
  private final GridWatch watch;
  private final TesterHost testers;
  private final Sweeper sweeper;
  private final DoubleSupplier roomUsed;
  private final GridObserver observer;
  private @Nullable OutcomeLimit outcomeLimit;
  private final AtomicLong scannedVersion = new AtomicLong(-1);
  private final IgnitionListener stopListener = this::noteStop;
  private final CompletableFuture<@Nullable Void> stopped = new CompletableFuture<>();
  private volatile boolean leaving;
  private final CompletableFuture<@Nullable Void> cutOff = new CompletableFuture<>();

  /** Takes note of every change, while this node packs. */
  private volatile @Nullable CarriedJobs luggage;

  private boolean closed;

  /**
   * Starts a node that tests numbers with the engine.
   *
   * @throws StartException if it cannot start, with a message for the user
   */
  public static GridNode start(GridSettings settings) {
    return start(settings, null);
  }

  /** As above; {@code tls} is for all of its ports, or null for none. */
  public static GridNode start(GridSettings settings, @Nullable NodeTls tls) {
    NumberTest test = TestHooks.around(NumberTest.primality(settings.limits()));
    return start(settings, tls, test, Clock.systemUTC(), GridObserver.NONE, false, null);
  }

  /** Starts a node that tests numbers with {@code test}. */
  public static GridNode start(GridSettings settings, NumberTest test, Clock clock) {
    return start(settings, null, test, clock, GridObserver.NONE, false, null);
  }

  /** As above; {@code observer} hears of what happens here. */
  public static GridNode start(
      GridSettings settings, NumberTest test, Clock clock, GridObserver observer) {
    return start(settings, null, test, clock, observer, false, null);
  }

  /**
   * As above.
   *
   * @param comesBack whether somebody listens {@link #onCutOff}; else its Ignite stops then
   * @param carried the jobs it brings from where it was before, if it was
   */
  static GridNode start(
      GridSettings settings,
      @Nullable NodeTls tls,
      NumberTest test,
      Clock clock,
      GridObserver observer,
      boolean comesBack,
      @Nullable CarriedJobs carried) {
    IgniteStarter.Started started = IgniteStarter.start(settings, tls, comesBack);
    GridNode node;
    try {
      enterCluster(started);
      node = create(started, settings, clock, observer);
    } catch (DataDirectoryException e) {
      started.close();
      throw new StartException(e.getMessage(), e);
    } catch (RuntimeException | Error e) {
      started.close();
      throw e;
    }
    try {
      node.open(settings, test, carried);
      return node;
    } catch (RuntimeException | Error e) {
      node.close();
      throw e;
    }
  }

  private static GridNode create(
      IgniteStarter.Started started, GridSettings settings, Clock clock, GridObserver observer) {
    IgniteJobStore store = new IgniteJobStore(started.ignite(), settings.keepOutcomes(), observer);
    try {
      return new GridNode(started, settings, clock, store, observer);
    } catch (RuntimeException | Error e) {
      store.close();
      throw e;
    }
  }

  /** How the kinds of compound jobs get done. */
  private static Plan plan(Question question, GridSettings settings) {
    if (question instanceof BatchQuestion batch) {
      return new BatchPlan(batch, settings.keepOutcomes());
    }
    if (question instanceof SaleQuestion sale) {
      return new SalePlan(sale, RANDOM);
    }
    throw new IllegalArgumentException("no plan for " + question.shown());
  }

  private static void enterCluster(IgniteStarter.Started started) {
    DurableRun durable = started.durable();
    Runnable acceptLost = () -> {};
    try {
      if (durable != null) {
        durable.enter(started.ignite(), START_TIMEOUT);
        acceptLost = new LostPartitions(started.ignite())::accept; // it may be alone by now
      }
      Copies.fetchAll(started.ignite(), START_TIMEOUT, acceptLost);
    } catch (IllegalStateException | IgniteException e) {
      throw new StartException(
          "this node could not enter its cluster: " + e.getMessage() + "; start it again", e);
    }
  }

  private GridNode(
      IgniteStarter.Started started,
      GridSettings settings,
      Clock clock,
      IgniteJobStore store,
      GridObserver observer) {
    this.started = started;
    this.ignite = started.ignite();
    this.clock = clock;
    this.keepOutcomes = settings.keepOutcomes();
    this.observer = observer;
    this.roomUsed = new SlowGauge(roomUsed(started));
    this.store = store;
    this.unfinished = store.unfinished();
    this.known = new KnownAnswers(store, KNOWN_CHARS);
    this.loads = new LoadTable(ignite);
    this.membership = new IgniteMembership(ignite);
    this.lostPartitions = new LostPartitions(ignite);
    this.live = new LiveTesters(loads, membership::isAlive);
    this.balancer = new Balancer(loads, live);
    this.cluster = new ClusterView(ignite, loads);
    this.watch = new GridWatch(loads, clock);
    lookOn();
    this.gateway =
        new Gateway(
            new Gateway.Parts(
                store,
                unfinished,
                known,
                loads,
                live,
                balancer,
                settings.limits(),
                settings.maxJobsPerTester(),
                settings.maxWork(),
                regionBytes(ignite) / 2,
                roomUsed,
                observer,
                clock));
    this.batches = new Batches(gateway);
    this.coordinator =
        new Coordinator(
            settings.name(),
            question -> plan(question, settings),
            store,
            balancer,
            live,
            observer,
            clock,
            gateway::isPlentyFor,
            settings.keepOutcomes());
    this.testers = started.spring().getBean(TesterHost.class);
    Reassigner reassigner =
        new Reassigner(
            store, unfinished, known.deadly(), loads, live, balancer, membership, observer, clock);
    CopyCheck copies = new CopyCheck(store, unfinished);
    Aftermath aftermath =
        new Aftermath(store, unfinished, new IgnitePrimaries(ignite), membership, clock);
    this.sweeper =
        new Sweeper()
            .add("tick", false, live::tick)
            .add("keep Ignite's timer awake", false, () -> IgniteTimer.nudge(ignite))
            .add("accept what is left of lost partitions", true, this::acceptLostPartitions)
            .add("rescan after a change of nodes", true, () -> rescan(membership))
            .add("look up what is in doubt", false, unfinished::refreshDoubtful)
            .add("verify the index", false, everyFifth(unfinished::verify))
            .add("write again what the departed ruled on", false, aftermath::reaffirm)
            .add("tell ends that the departed may have kept", true, aftermath::tellEnds)
            .add("reassign orphans", true, reassigner::reassignOrphans)
            .add("reassign all orphans", false, everyFifth(reassigner::reassignAllOrphans))
            .add("compare with the primary copies", false, everyFifth(copies::look))
            .add("offer what the tester missed", false, () -> withTester(Tester::offerMissing))
            .add("measure the drain", false, gateway::tick)
            .add(
                "find tests that hang",
                false,
                () -> withTester(t -> t.superviseWorkers(SWEEP_NANOS)))
            .add("look after compound jobs", false, coordinator::sweep)
            .add("complete waits", false, gateway::reconcile)
            .add("forget who was asked", false, everyFifth(known::forgetEnded))
            .add("remove settled rows", false, reassigner::removeSettledRows);
    store.onChange(this::notePacking);
    Ignition.addListener(stopListener);
    ignite.events().localListen(event -> noteCutOff(), EventType.EVT_NODE_SEGMENTED);
  }

  /** Takes part: from now on jobs come. Returns when they can be worked at. */
  private void open(GridSettings settings, NumberTest test, @Nullable CarriedJobs carried) {
    try {
      acceptLostPartitions();
      rescan(membership);
      store.forEachUnfinished(known.deadly()::note); // those that have ended: below
    } catch (StoreUnavailableException e) {
      throw new StartException(e.getMessage() + "; start it again: nothing is lost", e);
    }
    restore(new Restore(store, loads, keepOutcomes, clock), carried);
    outcomeLimit =
        store.limitOutcomes(
            settings.maxOutcomes(),
            membership::isLocalOldest,
            memoryUsed(ignite),
            known.deadly()::note,
            clock);
    wakeOnDepartures(live);
    sweeper.start();
    testers.open(
        new Tester.Parts(
            membership.localId(),
            settings.name(),
            true,
            settings.workers(),
            settings.maxJobsPerTester(),
            MAX_QUEUED_CHARS,
            store,
            unfinished,
            known,
            loads,
            balancer,
            new EngineWork(test, new ChunkWork(settings.limits())),
            coordinator::take,
            SAVE_EVERY,
            observer,
            clock));
    started.spring().getBean(ThinDoor.class).open(gateway, batches, cluster);
    awaitTester(testers, this::isCutOff);
    sweeper.wake(); // for the jobs of testers of a former run
  }

  private void restore(Restore restore, @Nullable CarriedJobs carried) {
    DurableRun durable = started.durable();
    try {
      if (durable != null) {
        durable.restore(restore, carried == null);
      }
      if (carried != null) {
        restore.bring(carried::forEach);
      }
    } catch (StoreUnavailableException e) {
      throw new StartException(e.getMessage() + "; start it again: nothing is lost", e);
    }
  }

  /**
   * Brings the jobs that a node kept in {@code file} when it could not come back. What the cluster
   * knows already stays as it is; repeating it changes nothing. The file stays.
   *
   * @throws StartException if it cannot be read, or they cannot be stored
   */
  public void bring(Path file) {
    try {
      new Restore(store, loads, keepOutcomes, clock).bring(CarriedJobs.of(file)::forEach);
    } catch (StoreUnavailableException e) {
      throw new StartException(e.getMessage() + "; start it again: nothing is lost", e);
    } catch (RuntimeException e) {
      throw new StartException(
          "--bring: " + file + " is damaged, or not a file of jobs that a node kept: " + e, e);
    }
  }

  /**
   * Has {@code action} run once when the others have taken this node for dead and it finds that
   * out; at once if it has already. The node takes no work from then on, and can still be read. The
   * action must be brief.
   */
  void onCutOff(Runnable action) {
    cutOff.thenRun(action);
  }

  private boolean noteCutOff() {
    log.warn("Node {} was cut off from its cluster", ignite.name());
    gateway.drain();
    cutOff.complete(null);
    return false; // it cannot happen to it again
  }

  /** Returns true once it was told to stop. */
  synchronized boolean isClosed() {
    return closed;
  }

  /** Returns true once the others go on without this node. */
  boolean isCutOff() {
    return cutOff.isDone();
  }

  /**
   * Stops, with every job that it has in {@code carried}. Until most of them are there it goes on
   * as before.
   *
   * <p>Nothing that is accepted meanwhile is missed: {@code carried} takes note of every change
   * from before the first look until Ignite stops, and a change counts as stored only after that
   * note.
   *
   * <p>If it throws, because there is no room for them or they cannot be read, the node is as it
   * was.
   *
   * @throws IOException if there is no room for them
   */
  void stopAndCarry(CarriedJobs carried) throws IOException {
    if (started.durable() == null) {
      pack(carried);
    } // else its own store has them all
    if (!isCutOff()) { // else nobody is there to hear of it, and trying takes its time
      gateway.drain();
      close("sweeper", sweeper);
      close("tester", testers::close);
    }
    stop(true);
  }

  private void pack(CarriedJobs carried) throws IOException {
    boolean packed = false;
    luggage = carried; // before the first look
    try {
      carried.write(new FormerCaches(ignite)::forEachJob);
      packed = true;
    } finally {
      if (!packed) {
        luggage = null;
      }
    }
  }

  private void notePacking(Job job) {
    CarriedJobs carried = luggage;
    if (carried != null) {
      carried.note(job);
    }
  }

  /**
   * Has {@code action} run once if Ignite stops by itself, broken: the node is of no more use then.
   * It must be brief. Runs at once if that has happened already.
   */
  public void onStopped(Runnable action) {
    stopped.thenRun(action);
  }

  private void noteStop(@Nullable String name, IgniteState state) {
    if (ignite.name().equals(name) && state != IgniteState.STARTED && !leaving) {
      stopped.complete(null);
    }
  }

  private void wakeOnDepartures(LiveTesters live) {
    store.onChange(
        job -> {
          withTester(tester -> tester.note(job));
          if (!job.state().isFinal() && !live.isLive(job.owner())) {
            sweeper.wake(); // given to a tester that died on the way
          }
        });
    store.onRemoval(id -> withTester(tester -> tester.forget(id)));
    loads.onChange(
        row -> {
          if (row == null) {
            sweeper.wake(); // a tester left, or died on a living node
          }
        });
    ignite
        .events()
        .localListen(
            event -> {
              sweeper.wake();
              return true;
            },
            EventType.EVT_NODE_LEFT,
            EventType.EVT_NODE_FAILED,
            EventType.EVT_NODE_JOINED);
  }

  private void lookOn() {
    unfinished.listen(watch);
    ignite
        .events()
        .localListen(
            event -> {
              ClusterNode node = ((DiscoveryEvent) event).eventNode();
              if (ClusterView.isMember(node)) {
                note(event.type(), node);
              }
              return true;
            },
            EventType.EVT_NODE_LEFT,
            EventType.EVT_NODE_FAILED,
            EventType.EVT_NODE_JOINED);
    cluster.nodes().forEach(node -> watch.knows(node.id(), node.name()));
  }

  private void note(int eventType, ClusterNode node) {
    String id = node.id().toString();
    String name = Objects.requireNonNullElse(node.attribute(ClusterView.NAME), id);
    if (eventType == EventType.EVT_NODE_JOINED) {
      watch.joined(id, name);
    } else {
      watch.left(id, name, eventType == EventType.EVT_NODE_FAILED);
    }
  }

  private static Runnable everyFifth(Runnable action) {
    AtomicInteger calls = new AtomicInteger();
    return () -> {
      if (calls.incrementAndGet() % 5 == 0) {
        action.run();
      }
    };
  }

  private void rescan(Membership membership) {
    long version = membership.version();
    if (scannedVersion.get() != version) {
      loads.rescan();
      unfinished.rescan();
      scannedVersion.set(version); // not before: one that failed is to be made again
    }
  }

  /** Without a directory Ignite does so by itself. */
  private void acceptLostPartitions() {
    if (started.durable() != null && lostPartitions.accept()) {
      scannedVersion.set(-1);
    }
  }

  private void withTester(Consumer<Tester> action) {
    Tester tester = testers.current();
    if (tester != null) {
      action.accept(tester);
    }
  }

  private static DoubleSupplier roomUsed(IgniteStarter.Started started) {
    DoubleSupplier memory = memoryUsed(started.ignite());
    HeapGauge heap = new HeapGauge();
    DurableRun durable = started.durable();
    return () ->
        durable != null && durable.isDiskFull() ? 1 : Math.max(memory.getAsDouble(), heap.used());
  }

  private static long regionBytes(Ignite ignite) {
    return region(ignite).getMaxSize();
  }

  private static DataRegionConfiguration region(Ignite ignite) {
    return ignite.configuration().getDataStorageConfiguration().getDefaultDataRegionConfiguration();
  }

  private static DoubleSupplier memoryUsed(Ignite ignite) {
    DataRegionConfiguration region = region(ignite);
    return () -> (double) usedBytes(ignite, region) / region.getMaxSize();
  }

  @SuppressWarnings("deprecation") // what replaces DataRegionMetrics is not public in Ignite 2.17
  private static long usedBytes(Ignite ignite, DataRegionConfiguration region) {
    DataRegionMetrics metrics = ignite.dataRegionMetrics(region.getName());
    return metrics == null ? 0 : metrics.getTotalUsedPages() * metrics.getPageSize();
  }

  /**
   * Returns when a tester works at {@code testers} and every node knows it.
   *
   * @throws IllegalStateException if its node is {@code gone} before: one that may come back
   */
  static void awaitTester(TesterHost testers, BooleanSupplier gone) {
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    while (true) {
      Tester tester = testers.current();
      if (tester != null && tester.isKnown()) {
        return;
      }
      if (gone.getAsBoolean()) {
        throw new IllegalStateException("the node was cut off while its tester started");
      }
      if (System.nanoTime() > deadline) {
        throw new StartException(
            "the tester did not start within " + START_TIMEOUT.toSeconds() + " s", null);
      }
      try {
        TimeUnit.MILLISECONDS.sleep(2); // start-up needs no finer signal
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StartException("interrupted while starting", e);
      }
    }
  }

  /** How this node stands, whenever asked. */
  public NodeFigures figures() {
    return new Figures();
  }

  private final class Figures extends HostFigures implements NodeFigures {
    Figures() {
      super(testers, gateway::isReady, clock);
    }

    @Override
    public int nodes() {
      return ignite.cluster().forServers().nodes().size();
    }

    @Override
    public int batches() {
      return coordinator.count(true);
    }

    @Override
    public int sales() {
      return coordinator.count(false);
    }

    @Override
    public int unfinished() {
      return unfinished.size();
    }

    @Override
    public double unfinishedSeconds() {
      return unfinished.backlog().total().nanosUpTo(CostClass.LONG) / 1e9;
    }

    @Override
    public long storedJobs() {
      return ignite.cache(IgniteJobStore.CACHE).localSizeLong(CachePeekMode.ALL);
    }

    @Override
    public long loadRows() {
      return loads.rows().size();
    }

    @Override
    public long memoryUsedBytes() {
      return usedBytes(ignite, region(ignite));
    }

    @Override
    public long memoryMaxBytes() {
      return regionBytes(ignite);
    }

    @Override
    public double roomUsed() {
      return roomUsed.getAsDouble();
    }

    @Override
    public boolean isDurable() {
      return started.durable() != null;
    }

    @Override
    public long walBytes() {
      DurableRun durable = started.durable();
      return durable == null ? 0 : durable.walBytes();
    }

    @Override
    public long diskFreeBytes() {
      DurableRun durable = started.durable();
      return durable == null ? 0 : durable.freeBytes();
    }
  }

  /** Where callers of this node come in. */
  public Gateway gateway() {
    return gateway;
  }

  /** Where lists of numbers go in, and their results come out. */
  public Batches batches() {
    return batches;
  }

  /** All nodes, as this one sees them. */
  public ClusterView cluster() {
    return cluster;
  }

  /** What happened in the grid lately. */
  public GridWatch watch() {
    return watch;
  }

  /** The jobs, as this node has them. */
  public JobStore jobs() {
    return store;
  }

  /** Ignite itself. */
  public Ignite ignite() {
    return ignite;
  }

  /** The tester at work here, or null before the first. */
  public @Nullable Tester tester() {
    return testers.current();
  }

  /**
   * The identity of this node's cluster, or null if it has none yet. With a directory, that of the
   * directory: Ignite may write its own tag over the cluster's while it starts.
   */
  @Nullable UUID identity() {
    DurableRun durable = started.durable();
    return durable != null ? durable.cluster() : ClusterTag.of(ignite.cluster());
  }

  /** The port at which other nodes reach this one. */
  public int discoveryPort() {
    return started.discoveryPort();
  }

  /** The port for thin clients, or null if there is none. */
  @Nullable Integer thinPort() {
    return started.thinPort();
  }

  /**
   * Leaves in good order: refuses new work, hands its queue to the other testers, finishes what is
   * running within {@code patience}, hands over the rest, and stops. Blocks until through.
   */
  public void leave(Duration patience) {
    if (leaving) {
      return;
    }
    leaving = true;
    gateway.drain();
    Tester tester = testers.current();
    try {
      if (tester != null) {
        tester.leave(patience);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close();
    }
  }

  /** Stops at once; the other nodes take over what was accepted. */
  @Override
  public void close() {
    stop(isCutOff());
  }

  /**
   * Ignite goes last, so that the other parts can write their last; or first, so that they cannot,
   * and are not held up by trying.
   */
  private synchronized void stop(boolean igniteFirst) {
    if (closed) {
      return;
    }
    closed = true;
    leaving = true;
    Ignition.removeListener(stopListener);
    gateway.drain();
    if (igniteFirst) {
      close("Ignite", started);
    }
    close("batches", batches);
    close("sweeper", sweeper);
    close("tester", testers::close);
    OutcomeLimit limit = outcomeLimit;
    if (limit != null) {
      close("outcome limit", limit);
    }
    close("coordinator", coordinator);
    close("job store", store);
    close("gateway", gateway);
    close("load table", loads);
    if (!igniteFirst) {
      close("Ignite", started);
    }
    log.info("Node {} has left", ignite.name());
  }

  /**
   * What one part cannot do any more, because its Ignite has stopped by itself, must not keep the
   * others open.
   */
  static void close(String name, AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      log.info("The {} could not be closed in good order: {}", name, e.toString());
      log.debug("because", e);
    }
  }
}
