package sellaprime.rest;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.batch.BatchView;
import sellaprime.job.BatchQuestion;
import sellaprime.job.Job;
import sellaprime.job.Outcome;

/**
 * A batch as callers see it. Lines are counted from 1.
 *
 * @param ask what is asked of each number
 * @param fed how many lines have been accepted
 * @param complete whether its end has been told
 * @param done how many lines, from the first on, are answered
 * @param left of those accepted
 * @param linesPerSecond lately
 * @param secondsLeft for those accepted, at that rate
 * @param taken up to which line results were taken away
 */
record BatchAnswer(
    String id,
    String state,
    String ask,
    @Nullable Integer rounds,
    @Nullable Boolean strict,
    @Nullable Integer untilPrime,
    long fed,
    boolean complete,
    long done,
    long left,
    long primes,
    long probablePrimes,
    long composites,
    long errors,
    @Nullable Long unanswered,
    @Nullable Long linesPerSecond,
    @Nullable Long secondsLeft,
    @Nullable Long taken,
    String submittedAt,
    @Nullable String finishedAt,
    @Nullable String reason)
    implements JsonAnswer {

  static BatchAnswer of(BatchView view) {
    Job job = view.status().job();
    BatchQuestion batch = view.batch();
    Outcome outcome = job.outcome();
    boolean runs = outcome == null;
    long left = runs ? Math.max(0, view.fed() - view.done().lines()) : 0;
    long rate = view.linesPerSecond();
    return new BatchAnswer(
        job.id(),
        state(view),
        batch.ask().text(),
        batch.rounds() == 0 ? null : (Integer) batch.rounds(),
        batch.strict() ? Boolean.TRUE : null,
        batch.untilPrimes() == 0 ? null : (Integer) batch.untilPrimes(),
        view.fed(),
        view.complete(),
        view.done().lines(),
        left,
        view.done().primes(),
        view.done().probablePrimes(),
        view.done().composites(),
        view.done().bad(),
        view.done().unanswered() == 0 ? null : (Long) view.done().unanswered(),
        runs && rate > 0 ? (Long) rate : null,
        runs && rate > 0 ? (Long) ((left + rate - 1) / rate) : null,
        view.taken() == 0 ? null : (Long) view.taken(),
        JobAnswer.time(job.submittedAt()),
        outcome == null ? null : JobAnswer.time(outcome.finishedAt()),
        outcome == null ? null : outcome.reason());
  }

  private static String state(BatchView view) {
    String state = view.status().job().state().name().toLowerCase(Locale.ROOT);
    return view.status().isOver() ? state : "running";
  }
}
