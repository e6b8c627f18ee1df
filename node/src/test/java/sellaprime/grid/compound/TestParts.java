package sellaprime.grid.compound;

import sellaprime.grid.balance.Balancer;
import sellaprime.grid.balance.LiveTesters;
import sellaprime.grid.jobs.JobStore;
import sellaprime.grid.observe.GridObserver;
import sellaprime.testkit.InMemoryLoads;
import sellaprime.testkit.ManualClock;

/** Lets the tests of plans have parts, without a coordinator. */
public final class TestParts {
  private TestParts() {}

  /** The parts of {@code compound} in {@code store}, given to the testers of {@code table}. */
  public static Parts of(String compound, JobStore store, InMemoryLoads table) {
    LiveTesters live = new LiveTesters(table, node -> true);
    return new Parts(
        compound,
        new Parts.Grid(
            store, new Balancer(table, live), live, GridObserver.NONE, new ManualClock()));
  }
}
