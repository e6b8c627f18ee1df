package sellaprime.grid;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteState;
import org.apache.ignite.Ignition;
import org.apache.ignite.IgnitionListener;
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
import sellaprime.grid.recovery.CopyCheck;
import sellaprime.grid.recovery.Sweeper;
import sellaprime.grid.tester.EngineWork;
import sellaprime.grid.tester.NumberTest;
import sellaprime.grid.tester.Tester;
import sellaprime.grid.tester.TesterHost;

/**
 * A node that tests and keeps no jobs (role {@code tester}): processor time for a cluster whose
 * keepers are enough for safety. Its work comes by a continuous query that the keepers filter, and
 * a job stored costs nothing here.
 *
 * <p>It has no gateway: callers go to the keepers. It is an Ignite client node, so it joins no
 * baseline and no ring, and its death moves no data; the keepers see it die and give its jobs to
 * others, as with any tester.
 *
 * <p>{@link #start} returns when it takes work. {@link #leave} goes in good order, {@link #close}
 * at once; both may be called twice.
 */
public final class TesterNode implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TesterNode.class);
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final long SWEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(Sweeper.SWEEP_MS);

  private final IgniteStarter.Started started;
  private final Ignite ignite;
  private final Clock clock;
  private final IgniteJobStore store;
  private final RemoteLoads loads;
  private final TesterHost testers;
  private final Sweeper sweeper;
  private final IgnitionListener stopListener = this::noteStop;
  private final CompletableFuture<@Nullable Void> stopped = new CompletableFuture<>();
  private boolean leaving;
  private boolean closed;

  /**
   * Starts one that tests numbers with {@code test}. Blocks until a keeper lets it in.
   *
   * @throws StartException if it cannot start, with a message for the user
   */
  static TesterNode start(
      GridSettings settings, @Nullable NodeTls tls, NumberTest test, Clock clock) {
    IgniteStarter.Started started = IgniteStarter.startTester(settings, tls);
    TesterNode node;
    try {
      node = new TesterNode(started, settings, clock);
    } catch (RuntimeException | Error e) {
      started.close();
      throw e;
    }
    try {
      node.open(settings, test);
      return node;
    } catch (RuntimeException | Error e) {
      node.close();
      throw e;
    }
  }

  private TesterNode(IgniteStarter.Started started, GridSettings settings, Clock clock) {
    this.started = started;
    this.ignite = started.ignite();
    this.clock = clock;
    this.store = IgniteJobStore.forTester(ignite, settings.keepOutcomes());
    this.loads = new RemoteLoads(ignite);
    this.testers = started.spring().getBean(TesterHost.class);
    CopyCheck copies = new CopyCheck(store, store.unfinished());
    this.sweeper =
        new Sweeper()
            .add("keep Ignite's timer awake", false, () -> IgniteTimer.nudge(ignite))
            .add("fetch what was missed", false, every(5, store.unfinished()::rescan))
            .add("offer what the tester missed", false, this::offerMissing)
            .add("compare with the primary copies", false, every(5, copies::look))
            .add("verify the index", false, every(150, store.unfinished()::verify))
            .add("find tests that hang", false, this::superviseWorkers);
    Ignition.addListener(stopListener);
  }

  private void open(GridSettings settings, NumberTest test) {
    store.onChange(
        job -> {
          Tester tester = testers.current();
          if (tester != null) {
            tester.note(job);
          }
        });
    LiveTesters live = new LiveTesters(loads, new IgniteMembership(ignite)::isAlive);
    sweeper.start();
    testers.open(
        new Tester.Parts(
            ignite.cluster().localNode().id().toString(),
            settings.name(),
            false,
            settings.workers(),
            settings.maxJobsPerTester(),
            GridNode.MAX_QUEUED_CHARS,
            store,
            store.unfinished(),
            new KnownAnswers(store, GridNode.KNOWN_CHARS),
            loads,
            new Balancer(loads, live),
            new EngineWork(test, new ChunkWork(settings.limits())),
            compound -> log.error("{} is for a keeper to oversee; it stays", compound),
            GridNode.SAVE_EVERY,
            clock));
    awaitTester();
  }

  private void awaitTester() {
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    while (true) {
      Tester tester = testers.current();
      if (tester != null && loads.row(tester.id()) != null) {
        return;
      }
      if (System.nanoTime() > deadline) {
        throw new StartException(
            "the tester did not start within " + START_TIMEOUT.toSeconds() + " s", null);
      }
      try {
        TimeUnit.MILLISECONDS.sleep(20); // start-up needs no finer signal
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StartException("interrupted while starting", e);
      }
    }
  }

  private void offerMissing() {
    Tester tester = testers.current();
    if (tester != null) {
      tester.offerMissing();
    }
  }

  private void superviseWorkers() {
    Tester tester = testers.current();
    if (tester != null) {
      tester.superviseWorkers(SWEEP_NANOS);
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

  /** Has {@code action} run once if this node stops by itself: cut off, or broken. */
  void onStopped(Runnable action) {
    stopped.thenRun(action);
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
      if (tester != null) {
        tester.leave(clock.millis() + patience.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.info("The jobs of node {} could not be handed over; the keepers move them", name(), e);
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
    GridNode.close("sweeper", sweeper);
    GridNode.close("tester", testers::close);
    GridNode.close("job store", store);
    GridNode.close("Ignite", started);
    log.info("Node {} has left", ignite.name());
  }
}
