package sellaprime.grid.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sellaprime.grid.balance.Membership;
import sellaprime.grid.balance.Primaries;
import sellaprime.grid.chunk.PackedLines;
import sellaprime.grid.jobs.InMemoryJobStore;
import sellaprime.job.Ask;
import sellaprime.job.ChunkQuestion;
import sellaprime.job.Job;
import sellaprime.job.JobEvent.Cancelled;
import sellaprime.job.JobEvent.Submitted;
import sellaprime.job.JobState;
import sellaprime.job.PartIds;
import sellaprime.testkit.ManualClock;
import sellaprime.testkit.Samples;

/**
 * Three nodes: the primary dies while it sends the end of a job. The owner has got it; the node
 * that rules on the job from then on has not.
 */
class AftermathTest {
  private final InMemoryJobStore newPrimary = new InMemoryJobStore();
  private final ManualClock clock = new ManualClock();
  private final Set<String> alive = new HashSet<>(Set.of("dying", "owner", "heir"));
  private final Map<Integer, String> primaryOf = new HashMap<>(Map.of(0, "dying", 1, "owner"));

  private final Primaries primaries =
      new Primaries() {
        @Override
        public int partition(String id) {
          return id.startsWith("p0") ? 0 : 1;
        }

        @Override
        public Map<Integer, String> byPartition() {
          return Map.copyOf(primaryOf);
        }
      };

  private Membership seenBy(String node) {
    return new Membership() {
      @Override
      public String localId() {
        return node;
      }

      @Override
      public Collection<String> liveIds() {
        return List.copyOf(alive);
      }

      @Override
      public boolean isAlive(String id) {
        return alive.contains(id);
      }

      @Override
      public boolean isLocalOldest() {
        return false;
      }

      @Override
      public long version() {
        return alive.size();
      }
    };
  }

  private Aftermath at(String node, InMemoryJobStore store) {
    return new Aftermath(store, store.unfinished(), primaries, seenBy(node), clock);
  }

  private void primaryDies() {
    alive.remove("dying");
    primaryOf.put(0, "heir");
  }

  @Test
  void theEndOfAJobIsToldToAPrimaryThatDidNotGetIt() {
    // Two stores, as the copies of these nodes have parted.
    InMemoryJobStore owners = new InMemoryJobStore();
    Aftermath owner = at("owner", owners);
    for (InMemoryJobStore store : List.of(newPrimary, owners)) {
      store.apply("p0-j", Samples.submitted("p0-j", "7", "owner#1")).join();
      store.apply("p1-j", Samples.submitted("p1-j", "7", "owner#1")).join();
    }
    owner.tellEnds();
    owners.apply("p0-j", new Cancelled(5)).join();
    Job end = owners.get("p0-j");
    assertThat(end).isNotNull();
    primaryDies();

    owners.forwardTo(newPrimary);
    owner.tellEnds();

    assertThat(newPrimary.get("p0-j")).extracting(Job::state).isEqualTo(JobState.CANCELLED);
    assertThat(newPrimary.get("p1-j")).extracting(Job::state).isEqualTo(JobState.QUEUED);
  }

  /** A batch throws its chunks away when their results are taken, at any moment. */
  @Test
  void aPartThatIsThrownAwayDoesNotComeBack() {
    String kept = PartIds.of("p0-b", 0);
    String thrownAway = PartIds.of("p0-b", 1);
    InMemoryJobStore owners = new InMemoryJobStore();
    Aftermath owner = at("owner", owners);
    for (String id : List.of(kept, thrownAway)) {
      owners.apply(id, part(id)).join();
    }
    newPrimary.apply(kept, part(kept)).join();
    owner.tellEnds();
    for (String id : List.of(kept, thrownAway)) {
      owners.apply(id, Samples.prime("owner")).join();
    }
    primaryDies();

    owners.forwardTo(newPrimary);
    owner.tellEnds();

    assertThat(newPrimary.get(kept)).extracting(Job::state).isEqualTo(JobState.DONE);
    assertThat(newPrimary.get(thrownAway)).isNull();
  }

  private static Submitted part(String id) {
    ChunkQuestion chunk = new ChunkQuestion(Ask.PRIME, 0, 1, 0, new PackedLines().packed(), false);
    return new Submitted(Job.submitted(id, chunk, 1, "owner#1", 1));
  }

  @Test
  void theNewPrimaryHasItsUnfinishedJobsWrittenAgain() {
    InMemoryJobStore lacking = newPrimary.onAnotherNode();
    Aftermath heir = at("heir", newPrimary);
    heir.tellEnds();
    newPrimary.apply("p0-j", Samples.submitted("p0-j", "7", "owner#1")).join();
    newPrimary.apply("p1-j", Samples.submitted("p1-j", "7", "owner#1")).join();
    List<String> written = new java.util.ArrayList<>();
    lacking.onChange(job -> written.add(job.id()));

    heir.reaffirm();
    assertThat(written).as("nobody is gone").isEmpty();
    primaryDies();
    heir.tellEnds();
    heir.reaffirm();
    assertThat(written).containsExactly("p0-j");
    heir.tellEnds();
    heir.reaffirm();
    assertThat(written).as("once is enough").containsExactly("p0-j");
  }
}
