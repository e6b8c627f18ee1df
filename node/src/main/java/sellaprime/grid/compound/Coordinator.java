package sellaprime.grid.compound;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sellaprime.grid.balance.Balancer;
import sellaprime.grid.balance.LiveTesters;
import sellaprime.grid.jobs.JobStore;
import sellaprime.grid.observe.GridObserver;
import sellaprime.job.BatchQuestion;
import sellaprime.job.Finding;
import sellaprime.job.Job;
import sellaprime.job.JobEvent;
import sellaprime.job.JobEvent.Answered;
import sellaprime.job.JobEvent.Failed;
import sellaprime.job.Outcome;
import sellaprime.job.PartIds;
import sellaprime.job.Question;

/**
 * Oversees the compound jobs that this node's tester owns; see the package for what it guarantees.
 * Thread-safe. {@link #close()} may be called twice.
 */
public final class Coordinator implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Coordinator.class);

  /** A job that is overseen here, as of the attempt with which it came. */
  private record Overseen(
      String owner, int attempt, boolean isBatch, Plan plan, Parts parts, Renewal renewal) {}

  private final String nodeName;
  private final Function<Question, Plan> plans;
  private final Parts.Grid grid;
  private final PartRoom room;
  private final Duration keep;
  private final ConcurrentMap<String, Overseen> overseen = new ConcurrentHashMap<>();

  /** Ids of jobs to look at, each at most once; a set beside the queue keeps it so. */
  private final BlockingQueue<String> marked = new LinkedBlockingQueue<>();

  private final Set<String> isMarked = ConcurrentHashMap.newKeySet();
  private final Thread thread = new Thread(this::run, "sellaprime-coordinator");

  /**
   * A coordinator that works at once.
   *
   * @param plans the plan for each question
   * @param plenty when jobs need not share the room for their parts
   * @param keep how long outcomes are kept
   */
  public Coordinator(
      String nodeName,
      Function<Question, Plan> plans,
      JobStore store,
      Balancer balancer,
      LiveTesters live,
      GridObserver observer,
      Clock clock,
      Plenty plenty,
      Duration keep) {
    this.nodeName = nodeName;
    this.plans = plans;
    this.grid = new Parts.Grid(store, balancer, live, observer, clock, plenty, new AtomicInteger());
    this.keep = keep;
    this.room = new PartRoom(grid::isPlentyFor, grid::workers);
    store.onChange(this::note);
    thread.setDaemon(true);
    thread.start();
  }

  /** Oversees {@code whole} from now on: its owner is a tester of this node. Does not block. */
  public void take(Job whole) {
    overseen.compute(
        whole.id(),
        (id, before) ->
            before != null && before.attempt >= whole.attempt()
                ? before
                : new Overseen(
                    whole.owner(),
                    whole.attempt(),
                    whole.question() instanceof BatchQuestion,
                    plans.apply(whole.question()),
                    new Parts(id, grid, room),
                    new Renewal(whole.submittedAt(), keep)));
    mark(whole.id());
  }

  private void note(Job job) {
    if (overseen.isEmpty()) {
      return;
    }
    if (job.question().isPart()) {
      if (!job.state().isFinal()) {
        return; // a part that begins, or goes on elsewhere, is nothing to act on
      }
      mark(PartIds.compoundOf(job.id()));
    } else if (job.question().isCompound()) {
      mark(job.id());
    }
  }

  /** How many batches, or else sales, are overseen here. Cost: one pass over all. */
  public int count(boolean batches) {
    return (int) overseen.values().stream().filter(job -> job.isBatch == batches).count();
  }

  /** Looks at every job again: makes up for lost notes, and for testers that came. */
  public void sweep() {
    overseen.keySet().forEach(this::mark);
  }

  private void mark(String id) {
    if (overseen.containsKey(id) && isMarked.add(id)) {
      marked.add(id);
    }
  }

  private void run() {
    try {
      while (true) {
        String id = marked.take();
        isMarked.remove(id); // before the look, so that what happens during it marks it again
        Overseen job = overseen.get(id);
        if (job != null) {
          step(id, job);
          letNextIn(id);
        }
      }
    } catch (InterruptedException e) {
      log.debug("The coordinator stops");
    }
  }

  /** What one job leaves, or does not want, is for another that waits. */
  private void letNextIn(String stepped) {
    try {
      room.stepped(stepped);
      String next = room.next();
      if (next != null && !next.equals(stepped)) {
        mark(next);
      }
    } catch (RuntimeException e) { // as when Ignite stops
      log.info("Who waits could not be let in; the next sweep tries again: {}", e.toString());
      log.debug("because", e);
    }
  }

  private void step(String id, Overseen job) {
    try {
      Job whole = grid.store().get(id);
      if (whole != null && whole.isWorkOf(job.owner, job.attempt)) {
        advance(whole, job);
      } else if (whole == null || !whole.state().isFinal()) {
        forget(id, job); // gone, or another's
      } else if (job.parts.cancelRest() == 0) { // else the end of those brings us here again
        job.plan.cleanUp(job.parts);
        forget(id, job); // afterwards, so that a clean-up that fails is tried again
      }
    } catch (RuntimeException | Error e) {
      log.atWarn()
          .addKeyValue("job", id)
          .setCause(e)
          .log("Job {} could not be looked after; the next sweep tries again", id);
    }
  }

  private void forget(String id, Overseen job) {
    if (overseen.remove(id, job)) {
      room.leave(id);
    }
  }

  private void advance(Job whole, Overseen job) {
    String id = whole.id();
    JobEvent end = end(whole, job);
    if (end == null) {
      job.renewal.step(job.parts, job.plan.firstNeeded());
    } else {
      grid.store()
          .apply(id, end)
          .whenComplete(
              (ruling, failure) -> {
                if (failure != null) {
                  log.atInfo()
                      .addKeyValue("job", id)
                      .log("The end of job {} could not be recorded; it is tried again", id);
                } else if (ruling.isApplied()) {
                  grid.observer().counted(whole, end);
                }
                mark(id);
              });
    }
  }

  private @Nullable JobEvent end(Job whole, Overseen job) {
    long now = grid.clock().millis();
    try {
      Finding finding = job.plan.step(job.parts);
      return finding == null ? null : Answered.to(whole, Outcome.of(finding, nodeName, now));
    } catch (PlanFailedException e) {
      String reason = String.valueOf(e.getMessage());
      return new Failed(job.owner, job.attempt, reason, nodeName, now);
    }
  }

  /** Stops at once; the jobs stay in the cache, for whoever gets them next. */
  @Override
  public void close() {
    thread.interrupt();
  }
}
