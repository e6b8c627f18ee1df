package sellaprime.grid;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sellaprime.grid.merge.Addresses;
import sellaprime.grid.merge.KnownPeers;
import sellaprime.grid.observe.GridObserver;
import sellaprime.grid.tester.NumberTest;
import sellaprime.grid.tester.TestHooks;
import sellaprime.primality.input.InputLimits;

/**
 * A tester for as long as its process runs: waits until there is a keeper, works for it, and when
 * it is cut off, or all keepers are gone, waits for the next.
 *
 * <p><b>Guarantees.</b> It never gives up waiting: tries are {@value #MAX_PAUSE_MS} ms apart at
 * most, at random, so that many testers do not come all at once. Each time it comes as a new {@link
 * TesterNode}, hence as a new owner of jobs, with nothing in hand: what the old one had is the
 * keepers' to give to others. What it still answers counts if nobody was quicker.
 *
 * <p><b>Failures.</b> If the first start fails although a keeper is there, as with certificates
 * that it does not trust, {@link #awaitReady} says why. If the old node cannot be stopped within
 * {@value #STOP_SECONDS} s, {@link Listeners#onLost} runs: that is for whoever supervises the
 * process.
 *
 * <p><b>Thread.</b> All of that happens in a thread of its own; {@link #leave} and {@link #close}
 * may come at any time, and twice.
 */
public final class RejoiningTester implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RejoiningTester.class);
  private static final long MAX_PAUSE_MS = 15_000;
  private static final long STOP_SECONDS = 60;
  private static final Duration CONNECT = Duration.ofSeconds(1);

  /**
   * Who is told what.
   *
   * @param observer hears of what happens at each of its nodes
   * @param onJoin gets the figures of each, when it takes work
   * @param onWait told, in a sentence for the user, when it begins to wait for a keeper
   * @param onLost called when there is no tester any more, for good; it must be brief
   */
  public record Listeners(
      GridObserver observer,
      Consumer<TesterFigures> onJoin,
      Consumer<String> onWait,
      Runnable onLost) {
    /** Nobody is. */
    public static final Listeners NONE =
        new Listeners(GridObserver.NONE, figures -> {}, news -> {}, () -> {});
  }

  private final GridSettings settings;
  private final @Nullable NodeTls tls;
  private final Function<InputLimits, NumberTest> tests;
  private final KnownPeers keepers;
  private final Listeners listeners;
  private final CountDownLatch leaving = new CountDownLatch(1);
  private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
  private final Thread thread = new Thread(this::run, "sellaprime-rejoin");
  private volatile @Nullable TesterNode node;

  /** Begins to look for a keeper, and returns. */
  public static RejoiningTester start(
      GridSettings settings, @Nullable NodeTls tls, Listeners listeners) {
    return start(
        settings, tls, limits -> TestHooks.around(NumberTest.primality(limits)), listeners);
  }

  /** As above, testing with {@code tests}. */
  static RejoiningTester start(
      GridSettings settings,
      @Nullable NodeTls tls,
      Function<InputLimits, NumberTest> tests,
      Listeners listeners) {
    RejoiningTester tester = new RejoiningTester(settings, tls, tests, listeners);
    tester.thread.setDaemon(true);
    tester.thread.start();
    return tester;
  }

  private RejoiningTester(
      GridSettings settings,
      @Nullable NodeTls tls,
      Function<InputLimits, NumberTest> tests,
      Listeners listeners) {
    this.settings = settings;
    this.tls = tls;
    this.tests = tests;
    this.keepers = new KnownPeers(settings.join());
    this.listeners = listeners;
  }

  /**
   * Blocks until it takes work for the first time.
   *
   * @return false if it was told to leave before
   * @throws StartException if it cannot start, with a message for the user
   */
  public boolean awaitReady() {
    try {
      return ready.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof StartException start
          ? start
          : new StartException("this tester could not start: " + e.getCause(), e);
    }
  }

  /** True while it takes work. */
  public boolean isReady() {
    TesterNode now = node;
    return now != null && now.isAtWork() && leaving.getCount() > 0;
  }

  /** The node at work, or null. */
  @Nullable TesterNode node() {
    return node;
  }

  private void run() {
    try {
      while (leaving.getCount() > 0) {
        TesterNode fresh = join();
        if (fresh == null) {
          break;
        }
        workUntilStopped(fresh);
        if (!stopInTime(fresh)) {
          log.error("The old tester does not stop; this process is of no more use");
          listeners.onLost.run();
          return;
        }
      }
    } catch (RuntimeException | Error e) {
      log.error("Tester {} cannot go on", settings.name(), e);
      if (!ready.completeExceptionally(e)) {
        listeners.onLost.run();
      }
    } finally {
      ready.complete(false);
    }
  }

  private void workUntilStopped(TesterNode fresh) {
    CountDownLatch stopped = new CountDownLatch(1);
    fresh.onStopped(stopped::countDown);
    fresh.onLeft(stopped::countDown);
    node = fresh;
    listeners.onJoin.accept(fresh.figures());
    ready.complete(true);
    if (leaving.getCount() == 0) {
      return; // told while it joined
    }
    log.info("Tester {} takes work", settings.name());
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    node = leaving.getCount() == 0 ? node : null; // whoever leaves may be using it still
  }

  private static boolean stopInTime(TesterNode old) {
    Thread stopper = new Thread(old::close, "sellaprime-stop");
    stopper.setDaemon(true);
    stopper.start();
    try {
      stopper.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
      return !stopper.isAlive();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** A tester at work, or null if it is to leave before there is one. */
  private @Nullable TesterNode join() {
    boolean told = false;
    for (int tries = 1; leaving.getCount() > 0; tries++) {
      List<String> there = Addresses.listening(keepers.all(), CONNECT);
      if (!there.isEmpty()) {
        try {
          GridSettings run = settings.again(there, 0, null);
          return TesterNode.start(run, tls, tests, keepers, listeners.observer, Clock.systemUTC());
        } catch (RuntimeException e) {
          boolean refused = e instanceof StartException; // and not a keeper that is itself starting
          if (refused && !ready.isDone() && !Addresses.listening(there, CONNECT).isEmpty()) {
            throw e; // it is no use to wait
          }
          log.warn(
              "Tester {} could not join: {}",
              settings.name(),
              e instanceof StartException ? e.getMessage() : e.toString());
          log.debug("because", e);
        }
      }
      if (!told) {
        told = true;
        String what =
            "no keeper answers at " + String.join(",", settings.join()) + "; waiting for one";
        log.info("Tester {}: {}", settings.name(), what);
        listeners.onWait.accept(what);
      }
      pause(tries);
    }
    return null;
  }

  private void pause(int tries) {
    long longest = Math.min(MAX_PAUSE_MS, 500L << Math.min(tries, 6));
    try {
      if (leaving.await(
          ThreadLocalRandom.current().nextLong(longest / 2, longest), TimeUnit.MILLISECONDS)) {
        log.debug("Leaving already");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      leaving.countDown();
    }
  }

  /**
   * Hands its queue over, finishes what is running within {@code patience}, and stops. Blocks until
   * through; at once if it has no keeper.
   */
  public void leave(Duration patience) {
    leaving.countDown();
    TesterNode now = node;
    if (now != null) {
      now.leave(patience);
    }
  }

  /** Stops at once; others take over what it had. */
  @Override
  public void close() {
    leaving.countDown();
    TesterNode now = node;
    if (now != null) {
      now.close();
    }
    try {
      thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
