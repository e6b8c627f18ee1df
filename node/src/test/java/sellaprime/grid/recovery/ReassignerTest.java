package sellaprime.grid.recovery;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sellaprime.grid.balance.LiveTesters;
import sellaprime.grid.jobs.InMemoryJobStore;
import sellaprime.job.Job;
import sellaprime.job.JobEvent.Progressed;
import sellaprime.job.JobState;
import sellaprime.job.Progress;
import sellaprime.testkit.InMemoryLoads;
import sellaprime.testkit.Samples;

/** Jobs that ask about the same number, of which testers die. The node {@code a} does it all. */
class ReassignerTest {
  private final Set<String> nodes = new HashSet<>(List.of("a", "b", "c", "d", "e", "f"));
  private final NodeA node = NodeA.seeing(nodes);
  private final InMemoryJobStore store = node.store();
  private final InMemoryLoads loads = node.loads();
  private final LiveTesters live = node.live();
  private final Reassigner reassigner = node.reassigner();

  ReassignerTest() {
    nodes.forEach(node -> loads.publish(Samples.idle(node + "#1", 1)));
  }

  private void submit(String id, String number, String owner) {
    store.apply(id, Samples.submitted(id, number, owner)).join();
  }

  /** The tester of {@code owner} dies with {@code inHand} in hand. */
  private void die(String tester, String... inHand) {
    loads.publish(Samples.row(tester, false, 0, 2, inHand));
    nodes.remove(Samples.node(tester));
    reassigner.reassignOrphans();
  }

  private Job job(String id) {
    return requireNonNull(store.get(id));
  }

  @Test
  void thoseThatAskTheSameGoToOneTester() {
    for (int i = 0; i < 20; i++) {
      submit("same" + i, "7", "b#1");
      submit("other" + i, "" + (100 + i), "b#1");
    }
    die("b#1");
    Set<String> same = new HashSet<>();
    Set<String> other = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      same.add(job("same" + i).owner());
      other.add(job("other" + i).owner());
    }
    assertThat(same).hasSize(1);
    assertThat(other).as("are spread").hasSizeGreaterThan(1);
  }

  @Test
  void theyGoWhereOneOfThemIs() {
    submit("there", "7", "c#1");
    for (int i = 0; i < 5; i++) {
      submit("j" + i, "7", "b#1");
    }
    die("b#1", "j0");
    for (int i = 0; i < 5; i++) {
      assertThat(job("j" + i).owner()).isEqualTo("c#1");
    }
    assertThat(job("j0").setbacks()).hasSize(1);
    assertThat(job("j1").setbacks()).as("its history is its own").isEmpty();
  }

  @Test
  void theThirdDeathEndsThemAll() {
    submit("i", "7", "b#1");
    submit("j", "7", "b#1");
    submit("innocent", "11", "b#1");
    die("b#1", "i");
    String second = job("i").owner();
    assertThat(job("j").owner()).isEqualTo(second);
    die(second, "j"); // this time the other one was in hand
    String third = job("i").owner();
    submit("k", "7", third);
    assertThat(job("k").state()).isEqualTo(JobState.QUEUED);
    die(third, "i");
    assertThat(job("k").state()).isEqualTo(JobState.FAILED);
    assertThat(job("j").state()).isEqualTo(JobState.FAILED);
    assertThat(requireNonNull(job("k").outcome()).reason()).startsWith("poison");
    assertThat(job("innocent").state()).isEqualTo(JobState.QUEUED);
    assertThat(job("i").setbacks()).as("two of the three; its next tester looks").hasSize(2);
    assertThat(live.isLive(job("i").owner())).isTrue();
  }

  @Test
  void aNumberThatGetsOnIsNoPoisonForThoseWhoWaitForIt() {
    submit("i", "7", "b#1");
    submit("j", "7", "b#1");
    String owner = "b#1";
    for (int attempt = 1; attempt <= 4; attempt++) {
      Progress farther = new Progress(attempt / 8.0, new byte[] {1}, attempt, attempt);
      store.apply("i", new Progressed(owner, farther)).join();
      die(owner, "i");
      owner = job("i").owner();
      assertThat(job("j").owner()).isEqualTo(owner);
    }
    assertThat(job("j").state()).isEqualTo(JobState.QUEUED);
    assertThat(job("i").state()).isEqualTo(JobState.QUEUED);
  }
}
