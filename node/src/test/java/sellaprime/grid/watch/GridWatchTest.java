package sellaprime.grid.watch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import sellaprime.grid.watch.Happening.Kind;
import sellaprime.job.Job;
import sellaprime.job.JobEvent;
import sellaprime.job.JobEvent.Cancelled;
import sellaprime.job.JobEvent.Failed;
import sellaprime.job.JobEvent.Reassigned;
import sellaprime.job.JobTransitions;
import sellaprime.testkit.InMemoryLoads;
import sellaprime.testkit.ManualClock;
import sellaprime.testkit.Samples;

class GridWatchTest {
  private final GridWatch watch = new GridWatch(new InMemoryLoads(), new ManualClock());

  private static Job after(Job job, JobEvent event) {
    return requireNonNull(JobTransitions.apply(job, event).job());
  }

  @Test
  void tellsWhoCameAndWent() {
    watch.joined("n1", "a");
    watch.joined("n2", "b");
    watch.left("n1", "a", true);
    watch.left("n2", "b", false);
    assertThat(watch.since(0))
        .extracting(Happening::number, Happening::kind, Happening::node)
        .containsExactly(
            tuple(1L, Kind.JOINED, "a"),
            tuple(2L, Kind.JOINED, "b"),
            tuple(3L, Kind.DIED, "a"),
            tuple(4L, Kind.LEFT, "b"));
    assertThat(watch.since(2)).hasSize(2);
    assertThat(watch.since(4)).isEmpty();
  }

  @Test
  void tellsWhereAJobWentAndWhy() {
    watch.knows("n1", "a");
    watch.knows("n2", "b");
    Job queued = Samples.job("j", "n1#1");
    Job waited = after(queued, Reassigned.whileQueued("n1#1", 1, "n2#1"));
    Job crashed = after(waited, Reassigned.afterCrash("n2#1", 2, "n3#1", "b", 5));
    watch.moved("n1#1", waited);
    watch.moved("n2#1", crashed);
    assertThat(watch.since(0))
        .extracting(
            Happening::job, Happening::from, Happening::to, Happening::attempt, Happening::why)
        .containsExactly(tuple("j", "a", "b", 2, "queued"), tuple("j", "b", "n3#1", 3, "crashed"));
    assertThat(watch.totals().handedOver()).isEqualTo(2);
  }

  @Test
  void countsEndsAndTellsOfFailures() {
    Job queued = Samples.job("j", "n1#1");
    watch.ended(after(queued, Samples.prime("a")));
    watch.ended(after(queued, Samples.prime("a")));
    watch.ended(after(queued, new Cancelled(5)));
    watch.ended(after(queued, new Failed("n1#1", 1, "it is negative", "a", 5)));
    assertThat(watch.totals()).isEqualTo(new GridWatch.Totals(2, 1, 1, 0));
    assertThat(watch.doneByNode()).containsOnlyKeys("a").containsEntry("a", 2L);
    assertThat(watch.since(0))
        .extracting(Happening::kind, Happening::job, Happening::why)
        .containsExactly(tuple(Kind.FAILED, "j", "it is negative"));
  }

  @Test
  void remembersTheLastOnes() {
    for (int i = 0; i < 3 * GridWatch.KEPT; i++) {
      watch.joined("n" + i, "a");
    }
    assertThat(watch.since(0)).hasSize(GridWatch.KEPT);
    assertThat(watch.since(3L * GridWatch.KEPT - 5)).hasSize(5);
  }
}
