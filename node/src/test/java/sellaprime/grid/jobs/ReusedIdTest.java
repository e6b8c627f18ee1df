package sellaprime.grid.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import sellaprime.grid.jobs.UnfinishedJobs.Assignment;
import sellaprime.job.JobEvent.Reassigned;
import sellaprime.testkit.Samples;

/** An id that another job gets after the first was removed: as a chunk that is fed once more. */
class ReusedIdTest {
  private final InMemoryJobStore store = new InMemoryJobStore();
  private final UnfinishedJobs unfinished = store.unfinished();

  private void submit(String number, String owner) {
    store.apply("b~6", Samples.submitted("b~6", number, owner)).join();
  }

  @Test
  void theIndexFollowsThoughTheNewJobHasFewerAttempts() {
    submit("7", "a#1");
    store.apply("b~6", Reassigned.whileQueued("a#1", 1, "b#1")).join();
    store.discard(new TreeSet<>(List.of("b~6"))).join();
    submit("9", "c#1");
    assertThat(unfinished.get("b~6"))
        .extracting(Assignment::owner, Assignment::attempt)
        .containsExactly("c#1", 1);
    assertThat(unfinished.size()).isOne();
  }

  @Test
  void alsoWhenTheNoteOfTheRemovalComesLate() {
    submit("7", "a#1");
    store.apply("b~6", Reassigned.whileQueued("a#1", 1, "b#1")).join();
    store.missChanges(true); // what it would be told in between comes in the wrong order
    store.discard(new TreeSet<>(List.of("b~6"))).join();
    store.missChanges(false);
    submit("9", "c#1"); // fewer attempts than the index has: taken for late
    unfinished.noteRemoval("b~6");
    assertThat(unfinished.get("b~6")).as("in doubt").isNull();
    unfinished.refreshDoubtful();
    assertThat(unfinished.get("b~6")).extracting(Assignment::owner).isEqualTo("c#1");
  }

  @Test
  void anEntryThatIsAheadOfTheStoreIsPutRight() {
    submit("7", "a#1");
    store.apply("b~6", Reassigned.whileQueued("a#1", 1, "b#1")).join();
    store.missChanges(true);
    store.discard(new TreeSet<>(List.of("b~6"))).join();
    store.missChanges(false);
    submit("9", "c#1");
    unfinished.refreshDoubtful();
    assertThat(unfinished.get("b~6"))
        .extracting(Assignment::owner, Assignment::attempt)
        .containsExactly("c#1", 1);
    assertThat(unfinished.backlog().total().jobs()).isOne();
  }
}
