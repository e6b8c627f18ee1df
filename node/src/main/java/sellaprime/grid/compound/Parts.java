package sellaprime.grid.compound;

import java.time.Clock;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sellaprime.grid.balance.Balancer;
import sellaprime.grid.balance.LiveTesters;
import sellaprime.grid.balance.NoTesterException;
import sellaprime.grid.jobs.JobStore;
import sellaprime.grid.jobs.TesterLoad;
import sellaprime.grid.observe.GridObserver;
import sellaprime.grid.observe.GridObserver.Attempt;
import sellaprime.job.Job;
import sellaprime.job.JobEvent.Cancelled;
import sellaprime.job.JobEvent.Noted;
import sellaprime.job.JobEvent.Reaffirmed;
import sellaprime.job.JobEvent.Submitted;
import sellaprime.job.Ledger;
import sellaprime.job.PartIds;
import sellaprime.job.Question;

/** The parts of one compound job, numbered from 0, in the job cache. */
public final class Parts {
  private static final Logger log = LoggerFactory.getLogger(Parts.class);

  /** What all the parts of all the jobs on this node share. */
  record Grid(
      JobStore store,
      Balancer balancer,
      LiveTesters live,
      GridObserver observer,
      Clock clock,
      Plenty plenty,
      AtomicInteger onTheWay) {
    boolean isPlentyFor(long caller) {
      return plenty.isThereFor(caller, onTheWay.get());
    }

    /** How many workers the grid has now. */
    int workers() {
      return live.open().stream().mapToInt(TesterLoad::workers).sum();
    }
  }

  private final String compound;
  private final Grid grid;
  private final PartRoom room;

  /** To be thrown away with the next: a node died while they were. Guarded by itself. */
  private final SortedSet<String> leftOver = new TreeSet<>();

  Parts(String compound, Grid grid, PartRoom room) {
    this.compound = compound;
    this.grid = grid;
    this.room = room;
  }

  /** Part {@code number} as it stands, or null if there is none. Cost: a read of a local copy. */
  public @Nullable Job get(int number) {
    return grid.store.get(PartIds.of(compound, number));
  }

  /**
   * Submits a part to the tester that would be through with it first. Returns at once. If no tester
   * takes work, or it cannot be stored, there is no such part: look again at the next step.
   */
  public void submit(int number, Question question, long expectedNanos) {
    String id = PartIds.of(compound, number);
    Job part;
    try {
      String owner = grid.balancer.pick(expectedNanos, question.isCompound()).tester();
      Job whole = grid.store.get(compound);
      part =
          Job.submitted(id, question, expectedNanos, owner, grid.clock.millis())
              .submittedBy(whole == null ? 0 : whole.caller());
    } catch (NoTesterException e) {
      log.atInfo().addKeyValue("job", compound).log("No tester takes work; job {} waits", compound);
      return;
    }
    grid.onTheWay.incrementAndGet();
    grid.store
        .apply(id, new Submitted(part))
        .whenComplete(
            (ruling, failure) -> {
              grid.onTheWay.decrementAndGet();
              if (failure != null) {
                log.info("{} could not be stored; it is tried again", part, failure);
              } else if (ruling.isApplied()) {
                grid.observer.attempt(Attempt.FIRST);
              }
            });
  }

  /**
   * Whether one more part may be submitted while so many are {@code underWay}. If not, the job is
   * stepped again when it is its turn.
   */
  public boolean mayAdd(int underWay) {
    Job whole = whole();
    return room.takes(compound, whole == null ? 0 : whole.caller(), underWay);
  }

  /** So many parts are under way, by the plan's count. */
  public void noteUnderWay(int parts) {
    room.noteParts(compound, parts);
  }

  /** Returns at once, with false if it is over, or there is none. */
  private boolean cancel(int number) {
    Job part = get(number);
    if (part == null || part.state().isFinal()) {
      return false;
    }
    Cancelled event = new Cancelled(grid.clock.millis());
    grid.store
        .apply(part.id(), event)
        .whenComplete(
            (ruling, failure) -> {
              if (failure != null) {
                log.info("{} could not be cancelled; its worker will see", part, failure);
              } else if (ruling.isApplied()) {
                grid.observer.counted(part, event);
              }
            });
    return true;
  }

  /**
   * Cancels what is left of all the parts. Cost: reads those that are not settled.
   *
   * @return how many there were
   */
  int cancelRest() {
    int count = 0;
    for (int number = (int) ledger().settled(); has(number); number++) {
      count += cancel(number) ? 1 : 0;
    }
    return count;
  }

  /** Whether there is a part {@code number}: cheaper than to read it. */
  public boolean has(int number) {
    return grid.store.has(PartIds.of(compound, number));
  }

  /** Whether part {@code number} is known to be not over yet: costs next to nothing. */
  public boolean isUnfinished(int number) {
    return grid.store.unfinished().get(PartIds.of(compound, number)) != null;
  }

  /** The id of the whole. */
  public String compound() {
    return compound;
  }

  /** Where they are kept, for what is not theirs alone. */
  public JobStore jobs() {
    return grid.store;
  }

  /** The whole as it stands, or null if it is gone. */
  public @Nullable Job whole() {
    return grid.store.get(compound);
  }

  /** How far the whole has come, as noted in it. */
  public Ledger ledger() {
    Job whole = whole();
    return whole == null ? Ledger.NONE : whole.ledger();
  }

  /** Has it noted in the whole how far it has come. Returns at once; look again at a later step. */
  public void note(Ledger ledger) {
    grid.store
        .apply(compound, new Noted(ledger, false))
        .whenComplete(
            (ruling, failure) -> {
              if (failure != null) {
                log.atInfo()
                    .addKeyValue("job", compound)
                    .log("The progress of job {} could not be noted; it is tried again", compound);
              }
            });
  }

  /** Has part {@code number}, which is over, kept for as long again. Returns at once. */
  void renew(int number) {
    String id = PartIds.of(compound, number);
    grid.store
        .apply(id, new Reaffirmed(true))
        .whenComplete(
            (ruling, failure) -> {
              if (failure != null) {
                log.info("Part {} could not be written again; there is another time", id, failure);
              }
            });
  }

  /** The first part that has not been thrown away, looked for among the settled ones. */
  public int firstKept() {
    return firstKept((int) ledger().settled(), this::has);
  }

  /**
   * The first of the parts before {@code settled} that has not been thrown away, where they are
   * thrown away from the first one on; or {@code settled}. By bisection.
   */
  public static int firstKept(int settled, IntPredicate has) {
    int from = 0;
    int to = settled;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (has.test(middle)) {
        to = middle;
      } else {
        from = middle + 1;
      }
    }
    return from;
  }

  /**
   * Throws away the parts from {@code from} to before {@code to}. Returns at once. Those that could
   * not be removed are tried again with the next; after the last they expire.
   */
  public void discard(int from, int to) {
    SortedSet<String> ids = new TreeSet<>();
    synchronized (leftOver) {
      ids.addAll(leftOver);
      leftOver.clear();
    }
    for (int number = from; number < to; number++) {
      ids.add(PartIds.of(compound, number));
    }
    grid.store
        .discard(ids)
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                synchronized (leftOver) {
                  leftOver.addAll(ids);
                }
                log.atInfo()
                    .addKeyValue("job", compound)
                    .log("Parts of job {} could not be removed; they go with the next", compound);
              }
            });
  }

  /** Milliseconds since the epoch. */
  public long now() {
    return grid.clock.millis();
  }

  /** How many workers the grid has now. */
  public int workers() {
    return grid.workers();
  }
}
