package sellaprime.grid.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sellaprime.grid.jobs.InMemoryJobStore;
import sellaprime.job.Job;
import sellaprime.job.JobEvent.Cancelled;
import sellaprime.job.JobState;
import sellaprime.testkit.Samples;

@Timeout(30)
class WaitersTest {
  private final InMemoryJobStore store = new InMemoryJobStore();
  private final Waiters waiters = new Waiters(store);

  @AfterEach
  void close() {
    waiters.close();
  }

  private void submit(String id) {
    store.apply(id, Samples.submitted(id, "7", "a#1")).join();
  }

  private static Job ended(CompletableFuture<Job> wait) throws Exception {
    return wait.get(10, TimeUnit.SECONDS);
  }

  @Test
  void aWaitEndsWithTheJobAndNotBefore() throws Exception {
    CompletableFuture<Job> wait = waiters.register("j");
    submit("j");
    submit("other");
    store.apply("other", Samples.prime("a")).join();
    ended(waitFor("other-too"));
    assertThat(wait).isNotDone();
    store.apply("j", Samples.prime("a")).join();
    assertThat(ended(wait).state()).isEqualTo(JobState.DONE);
  }

  /** A wait that has ended: what was noted before it has been seen to by then. */
  private CompletableFuture<Job> waitFor(String id) {
    CompletableFuture<Job> wait = waiters.register(id);
    submit(id);
    store.apply(id, Samples.prime("a")).join();
    return wait;
  }

  @Test
  void allWhoWaitForAJobAreTold() throws Exception {
    List<CompletableFuture<Job>> waits = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      waits.add(waiters.register("j"));
    }
    submit("j");
    store.apply("j", new Cancelled(1)).join();
    for (CompletableFuture<Job> wait : waits) {
      assertThat(ended(wait).state()).isEqualTo(JobState.CANCELLED);
    }
  }

  @Test
  void whoIsForgottenIsNotTold() throws Exception {
    CompletableFuture<Job> gone = waiters.register("j");
    CompletableFuture<Job> stays = waiters.register("j");
    waiters.forget("j", gone);
    waiters.forget("j", gone);
    submit("j");
    store.apply("j", Samples.prime("a")).join();
    ended(stays);
    assertThat(gone).isNotDone();
  }

  @Test
  void reconcileMakesUpForALostNote() throws Exception {
    submit("j");
    store.apply("j", Samples.prime("a")).join();
    CompletableFuture<Job> late = waiters.register("j");
    CompletableFuture<Job> unknown = waiters.register("unknown");
    waiters.reconcile();
    assertThat(ended(late).state()).isEqualTo(JobState.DONE);
    assertThat(unknown).isNotDone();
  }

  @Test
  void aCallbackThatThrowsDoesNotStopTheNotifier() throws Exception {
    CompletableFuture<Job> wait = waiters.register("j");
    wait.thenAccept(
        job -> {
          throw new IllegalStateException("on purpose");
        });
    submit("j");
    store.apply("j", Samples.prime("a")).join();
    ended(wait);
    ended(waitFor("k"));
  }

  @Test
  void mayBeClosedTwice() {
    waiters.close();
    waiters.close();
  }
}
