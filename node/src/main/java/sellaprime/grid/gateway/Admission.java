package sellaprime.grid.gateway;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleSupplier;
import sellaprime.grid.balance.LiveTesters;
import sellaprime.grid.jobs.Backlog;
import sellaprime.grid.jobs.CostClass;
import sellaprime.grid.jobs.Held;
import sellaprime.grid.jobs.TesterLoad;
import sellaprime.grid.jobs.UnfinishedJobs;
import sellaprime.grid.observe.GridObserver.Refusal;

/**
 * Whether one more job may be accepted. What is accepted is never dropped, so what cannot be kept,
 * or would wait too long, is refused.
 *
 * <p>Bounded are the unfinished jobs of the cluster, in proportion to its testers; the characters
 * of their numbers; the time until the job's turn would come, which is the work of its own {@link
 * CostClass} and of shorter ones over what all workers do; and the room in memory and on disk. The
 * bound on time looks at what is there before the job: an idle cluster takes any job, however long.
 * {@link Limit} shares the first three among callers.
 *
 * <p>Gateways that accept at the same moment may together exceed a bound a little.
 */
final class Admission {
  private static final int MAX_RETRY_SECONDS = 3600;

  /**
   * Nobody knows when memory, a heap or a disk will have room: what fills them need not be jobs.
   * After a minute a full heap is looked at again, and so are outcomes that might go.
   */
  private static final int RETRY_WHEN_FULL_SECONDS = 60;

  /**
   * The bounds.
   *
   * @param jobsPerTester unfinished jobs, times the testers that take work
   * @param workNanos time until a job's turn comes
   * @param chars characters of the numbers of all unfinished jobs, which every node keeps
   */
  record Bounds(int jobsPerTester, long workNanos, long chars) {}

  private final Bounds bounds;
  private final Backlog stored;
  private final LiveTesters live;
  private final DoubleSupplier roomUsed;
  private final Backlog onTheWay = new Backlog();
  private final DrainRate drain = new DrainRate();

  /** {@code roomUsed} tells how full the fullest of memory and disk is: 0 to 1. */
  Admission(Bounds bounds, UnfinishedJobs unfinished, LiveTesters live, DoubleSupplier roomUsed) {
    this.bounds = bounds;
    this.stored = unfinished.backlog();
    this.live = live;
    this.roomUsed = roomUsed;
  }

  /**
   * A job that has been let in and is not counted as unfinished yet; to be closed once it is stored
   * or not. May be closed twice.
   */
  final class Ticket implements AutoCloseable {
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final long caller;
    private final long nanos;
    private final int length;

    private Ticket(long caller, long nanos, int length) {
      this.caller = caller;
      this.nanos = nanos;
      this.length = length;
    }

    @Override
    public void close() {
      if (open.getAndSet(false)) {
        onTheWay.remove(caller, nanos, length);
      }
    }
  }

  /**
   * Lets one job in.
   *
   * @param length characters of its number
   * @throws RefusedException if there is no room, or no tester
   */
  synchronized Ticket enter(long caller, long expectedNanos, int length) {
    List<TesterLoad> open = live.open();
    if (open.isEmpty()) {
      throw new RefusedException(
          Refusal.NO_TESTER, "no tester takes work at the moment; try again in a second", 1);
    }
    Held all = stored.total().plus(onTheWay.total());
    Held own = stored.of(caller).plus(onTheWay.of(caller));
    double capacity = open.stream().mapToDouble(TesterLoad::capacity).sum();
    CostClass costClass = CostClass.of(expectedNanos);
    double jobBound = (double) bounds.jobsPerTester * open.size();
    Forecast forecast = new Forecast(all, capacity, drain.perSecond());

    Limit jobs = new Limit(jobBound, all.jobs(), own.jobs(), 1);
    double excess = excess(caller, jobs);
    if (excess > 0) {
      throw overloaded(
          Refusal.JOBS,
          jobs,
          "there are " + all.jobs() + " unfinished jobs",
          forecast.untilJobsEnd(excess));
    }
    Limit chars = new Limit(bounds.chars, all.chars(), own.chars(), length);
    excess = excess(caller, chars);
    if (excess > 0) {
      throw overloaded(
          Refusal.CHARACTERS,
          chars,
          "the numbers of the unfinished jobs have " + all.chars() + " characters",
          forecast.untilCharsEnd(excess));
    }
    // One nanosecond and not the job's own cost: see above.
    double work = all.nanosUpTo(costClass);
    Limit time = new Limit(bounds.workNanos * capacity, work, own.nanosUpTo(costClass), 1);
    excess = excess(caller, time);
    if (excess > 0) {
      throw overloaded(
          Refusal.WORK,
          time,
          "work for " + (long) (work / capacity / 1e9) + " s is waiting",
          forecast.untilWorkIsDone(excess, costClass));
    }
    if (roomUsed.getAsDouble() > Gateway.FULL) {
      throw new RefusedException(
          Refusal.ROOM,
          "the room for jobs, in memory or on disk, is full; try again later",
          RETRY_WHEN_FULL_SECONDS);
    }
    return enterAgain(caller, expectedNanos, length);
  }

  /**
   * Whether one more job would fit if the bound on their number were half of what it is: so much is
   * left to those that are asked for when jobs make parts.
   *
   * @param extra jobs of the caller's that are not counted otherwise
   */
  boolean isHalfFree(long caller, int extra) {
    Held all = stored.total().plus(onTheWay.total());
    Held own = stored.of(caller).plus(onTheWay.of(caller));
    double half = (double) bounds.jobsPerTester * live.open().size() / 2;
    return excess(caller, new Limit(half, all.jobs() + extra, own.jobs() + extra, 1)) == 0;
  }

  /** Lets a job through that is in already. */
  Ticket enterAgain(long caller, long expectedNanos, int length) {
    onTheWay.add(caller, expectedNanos, length);
    return new Ticket(caller, expectedNanos, length);
  }

  private static double excess(long caller, Limit limit) {
    return caller == CallerId.OWN
        ? limit.excess()
        : Math.max(limit.excess(), limit.excessOfShare());
  }

  private static RefusedException overloaded(
      Refusal why, Limit limit, String what, double seconds) {
    boolean isFull = limit.excess() > 0;
    String whose = isFull ? "" : ", and more than this caller's share of them is its own";
    return new RefusedException(
        isFull ? why : Refusal.SHARE,
        what + whose + "; try again later",
        (int) Math.max(1, Math.min(MAX_RETRY_SECONDS, Math.ceil(seconds))));
  }

  /** To be called every few seconds, by {@code System.nanoTime()}: how fast the cluster works. */
  void tick(long nanos) {
    drain.sample(nanos, stored.ended(), stored.total().jobs() > 0);
  }
}
