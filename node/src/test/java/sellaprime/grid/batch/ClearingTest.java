package sellaprime.grid.batch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sellaprime.grid.batch.BatchException.Reason;
import sellaprime.grid.chunk.Tally;
import sellaprime.job.Ask;
import sellaprime.job.BatchQuestion;
import sellaprime.job.Finding;
import sellaprime.job.JobEvent.Answered;
import sellaprime.job.JobEvent.Cancelled;
import sellaprime.job.JobEvent.Failed;
import sellaprime.job.JobEvent.Noted;
import sellaprime.job.Ledger;
import sellaprime.job.Outcome;

/** What is thrown away after the end of a batch, when whoever oversaw it is long gone. */
@Timeout(60)
class ClearingTest {
  private final MemoryBatch memory = new MemoryBatch(new BatchQuestion(Ask.PRIME, 0, false, 0));
  private Batches batches = memory.batches(() -> 0);

  @AfterEach
  void close() {
    batches.close();
  }

  /** Chunks of two lines each, of which one is counted: the last to be noted came no more. */
  private static void feed(MemoryBatch batch, int chunks) {
    for (int number = 0; number < chunks; number++) {
      batch.submit(number, 2L * number + 1, "7\n8\n", chunks > 1 && number == chunks - 1);
    }
    batch.answer(0);
    String account = new Account(new Tally(2, 1, 0, 1, 0, 0), 9).text();
    batch.apply("b", new Noted(Ledger.settled(1, account), false));
  }

  private static void done(MemoryBatch batch, Tally tally) {
    batch.apply("b", new Answered(Outcome.of(Finding.result(tally.text()), "a", 5)));
  }

  private List<Long> ends(long from) {
    Results results = batches.results("b", from, () -> false);
    List<Long> ends = new ArrayList<>();
    for (@Nullable Block block = results.next(); block != null; block = results.next()) {
      ends.add(block.through());
    }
    return ends;
  }

  @Test
  void whatIsTakenAfterTheEndIsThrownAwayAndTheRestIsTold() {
    feed(memory, 4);
    for (int number = 1; number < 4; number++) {
      memory.answer(number);
    }
    done(memory, new Tally(8, 4, 0, 4, 0, 0));
    batches.taken("b", 5).join();
    assertThat(memory.has(0)).isFalse();
    assertThat(memory.has(1)).isFalse();
    assertThat(memory.has(2)).as("half taken").isTrue();
    assertThatThrownBy(() -> ends(3))
        .isInstanceOfSatisfying(
            BatchException.class, e -> assertThat(e.reason()).isEqualTo(Reason.GONE));
    assertThat(ends(5)).containsExactly(6L, 8L);
    batches.taken("b", Long.MAX_VALUE).join();
    assertThat(memory.store.all()).hasSize(1);
    assertThat(ends(9)).isEmpty();
    BatchView view = requireNonNull(batches.find("b"));
    assertThat(view.fed()).isEqualTo(8);
    assertThat(view.complete()).isTrue();
    assertThat(view.done()).isEqualTo(new Tally(8, 4, 0, 4, 0, 0));
  }

  @Test
  void whatWasTakenBeforeTheEndGoesWhenItIsTakenAgain() {
    feed(memory, 2);
    memory.apply("b", new Noted(Ledger.taken(4), false));
    memory.answer(1);
    done(memory, new Tally(4, 2, 0, 2, 0, 0));
    batches.taken("b", 4).join();
    assertThat(memory.store.all()).hasSize(1);
  }

  @Test
  void theLastResultsOfABatchThatWasCancelledAreThoseBeforeItsFirstOpenChunk() {
    feed(memory, 5);
    memory.apply("b~1", new Failed("a#1", 1, "poison", "a", 5));
    memory.answer(3);
    memory.apply("b", new Cancelled(5));
    memory.apply("b~2", new Cancelled(5));
    new Clearing(memory.store, "b").run().join();
    assertThat(memory.store.all()).as("one is not over, and may come again").hasSize(6);
    assertThat(ends(1)).containsExactly(2L, 4L);
    memory.apply("b~4", new Cancelled(5));
    new Clearing(memory.store, "b").run().join();
    assertThat(memory.store.all()).hasSize(3);
    assertThat(ends(1)).containsExactly(2L, 4L);
    batches.taken("b", 4).join();
    assertThat(memory.store.all()).hasSize(1);
    assertThat(ends(5)).isEmpty();
  }

  @Test
  void nothingIsKeptBehindTheLastPrimeThatWasWanted() {
    MemoryBatch until = new MemoryBatch(new BatchQuestion(Ask.PRIME, 0, false, 2));
    batches = until.batches(() -> 0);
    feed(until, 4);
    until.answer(1);
    until.answer(2);
    done(until, new Tally(3, 2, 0, 1, 0, 0));
    until.apply("b~3", new Cancelled(5));
    new Clearing(until.store, "b").run().join();
    assertThat(until.store.all()).hasSize(3);
    assertThat(ends(1)).containsExactly(2L, 3L);
    assertThat(ends(6)).isEmpty();
  }

  /** Else lines behind the last prime that was wanted might be told. */
  @Test
  void whoBeginsFarAheadWaitsUntilThePrimesBeforeAreCounted() {
    MemoryBatch until = new MemoryBatch(new BatchQuestion(Ask.PRIME, 0, false, 2));
    batches = until.batches(() -> 0);
    until.submit(0, 1, "7\n8\n", false);
    until.submit(1, 3, "7\n8\n", false);
    until.submit(2, 5, "9\n11\n", false);
    until.answer(1);
    until.answer(2);
    CompletableFuture<List<Long>> ahead = CompletableFuture.supplyAsync(() -> ends(5));
    assertThat(ahead).failsWithin(Duration.ofMillis(300));
    until.answer(0);
    assertThat(ahead.join()).isEmpty();
  }

  @Test
  void aStrictBatchEndsWithItsFirstBadLine() {
    MemoryBatch strict = new MemoryBatch(new BatchQuestion(Ask.PRIME, 0, true, 0));
    batches = strict.batches(() -> 0);
    feed(strict, 1);
    strict.submit(1, 3, "7\nfoo\n9\n", false);
    strict.submit(2, 6, "7\n", true);
    strict.answer(1);
    strict.answer(2);
    strict.apply("b", new Failed("a#1", 1, "line 4: what", "a", 5));
    new Clearing(strict.store, "b").run().join();
    assertThat(strict.store.all()).hasSize(3);
    assertThat(ends(1)).containsExactly(2L, 4L);
  }
}
