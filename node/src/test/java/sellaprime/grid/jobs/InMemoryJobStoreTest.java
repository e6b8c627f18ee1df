package sellaprime.grid.jobs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import sellaprime.job.JobState;
import sellaprime.job.Ruling;
import sellaprime.testkit.Samples;

class InMemoryJobStoreTest extends JobStoreContract {
  private final InMemoryJobStore store = new InMemoryJobStore();
  private final List<JobStore> nodes = List.of(store, store.onAnotherNode());

  @Override
  List<JobStore> stores() {
    return nodes;
  }

  @Test
  void refusesWhenTold() {
    store.refuseNext(1);
    assertThatThrownBy(() -> store.apply("j", Samples.submitted("j", "7", "a")).join())
        .hasCauseInstanceOf(StoreUnavailableException.class);
    assertThat(store.get("j")).isNull();
    assertThat(store.apply("j", Samples.submitted("j", "7", "a")).join().isApplied()).isTrue();
  }

  @Test
  void losesRepliesWhenTold() {
    store.loseNextReplies(1);
    assertThatThrownBy(() -> store.apply("j", Samples.submitted("j", "7", "a")).join())
        .hasCauseInstanceOf(StoreUnavailableException.class);
    assertThat(store.get("j")).isNotNull();
  }

  @Test
  void holdsChangesBackWhenToldAndKeepsTheOrderOfEachJob() {
    store.hold();
    CompletableFuture<Ruling> submitted = store.apply("j", Samples.submitted("j", "7", "a"));
    CompletableFuture<Ruling> answered = store.apply("j", Samples.prime("a"));
    assertThat(submitted).isNotDone();
    store.letOneGo(new Random(1));
    assertThat(submitted).isDone();
    assertThat(answered).isNotDone();
    store.letGo();
    assertThat(requireNonNull(store.get("j")).state()).isEqualTo(JobState.DONE);
    assertThat(store.held()).isZero();
  }
}
