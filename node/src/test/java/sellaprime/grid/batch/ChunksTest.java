package sellaprime.grid.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import sellaprime.grid.chunk.PackedLines;
import sellaprime.grid.chunk.Tally;
import sellaprime.grid.jobs.InMemoryJobStore;
import sellaprime.job.Ask;
import sellaprime.job.BatchQuestion;
import sellaprime.job.ChunkQuestion;
import sellaprime.job.Job;
import sellaprime.job.JobEvent.Noted;
import sellaprime.job.JobEvent.Submitted;
import sellaprime.job.Ledger;
import sellaprime.job.PartIds;

class ChunksTest {
  private static final int CHUNKS = 20_000;
  private static final int LINES = 3;

  private final InMemoryJobStore store = new InMemoryJobStore();
  private final Chunks chunks = new Chunks(store, "b");

  /** A reader that has taken everything, and a feeder that goes on just then. */
  @Test
  void theFirstKeptChunkAndItsLineAreOfOneMoment() {
    BatchQuestion plain = new BatchQuestion(Ask.PRIME, 0, false, 0);
    store.apply("b", new Submitted(Job.submitted("b", plain, 1, "a#1", 1))).join();
    CompletableFuture<Void> feeder =
        CompletableFuture.runAsync(
            () -> {
              for (int number = 0; number < CHUNKS; number++) {
                submit(number);
                settle(number + 1);
                store.discard(new TreeSet<>(List.of(PartIds.of("b", number)))).join();
              }
            });
    int before = 0;
    while (before < CHUNKS) {
      Chunks.Start start = chunks.start();
      assertThat(start.line()).isEqualTo(LINES * (long) start.number() + 1);
      assertThat(start.number()).isGreaterThanOrEqualTo(before);
      before = start.number();
      assertThat(feeder).isNotCompletedExceptionally();
    }
    feeder.join();
  }

  private void submit(int number) {
    PackedLines lines = new PackedLines();
    for (int i = 0; i < LINES; i++) {
      lines.add("7");
    }
    ChunkQuestion chunk =
        new ChunkQuestion(
            Ask.PRIME, 0, LINES * (long) number + 1, LINES, lines.packed(), number == CHUNKS - 1);
    String id = PartIds.of("b", number);
    store.apply(id, new Submitted(Job.submitted(id, chunk, 1, "a#1", 1))).join();
  }

  private void settle(int number) {
    Account account = new Account(new Tally(LINES * (long) number, 0, 0, 0, 0, 0), 0);
    store.apply("b", new Noted(Ledger.settled(number, account.text()), false)).join();
  }
}
