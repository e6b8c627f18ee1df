package sellaprime.grid.batch;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sellaprime.grid.chunk.ChunkResult;
import sellaprime.grid.chunk.Tally;
import sellaprime.grid.compound.Parts;
import sellaprime.grid.compound.Plan;
import sellaprime.grid.compound.PlanFailedException;
import sellaprime.job.BatchQuestion;
import sellaprime.job.ChunkQuestion;
import sellaprime.job.Finding;
import sellaprime.job.Job;
import sellaprime.job.JobState;
import sellaprime.job.Ledger;
import sellaprime.job.Outcome;

/**
 * Counts the chunks of a batch as they end, in their order, and throws away those whose results
 * have been taken. Over when the last chunk is counted, or a rule says stop.
 *
 * <p>What it has counted is noted in the batch itself once a second, before anything that was
 * counted is thrown away; so whoever oversees the batch next starts there. After its end {@link
 * Clearing} throws away what is left.
 */
public final class BatchPlan implements Plan {
  private static final Logger log = LoggerFactory.getLogger(BatchPlan.class);

  private static final long NOTE_MS = 1_000;

  /** Parts that are thrown away a second time, when a batch gets another overseer. */
  private static final int AGAIN = 64;

  private final BatchQuestion batch;
  private final Duration patience;

  /** Null until the first step. */
  private @Nullable Tally tally;

  /** The first chunk that is not counted. */
  private int next;

  /** The first chunk that is not thrown away. */
  private int kept;

  /** The last lines of chunks that are counted and kept, as far as this plan has seen them. */
  private final Map<Integer, Long> lastLines = new HashMap<>();

  private long notedAt;
  private long notedLines;
  private double linesPerSecond;

  /** When something was fed last, as far as this plan knows. */
  private long fedAt;

  /** A plan for {@code batch} that waits for more lines as long as {@code patience}. */
  public BatchPlan(BatchQuestion batch, Duration patience) {
    this.batch = batch;
    this.patience = patience;
  }

  @Override
  public @Nullable Finding step(Parts parts) {
    Ledger ledger = parts.ledger();
    Tally counted = tally != null ? tally : begin(parts, ledger);
    for (Job chunk = over(parts); chunk != null; chunk = over(parts)) {
      Tally sum = counted.plus(count(chunk, counted));
      if (batch.untilPrimes() > 0 && sum.allPrimes() >= batch.untilPrimes()) {
        return Finding.result(upToLastPrime(chunk, counted).text());
      }
      ChunkQuestion lines = question(chunk);
      if (lines.last()) {
        return Finding.result(sum.text());
      }
      // Only now: a step whose end could not be recorded is taken again.
      counted = sum;
      tally = sum;
      lastLines.put(next, lines.lastLine());
      next++;
      fedAt = parts.now();
    }
    discard(parts, ledger);
    note(parts, counted);
    if (!parts.has(next) && parts.now() - fedAt > patience.toMillis()) {
      throw new PlanFailedException(
          "nobody fed it for " + patience.toHours() + " hours, nor said that it ends here");
    }
    return null;
  }

  @Override
  public int firstNeeded() {
    return kept;
  }

  @Override
  public void cleanUp(Parts parts) {
    var unused =
        new Clearing(parts.jobs(), parts.compound())
            .run()
            .whenComplete(
                (done, failure) -> {
                  if (failure != null) {
                    log.atInfo()
                        .addKeyValue("job", parts.compound())
                        .log("What is left of batch {} goes by its time", parts.compound());
                  }
                });
  }

  private Tally begin(Parts parts, Ledger ledger) {
    next = (int) ledger.settled();
    kept = parts.firstKept();
    if (kept > 0) {
      // Whoever oversaw it before may have died while it threw these away.
      parts.discard(Math.max(0, kept - AGAIN), kept);
    }
    notedAt = parts.now();
    fedAt = notedAt;
    Tally known = Account.of(ledger.account()).tally();
    notedLines = known.lines();
    tally = known;
    return known;
  }

  /** The next chunk, if it is over. */
  private @Nullable Job over(Parts parts) {
    if (parts.isUnfinished(next)) {
      return null;
    }
    Job chunk = parts.get(next);
    return chunk != null && chunk.state().isFinal() ? chunk : null;
  }

  private Tally count(Job chunk, Tally before) {
    Outcome outcome = chunk.outcome();
    String result = outcome == null ? null : outcome.result();
    if (chunk.state() == JobState.DONE && result != null) {
      Tally counts = ChunkResult.tally(result);
      if (batch.strict() && counts.bad() > 0) {
        ChunkResult read = ChunkResult.of(result);
        int bad = read.indexOfBad();
        throw new PlanFailedException(
            "line " + (question(chunk).firstLine() + bad) + ": " + read.message(bad));
      }
      return counts;
    }
    if (batch.strict()) {
      throw new PlanFailedException(
          "line " + (before.lines() + 1) + " and more: no answer: " + ChunkResults.why(chunk));
    }
    return ChunkResults.of(chunk).tally();
  }

  private Tally upToLastPrime(Job chunk, Tally before) {
    ChunkResult result = ChunkResults.of(chunk);
    int index = result.indexOfPrime(batch.untilPrimes() - before.allPrimes());
    return before.plus(result.tally(index + 1));
  }

  /** Throws away what has been taken, of what is counted in {@code noted}. */
  private void discard(Parts parts, Ledger noted) {
    int from = kept;
    while (kept < noted.settled() && lastLine(parts, kept) <= noted.taken()) {
      lastLines.remove(kept);
      kept++;
    }
    if (kept > from) {
      parts.discard(from, kept);
    }
  }

  private long lastLine(Parts parts, int number) {
    Long known = lastLines.get(number);
    if (known == null) {
      Job chunk = parts.get(number);
      known = chunk == null ? 0 : question(chunk).lastLine();
      lastLines.put(number, known);
    }
    return known;
  }

  private void note(Parts parts, Tally counted) {
    long now = parts.now();
    if (now - notedAt < NOTE_MS || counted.lines() == notedLines) {
      return;
    }
    double rate = (counted.lines() - notedLines) * 1000.0 / (now - notedAt);
    linesPerSecond = linesPerSecond == 0 ? rate : (linesPerSecond + rate) / 2;
    notedAt = now;
    notedLines = counted.lines();
    parts.note(Ledger.settled(next, new Account(counted, Math.round(linesPerSecond)).text()));
  }

  private static ChunkQuestion question(Job chunk) {
    if (chunk.question() instanceof ChunkQuestion question) {
      return question;
    }
    throw new PlanFailedException(
        "the id " + chunk.id() + " belongs to a job that is no part of it");
  }
}
