package sellaprime.grid.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import sellaprime.grid.jobs.InMemoryJobStore;
import sellaprime.job.Job;
import sellaprime.job.JobEvent.Cancelled;
import sellaprime.job.JobEvent.Reassigned;
import sellaprime.job.JobState;
import sellaprime.testkit.Samples;

/** Two nodes: one misses a change, as when its sender died after it had reached the other only. */
class CopyCheckTest {
  private final InMemoryJobStore sound = new InMemoryJobStore();
  private final InMemoryJobStore behind = sound.onAnotherNode();
  private final CopyCheck check = new CopyCheck(behind, behind.unfinished());

  private void submit(String id) {
    sound.apply(id, Samples.submitted(id, "7", "a#1")).join();
  }

  @Test
  void anOutcomeThatDidNotArriveIsFetched() {
    submit("j");
    behind.missChanges(true);
    sound.apply("j", Samples.prime("a")).join();
    behind.missChanges(false);
    assertThat(behind.get("j")).extracting(Job::state).isEqualTo(JobState.QUEUED);
    List<Job> told = new ArrayList<>();
    behind.onChange(told::add);

    check.look();

    assertThat(behind.get("j")).extracting(Job::state).isEqualTo(JobState.DONE);
    assertThat(behind.unfinished().get("j")).isNull();
    assertThat(told).extracting(Job::state).as("who waits there").containsExactly(JobState.DONE);
  }

  @Test
  void aMoveThatDidNotArriveIsFetchedAndTheNewOwnerHearsOfIt() {
    submit("j");
    behind.missChanges(true);
    sound.apply("j", Reassigned.whileQueued("a#1", 1, "b#1")).join();
    behind.missChanges(false);
    List<Job> told = new ArrayList<>();
    behind.onChange(told::add);

    check.look();

    assertThat(told).extracting(Job::owner).containsExactly("b#1");
    assertThat(behind.unfinished().get("j")).isNotNull();
    assertThat(sound.unfinished().get("j")).isEqualTo(behind.unfinished().get("j"));
  }

  @Test
  void aJobThatOnlyThisNodeHasIsBroughtToTheOthers() {
    submit("j");
    behind.missChanges(true);
    sound.discard(new TreeSet<>(List.of("j"))).join();
    behind.missChanges(false);
    assertThat(sound.get("j")).isNull();

    check.look();

    assertThat(sound.get("j")).extracting(Job::state).isEqualTo(JobState.QUEUED);
  }

  @Test
  void whatIsEqualIsLeftAlone() {
    submit("j");
    List<Job> told = new ArrayList<>();
    sound.onChange(told::add);
    check.look();
    check.look();
    assertThat(told).isEmpty();
  }

  @Test
  void everyJobHasItsTurnHoweverManyThereAre() {
    int many = 2 * CopyCheck.MAX_AT_ONCE + 10;
    for (int i = 0; i < many; i++) {
      submit("j" + i);
    }
    behind.missChanges(true);
    for (int i = 0; i < many; i++) {
      sound.apply("j" + i, new Cancelled(5)).join();
    }
    behind.missChanges(false);
    assertThat(behind.unfinished().size()).isEqualTo(many);
    for (int looks = 0; looks < 3; looks++) {
      check.look();
    }
    assertThat(behind.unfinished().size()).isZero();
  }

  @Test
  void aRefusedComparisonIsRepeated() {
    submit("j");
    behind.missChanges(true);
    sound.apply("j", Samples.prime("a")).join();
    behind.missChanges(false);
    sound.refuseNext(1);
    check.look();
    assertThat(behind.unfinished().size()).isOne();
    check.look();
    assertThat(behind.unfinished().size()).isZero();
  }
}
