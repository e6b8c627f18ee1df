package sellaprime.grid.jobs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the load cache: what one tester has to do. Written by that tester alone, and always
 * rebuilt from what it really holds, so no crash can leave it wrong.
 */
public final class TesterLoad {
  private final String tester;
  private final String nodeId;
  private final String nodeName;
  private final int workers;
  private final boolean leaving;
  private final int queued;
  private final long @Nullable [] workNanos; // null in a row from before there were classes
  private final double slowness;
  private final String[] running;
  private final boolean testerOnly; // false in a row from before there were such
  private final long beat;

  /**
   * A row.
   *
   * @param tester the tester's id
   * @param nodeId id of its Ignite node
   * @param nodeName name of its node, for people
   * @param workers jobs it runs at a time
   * @param leaving true if it takes no more work
   * @param queued jobs in its queue
   * @param workNanos their expected cost, and that of what is running, on one core of a plain
   *     machine, by {@link CostClass}
   * @param slowness measured time over expected time; 1 is a plain machine, 2 half as fast
   * @param running ids of the jobs in its workers' hands
   * @param keeper whether its node holds the job cache, and so can oversee compound jobs
   * @param beat counts the rows this tester wrote
   */
  public TesterLoad(
      String tester,
      String nodeId,
      String nodeName,
      int workers,
      boolean leaving,
      int queued,
      long[] workNanos,
      double slowness,
      String[] running,
      boolean keeper,
      long beat) {
    this.tester = tester;
    this.nodeId = nodeId;
    this.nodeName = nodeName;
    this.workers = workers;
    this.leaving = leaving;
    this.queued = queued;
    this.workNanos = workNanos.clone();
    this.slowness = slowness;
    this.running = running.clone();
    this.testerOnly = !keeper;
    this.beat = beat;
  }

  /** The tester's id. */
  public String tester() {
    return tester;
  }

  /** Id of its Ignite node. */
  public String nodeId() {
    return nodeId;
  }

  /** Name of its node. */
  public String nodeName() {
    return nodeName;
  }

  /** Jobs it runs at a time. */
  public int workers() {
    return workers;
  }

  /** True if it takes no more work. */
  public boolean isLeaving() {
    return leaving;
  }

  /** Jobs in its queue. */
  public int queued() {
    return queued;
  }

  /** Measured time over expected time. */
  public double slowness() {
    return slowness;
  }

  /** Ids of the jobs in its workers' hands. */
  public List<String> running() {
    return List.of(running);
  }

  /** True if its node holds the job cache. */
  public boolean isKeeper() {
    return !testerOnly;
  }

  /** Counts the rows this tester wrote. */
  public long beat() {
    return beat;
  }

  /**
   * Work that it does in a second, in nanoseconds on one core of a plain machine, over a second's.
   */
  public double capacity() {
    return workers / slowness;
  }

  /**
   * How long, in nanoseconds, until it would be through with {@code extraNanos} of work of one
   * class, and with what it does before: the work of that class and of shorter ones. Where there is
   * longer work as well, its workers may be busy with it; then a lane beside them shares their
   * cores.
   */
  public double nanosUntilDone(CostClass costClass, double extraNanos) {
    double before = extraNanos;
    double longer = 0;
    for (int i = 0; i < CostClass.COUNT && workNanos != null; i++) {
      if (i <= costClass.index()) {
        before += workNanos[i];
      } else {
        longer += workNanos[i];
      }
    }
    return before / capacity() * (longer > 0 ? 2 : 1);
  }
}
