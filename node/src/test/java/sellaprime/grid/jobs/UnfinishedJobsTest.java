package sellaprime.grid.jobs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import sellaprime.job.Job;
import sellaprime.job.JobEvent;
import sellaprime.job.JobEvent.Reassigned;
import sellaprime.job.JobTransitions;
import sellaprime.testkit.Samples;

class UnfinishedJobsTest {
  private final InMemoryJobStore store = new InMemoryJobStore();
  private final UnfinishedJobs index = new UnfinishedJobs(store); // hears only what a test tells it
  private final Job queued = Samples.job("j", "a#1");
  private final Job moved = after(queued, Reassigned.whileQueued("a#1", 1, "b#1"));
  private final Job done = after(queued, Samples.prime("a"));
  private final Job movedAndDone = after(moved, Samples.prime("a"));

  @Test
  void followsAJobFromItsSubmissionToItsEnd() {
    assertThat(index.note(queued)).isTrue();
    assertThat(requireNonNull(index.get("j")).owner()).isEqualTo("a#1");
    assertThat(index.note(moved)).isTrue();
    assertThat(requireNonNull(index.get("j")).owner()).isEqualTo("b#1");
    assertThat(index.size()).isEqualTo(1);
    assertThat(index.note(movedAndDone)).isTrue();
    assertThat(index.all()).isEmpty();
  }

  @Test
  void tellsOfEachMoveAndEachEndOnce() {
    List<String> heard = new ArrayList<>();
    index.listen(
        new UnfinishedJobs.Listener() {
          @Override
          public void moved(String from, Job job) {
            heard.add(from + " to " + job.owner());
          }

          @Override
          public void ended(Job job) {
            heard.add("end");
          }
        });
    index.note(queued);
    index.note(moved);
    index.note(moved);
    index.note(movedAndDone);
    index.note(movedAndDone);
    assertThat(heard).containsExactly("a#1 to b#1", "end");
    heard.clear();
    index.note(queued); // late, and dropped
    index.verify();
    index.verify();
    index.note(queued);
    index.note(movedAndDone);
    index.note(moved); // later than the end
    assertThat(heard).containsExactly("a#1 to b#1", "end");
  }

  @Test
  void queuedAfterDoneIsLate() {
    assertThat(index.note(done)).isTrue();
    assertThat(index.note(queued)).isFalse();
    assertThat(index.size()).isZero();
  }

  @Test
  void anOldAssignmentAfterANewOneIsLate() {
    assertThat(index.note(moved)).isTrue();
    assertThat(index.note(queued)).isFalse();
    assertThat(requireNonNull(index.get("j")).attempt()).isEqualTo(2);
  }

  @Test
  void aMoveAfterItsEndIsLate() {
    assertThat(index.note(queued)).isTrue();
    assertThat(index.note(movedAndDone)).isTrue();
    assertThat(index.note(moved)).isFalse();
    assertThat(index.size()).isZero();
  }

  @Test
  void anEarlyEndIsRememberedThroughOneVerification() {
    index.note(done);
    index.verify();
    assertThat(index.note(queued)).isFalse();
    index.verify();
    assertThat(index.note(queued)).as("forgotten by then").isTrue();
    index.verify();
    assertThat(index.size()).as("mended, since the store knows no such job").isZero();
  }

  @Test
  void rescanFindsWhatNoNoteTold() {
    store.apply("j", Samples.submitted("j", "7", "a#1"));
    store.apply("k", Samples.submitted("k", "7", "a#1"));
    store.apply("k", Samples.prime("a"));
    index.rescan();
    assertThat(index.all()).extracting(UnfinishedJobs.Assignment::id).containsExactly("j");
  }

  @Test
  void verifyDropsWhatIsOverAndCatchesUpOnMoves() {
    index.note(queued);
    index.note(Samples.job("k", "a#1"));
    store.apply("j", Samples.submitted("j", "7", "a#1"));
    store.apply("j", Reassigned.whileQueued("a#1", 1, "b#1"));
    store.apply("k", Samples.submitted("k", "7", "a#1"));
    store.apply("k", Samples.prime("a"));
    index.verify();
    assertThat(index.all())
        .singleElement()
        .satisfies(assignment -> assertThat(assignment.owner()).isEqualTo("b#1"));
  }

  private static Job after(Job job, JobEvent event) {
    return requireNonNull(JobTransitions.apply(job, event).job());
  }
}
