package sellaprime.grid.compound;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import sellaprime.grid.jobs.InMemoryJobStore;
import sellaprime.job.Answer;
import sellaprime.job.Ask;
import sellaprime.job.BatchQuestion;
import sellaprime.job.Bytes;
import sellaprime.job.ChunkQuestion;
import sellaprime.job.Finding;
import sellaprime.job.Job;
import sellaprime.job.JobEvent.Answered;
import sellaprime.job.JobEvent.Noted;
import sellaprime.job.JobEvent.Submitted;
import sellaprime.job.Ledger;
import sellaprime.job.Outcome;
import sellaprime.job.PartIds;
import sellaprime.testkit.InMemoryLoads;
import sellaprime.testkit.ManualClock;

class RenewalTest {
  private static final Duration KEEP = Duration.ofHours(24);
  private static final Duration HALF = Duration.ofHours(12);

  private final InMemoryJobStore store = new InMemoryJobStore();
  private final ManualClock clock = new ManualClock();
  private final Parts parts = TestParts.of("b", store, new InMemoryLoads(), clock);
  private final List<String> written = new ArrayList<>();
  private Renewal renewal = renewal();

  private Renewal renewal() {
    Job whole = store.get("b");
    return new Renewal(whole == null ? clock.millis() : whole.submittedAt(), KEEP);
  }

  private void begin() {
    BatchQuestion batch = new BatchQuestion(Ask.PRIME, 0, false, 0);
    Job whole = Job.submitted("b", batch, 1, "a#1", clock.millis());
    store.apply("b", new Submitted(whole)).join();
    renewal = renewal();
  }

  private void submit(int number) {
    String id = PartIds.of("b", number);
    ChunkQuestion chunk = new ChunkQuestion(Ask.PRIME, 0, 1, 0, Bytes.of(new byte[0]), false);
    store.apply(id, new Submitted(Job.submitted(id, chunk, 1, "a#1", clock.millis()))).join();
  }

  private void end(int number) {
    Finding finding = Finding.verdict(Answer.PRIME, "test");
    String id = PartIds.of("b", number);
    store.apply(id, new Answered(Outcome.of(finding, "a", clock.millis()))).join();
  }

  private List<String> step(Duration later) {
    clock.advance(later);
    written.clear();
    renewal.step(parts, 0);
    return List.copyOf(written);
  }

  @Test
  void whatEndedLongAgoIsWrittenAgainAsLongAsTheWholeIsNotOver() {
    begin();
    for (int number = 0; number < 4; number++) {
      submit(number);
    }
    end(0);
    end(2);
    store.onChange(job -> written.add(job.id()));
    assertThat(step(HALF)).as("none is older than that").isEmpty();
    end(3);
    assertThat(step(HALF)).containsExactly("b~0", "b~2");
    assertThat(step(HALF.minusMinutes(1))).as("not yet").isEmpty();
    assertThat(step(Duration.ofMinutes(1))).containsExactly("b~0", "b~2", "b~3");
    renewal = renewal();
    assertThat(step(Duration.ofMinutes(1))).as("taken over").hasSize(3);
    assertThat(step(Duration.ofMinutes(1))).isEmpty();
  }

  @Test
  void manyAreWrittenAFewAtAStepAndGapsDoNotEndIt() {
    begin();
    int count = 100;
    for (int number = 0; number < count; number++) {
      submit(number);
      end(number);
    }
    store.discard(new TreeSet<>(List.of("b~3", "b~40"))).join();
    store.apply("b", new Noted(Ledger.settled(50, ""), false)).join();
    store.onChange(job -> written.add(job.id()));
    int all = 0;
    int most = 0;
    clock.advance(HALF);
    for (int i = 0; i < count; i++) {
      int now = step(Duration.ofSeconds(1)).size();
      all += now;
      most = Math.max(most, now);
    }
    assertThat(all).isEqualTo(count - 2);
    assertThat(most).isLessThan(count / 2);
  }
}
