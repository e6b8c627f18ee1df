package sellaprime.grid.recovery;

import java.util.Collection;
import java.util.Set;
import sellaprime.grid.balance.Balancer;
import sellaprime.grid.balance.LiveTesters;
import sellaprime.grid.balance.Membership;
import sellaprime.grid.jobs.InMemoryJobStore;
import sellaprime.grid.jobs.KnownAnswers;
import sellaprime.grid.observe.GridObserver;
import sellaprime.testkit.InMemoryLoads;
import sellaprime.testkit.ManualClock;

/**
 * What recovery has to do with at the node {@code a}: it alone keeps jobs, and so does all the work
 * of recovery.
 */
record NodeA(InMemoryJobStore store, InMemoryLoads loads, LiveTesters live, Reassigner reassigner) {

  /** It takes the testers of the nodes {@code alive}, and no others, for alive. */
  static NodeA seeing(Set<String> alive) {
    Membership membership = new Sees(alive);
    InMemoryJobStore store = new InMemoryJobStore();
    InMemoryLoads loads = new InMemoryLoads();
    LiveTesters live = new LiveTesters(loads, membership::isAlive);
    Reassigner reassigner =
        new Reassigner(
            store,
            store.unfinished(),
            new KnownAnswers(store, 0).deadly(),
            loads,
            live,
            new Balancer(loads, live),
            membership,
            GridObserver.NONE,
            new ManualClock());
    return new NodeA(store, loads, live, reassigner);
  }

  private record Sees(Set<String> alive) implements Membership {
    @Override
    public String localId() {
      return "a";
    }

    @Override
    public Collection<String> liveIds() {
      return Set.of("a");
    }

    @Override
    public boolean isAlive(String nodeId) {
      return alive.contains(nodeId);
    }

    @Override
    public boolean isLocalOldest() {
      return true;
    }

    @Override
    public long version() {
      return 1;
    }
  }
}
