package sellaprime.grid.recovery;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sellaprime.grid.balance.Balancer;
import sellaprime.grid.balance.LiveTesters;
import sellaprime.grid.balance.Membership;
import sellaprime.grid.jobs.InMemoryJobStore;
import sellaprime.grid.jobs.KnownAnswers;
import sellaprime.grid.observe.GridObserver;
import sellaprime.job.JobEvent.Submitted;
import sellaprime.testkit.InMemoryLoads;
import sellaprime.testkit.ManualClock;
import sellaprime.testkit.Samples;

/** For how long the row of a dead tester stands. */
class SettledRowsTest {
  private static final String DEAD = "dead#1";

  /** The node "a", alone. */
  private static final Membership ALONE =
      new Membership() {
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
          return nodeId.equals("a");
        }

        @Override
        public boolean isLocalOldest() {
          return true;
        }

        @Override
        public long version() {
          return 1;
        }
      };

  private final InMemoryJobStore store = new InMemoryJobStore();
  private final InMemoryLoads loads = new InMemoryLoads();
  private final LiveTesters live = new LiveTesters(loads, ALONE::isAlive);
  private final Reassigner reassigner =
      new Reassigner(
          store,
          store.unfinished(),
          new KnownAnswers(store, 0).deadly(),
          loads,
          live,
          new Balancer(loads, live),
          ALONE,
          GridObserver.NONE,
          new ManualClock());

  private void sweep(int times) {
    for (int i = 0; i < times; i++) {
      reassigner.removeSettledRows();
    }
  }

  @Test
  void aRowThatCameBeforeItsJobsIsThereWhenTheyCome() {
    loads.publish(Samples.idle("a#1", 1));
    loads.publish(Samples.row(DEAD, false, 0, 1, "j"));
    sweep(Reassigner.SETTLED_SWEEPS);
    store.apply("j", new Submitted(Samples.job("j", DEAD))).join();
    sweep(1); // sees the job: the row is of use
    assertThat(reassigner.reassignOrphans()).isEqualTo(1);
    assertThat(requireNonNull(store.get("j")).setbacks()).as("it was in hand").hasSize(1);
    sweep(Reassigner.SETTLED_SWEEPS);
    assertThat(loads.row(DEAD)).as("counted anew").isNotNull();
    sweep(1);
    assertThat(loads.row(DEAD)).isNull();
    assertThat(loads.row("a#1")).isNotNull();
  }
}
