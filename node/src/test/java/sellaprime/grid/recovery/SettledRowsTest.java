package sellaprime.grid.recovery;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import sellaprime.grid.jobs.InMemoryJobStore;
import sellaprime.job.JobEvent.Submitted;
import sellaprime.testkit.InMemoryLoads;
import sellaprime.testkit.Samples;

/** For how long the row of a dead tester stands. */
class SettledRowsTest {
  private static final String DEAD = "dead#1";

  private final NodeA node = NodeA.seeing(Set.of("a"));
  private final InMemoryJobStore store = node.store();
  private final InMemoryLoads loads = node.loads();
  private final Reassigner reassigner = node.reassigner();

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
