package sellaprime.grid.gateway;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import sellaprime.grid.balance.LiveTesters;
import sellaprime.grid.gateway.RefusedException.Reason;
import sellaprime.grid.jobs.TesterLoad;
import sellaprime.grid.jobs.UnfinishedJobs;

/**
 * Whether one more job may be accepted: a bound on the unfinished jobs in the cluster, in
 * proportion to its testers, and on the room that the job cache uses, in memory or on disk. What is
 * accepted is never dropped, so what cannot be kept is refused.
 */
final class Admission {
  private static final double FULL = 0.9;
  private static final int MAX_RETRY_SECONDS = 60;

  private final int maxJobsPerTester;
  private final UnfinishedJobs unfinished;
  private final LiveTesters live;
  private final DoubleSupplier roomUsed;
  private final AtomicInteger onTheWay = new AtomicInteger();

  /** {@code roomUsed} tells how full the job cache's memory is, or its disk: 0 to 1. */
  Admission(
      int maxJobsPerTester, UnfinishedJobs unfinished, LiveTesters live, DoubleSupplier roomUsed) {
    this.maxJobsPerTester = maxJobsPerTester;
    this.unfinished = unfinished;
    this.live = live;
    this.roomUsed = roomUsed;
  }

  /**
   * Lets one job in; {@link #leave} once it is stored or not.
   *
   * @throws RefusedException if there is no room, or no tester
   */
  void enter() {
    List<TesterLoad> open = live.open();
    if (open.isEmpty()) {
      throw new RefusedException(
          Reason.UNAVAILABLE, "no tester takes work at the moment; try again in a second", 1);
    }
    int unfinishedJobs = unfinished.size() + onTheWay.incrementAndGet();
    long limit = (long) maxJobsPerTester * open.size();
    if (unfinishedJobs > limit) {
      onTheWay.decrementAndGet();
      throw new RefusedException(
          Reason.OVERLOADED,
          "there are " + limit + " unfinished jobs already; try again later",
          retryAfterSeconds(open));
    }
    if (roomUsed.getAsDouble() > FULL) {
      onTheWay.decrementAndGet();
      throw new RefusedException(
          Reason.OVERLOADED,
          "the room for jobs, in memory or on disk, is full; try again later",
          MAX_RETRY_SECONDS);
    }
  }

  void leave() {
    onTheWay.decrementAndGet();
  }

  /**
   * When the least loaded tester will be through with a tenth of its work: by then there is room.
   */
  private static int retryAfterSeconds(List<TesterLoad> open) {
    double nanos = open.stream().mapToDouble(row -> row.nanosUntilDone(0)).min().orElse(0);
    return (int) Math.max(1, Math.min(MAX_RETRY_SECONDS, Math.ceil(nanos / 10 / 1e9)));
  }
}
