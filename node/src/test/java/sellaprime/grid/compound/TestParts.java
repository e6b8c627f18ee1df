package sellaprime.grid.compound;

import java.util.concurrent.atomic.AtomicInteger;
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
    return of(compound, store, table, new ManualClock());
  }

  /** The same, by {@code clock}. */
  public static Parts of(String compound, JobStore store, InMemoryLoads table, ManualClock clock) {
    return of(compound, store, table, clock, (caller, onTheWay) -> true);
  }

  /** As above, with room for as many as {@code plenty} says. */
  public static Parts of(String compound, JobStore store, InMemoryLoads table, Plenty plenty) {
    return of(compound, store, table, new ManualClock(), plenty);
  }

  private static Parts of(
      String compound, JobStore store, InMemoryLoads table, ManualClock clock, Plenty plenty) {
    LiveTesters live = new LiveTesters(table, node -> true);
    Parts.Grid grid =
        new Parts.Grid(
            store,
            new Balancer(table, live),
            live,
            GridObserver.NONE,
            clock,
            plenty,
            new AtomicInteger());
    return new Parts(compound, grid, new PartRoom(grid::isPlentyFor, grid::workers));
  }
}
