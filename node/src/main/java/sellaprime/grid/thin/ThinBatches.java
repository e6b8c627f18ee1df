package sellaprime.grid.thin;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import sellaprime.client.BatchInfo;
import sellaprime.client.Reply;
import sellaprime.client.Reply.Status;
import sellaprime.grid.batch.BatchException;
import sellaprime.grid.batch.BatchView;
import sellaprime.grid.batch.Batches;
import sellaprime.grid.batch.Block;
import sellaprime.grid.batch.Results;
import sellaprime.grid.batch.format.LineForm;
import sellaprime.grid.chunk.Renderer;
import sellaprime.grid.chunk.Style;
import sellaprime.grid.chunk.Tally;
import sellaprime.grid.gateway.CallerId;
import sellaprime.job.Ask;
import sellaprime.job.BatchQuestion;

/** Batches for thin clients: fed and read in messages, each of which is answered soon. */
final class ThinBatches {
  private static final BatchQuestion PRIMES = new BatchQuestion(Ask.PRIME, 0, false, 0);

  /** For so long a message may wait for room: its thread is one of few. */
  private static final Duration FEED_PATIENCE = Duration.ofSeconds(2);

  /** A reply is full when it has so many bytes of results. */
  private static final int FULL_BYTES = 1 << 18;

  private static final int BUSY_MS = 1000;

  private ThinBatches() {}

  static Reply feed(ThinDoor.Open open, String id, long from, String lines, boolean more) {
    long start = System.nanoTime();
    Batches batches = open.batches();
    try {
      if (batches.find(id) == null) {
        Reply opened =
            PrimesServiceImpl.settled(
                batches
                    .open(CallerId.THIN_CLIENTS, id, PRIMES)
                    .thenApply(status -> Reply.of(JobInfos.of(status)))
                    .exceptionally(PrimesServiceImpl::refusal),
                start + PrimesServiceImpl.PATIENCE.toNanos());
        if (opened.status() != Status.OK) {
          return opened;
        }
      }
      byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
      batches.feed(
          id,
          new Batches.Sent(new ByteArrayInputStream(bytes), from, more, LineForm.READY),
          () -> System.nanoTime() - start > FEED_PATIENCE.toNanos());
    } catch (BatchException e) {
      BatchView view = batches.find(id);
      boolean isOver = view != null && view.status().isOver();
      boolean isOutOfTime =
          e.reason() == BatchException.Reason.STOPPING && !open.gateway().isDraining();
      if (!isOver && !isOutOfTime) {
        return refusal(e);
      }
    } catch (IOException | RuntimeException e) {
      return PrimesServiceImpl.refusal(e);
    }
    return standing(batches, id, 0, "");
  }

  static Reply results(ThinDoor.Open open, String id, long from, long taken) {
    Batches batches = open.batches();
    try {
      BatchView view = batches.find(id);
      if (view == null) {
        return Reply.refused(Status.NOT_FOUND, "there is no batch " + id, 0);
      }
      if (taken > view.taken()) {
        var unused = batches.taken(id, taken);
      }
      if (from > view.fed()) {
        return standing(batches, id, from - 1, "");
      }
      Results results = batches.results(id, from, () -> open.gateway().isDraining());
      Renderer renderer = new Renderer(Style.TABS);
      StringBuilder text = new StringBuilder();
      long through = from - 1;
      while (text.length() < FULL_BYTES && results.isReady()) {
        @Nullable Block block = results.next();
        if (block == null) {
          break;
        }
        text.append(new String(block.rendered(renderer), StandardCharsets.UTF_8));
        through = block.through();
      }
      return standing(batches, id, through, text.toString());
    } catch (BatchException e) {
      return refusal(e);
    } catch (RuntimeException e) {
      return PrimesServiceImpl.refusal(e);
    }
  }

  private static Reply standing(Batches batches, String id, long through, String results) {
    BatchView view = batches.find(id);
    if (view == null) {
      return Reply.refused(Status.NOT_FOUND, "there is no batch " + id, 0);
    }
    Tally done = view.done();
    long[] counts = {
      done.primes(), done.probablePrimes(), done.composites(), done.bad(), done.unanswered()
    };
    return Reply.of(
        JobInfos.of(view.status()),
        new BatchInfo(
            view.fed(),
            view.complete(),
            done.lines(),
            counts,
            view.linesPerSecond(),
            through,
            results));
  }

  private static Reply refusal(BatchException e) {
    String detail = String.valueOf(e.getMessage());
    return switch (e.reason()) {
      case UNKNOWN -> Reply.refused(Status.NOT_FOUND, detail, 0);
      case GONE, CONFLICT -> Reply.refused(Status.CONFLICT, detail, 0);
      case BUSY, FULL -> Reply.refused(Status.OVERLOADED, detail, BUSY_MS);
      case STOPPING -> Reply.refused(Status.UNAVAILABLE, detail, 0);
    };
  }
}
