package sellaprime.grid.batch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import sellaprime.grid.balance.Balancer;
import sellaprime.grid.balance.LiveTesters;
import sellaprime.grid.chunk.ChunkWork;
import sellaprime.grid.chunk.PackedLines;
import sellaprime.grid.gateway.Gateway;
import sellaprime.grid.jobs.InMemoryJobStore;
import sellaprime.grid.jobs.KnownAnswers;
import sellaprime.grid.observe.GridObserver;
import sellaprime.job.Ask;
import sellaprime.job.BatchQuestion;
import sellaprime.job.ChunkQuestion;
import sellaprime.job.Job;
import sellaprime.job.JobEvent;
import sellaprime.job.JobEvent.Answered;
import sellaprime.job.JobEvent.Submitted;
import sellaprime.job.Outcome;
import sellaprime.job.PartIds;
import sellaprime.primality.arith.Watch;
import sellaprime.primality.input.InputLimits;
import sellaprime.testkit.InMemoryLoads;
import sellaprime.testkit.ManualClock;
import sellaprime.testkit.Samples;

/** The batch {@code b} on a job cache in memory, without anybody who oversees or works. */
final class MemoryBatch {
  final InMemoryJobStore store = new InMemoryJobStore();
  private final ManualClock clock = new ManualClock();
  private final ChunkWork work = new ChunkWork(InputLimits.DEFAULT);

  MemoryBatch(BatchQuestion batch) {
    apply("b", new Submitted(Job.submitted("b", batch, 1, "a#1", clock.millis())));
  }

  /** What a caller sees of it. */
  Batches batches(DoubleSupplier roomUsed) {
    InMemoryLoads loads = new InMemoryLoads();
    loads.publish(Samples.idle("a#1", 1));
    LiveTesters live = new LiveTesters(loads, node -> true);
    return new Batches(
        new Gateway(
            new Gateway.Parts(
                store,
                store.unfinished(),
                new KnownAnswers(store, 0),
                loads,
                live,
                new Balancer(loads, live),
                InputLimits.DEFAULT,
                1000,
                Duration.ofHours(1),
                1 << 20,
                roomUsed,
                GridObserver.NONE,
                clock)));
  }

  void apply(String id, JobEvent event) {
    store.apply(id, event).join();
  }

  void submit(int number, long firstLine, String text, boolean last) {
    PackedLines lines = new PackedLines();
    text.lines().forEach(lines::add);
    ChunkQuestion chunk =
        new ChunkQuestion(Ask.PRIME, 0, firstLine, lines.lines(), lines.packed(), last);
    String id = PartIds.of("b", number);
    apply(id, new Submitted(Job.submitted(id, chunk, 1, "a#1", clock.millis())));
  }

  void answer(int number) {
    Job chunk = requireNonNull(store.get(PartIds.of("b", number)));
    var finding = work.answer((ChunkQuestion) chunk.question(), Watch.NONE);
    apply(chunk.id(), new Answered(Outcome.of(finding, "a", clock.millis())));
  }

  boolean has(int number) {
    return store.has(PartIds.of("b", number));
  }

  Job whole() {
    return requireNonNull(store.get("b"));
  }
}
