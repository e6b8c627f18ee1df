package sellaprime.job;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sellaprime.job.JobEvent.Answered;
import sellaprime.job.JobEvent.Cancelled;
import sellaprime.job.JobEvent.Compared;
import sellaprime.job.JobEvent.Failed;
import sellaprime.job.JobEvent.Noted;
import sellaprime.job.JobEvent.Progressed;
import sellaprime.job.JobEvent.Reaffirmed;
import sellaprime.job.JobEvent.Reassigned;
import sellaprime.job.JobEvent.Restored;
import sellaprime.job.JobEvent.Submitted;
import sellaprime.job.Ruling.Kind;

/**
 * The whole table of what an event makes of a job. Pure: the same job and event always give the
 * same ruling, on every replica and however often Ignite repeats it.
 *
 * <table>
 * <caption>Rulings by event (rows) and state (columns)</caption>
 * <tr><th></th><th>no job</th><th>QUEUED</th><th>DONE, FAILED, CANCELLED</th></tr>
 * <tr><td>Submitted, same question</td><td>QUEUED</td><td>already so</td><td>already so</td></tr>
 * <tr><td>Submitted, other question</td><td>QUEUED</td><td>conflict</td><td>conflict</td></tr>
 * <tr><td>Restored, unfinished</td><td>QUEUED</td><td>already so</td><td>already so</td></tr>
 * <tr><td>Restored, over</td><td>as it ended</td><td>as it ended</td><td>already so</td></tr>
 * <tr><td>Restored, other question</td><td>as it was</td><td>conflict</td><td>conflict</td></tr>
 * <tr><td>Answered, another job of this id</td><td>unknown</td><td>stale</td><td>over</td></tr>
 * <tr><td>Answered, any attempt</td><td>unknown</td><td>DONE</td><td>over</td></tr>
 * <tr><td>Progressed, current attempt</td><td>unknown</td><td>QUEUED, further; already so if it is
 *     no news</td><td>over</td></tr>
 * <tr><td>Progressed, other attempt</td><td>unknown</td><td>stale</td><td>over</td></tr>
 * <tr><td>Failed, current attempt</td><td>unknown</td><td>FAILED</td><td>over</td></tr>
 * <tr><td>Failed, other attempt</td><td>unknown</td><td>stale</td><td>over</td></tr>
 * <tr><td>Reassigned, current attempt</td><td>unknown</td><td>QUEUED, or FAILED at the third setback of a
 *     kind</td><td>over</td></tr>
 * <tr><td>Reassigned, other attempt</td><td>unknown</td><td>stale</td><td>over</td></tr>
 * <tr><td>Cancelled</td><td>unknown</td><td>CANCELLED</td><td>over; already so if CANCELLED</td></tr>
 * <tr><td>Noted</td><td>unknown</td><td>the same, further; already so if it was</td><td>the same,
 *     further; already so if it was</td></tr>
 * <tr><td>Reaffirmed</td><td>unknown</td><td>the same, written again</td><td>the same, written again</td></tr>
 * <tr><td>Compared, current attempt</td><td>unknown</td><td>already so</td><td>over</td></tr>
 * <tr><td>Compared, other attempt</td><td>unknown</td><td>stale</td><td>over</td></tr>
 * </table>
 */
public final class JobTransitions {
  /**
   * A job is set aside when this many testers died while running it, or its test threw or hung, and
   * it had not come further.
   */
  public static final int MAX_SETBACKS = 3;

  private JobTransitions() {}

  /** Rules on {@code event} for the job as it stands, null if there is none. */
  public static Ruling apply(@Nullable Job job, JobEvent event) {
    if (event instanceof Submitted submitted) {
      return submit(job, submitted.job());
    }
    if (event instanceof Restored restored) {
      return restore(job, restored.job());
    }
    if (job == null) {
      return Ruling.unchanged(Kind.UNKNOWN, null);
    }
    if (event instanceof Reaffirmed reaffirmed) {
      // A job that ended since is not touched: its end is on its way to every node by itself.
      return reaffirmed.ended() == job.state().isFinal()
          ? Ruling.applied(job)
          : Ruling.unchanged(Kind.STALE, job);
    }
    if (event instanceof Noted noted) {
      return note(job, noted);
    }
    if (job.state().isFinal()) {
      boolean again = event instanceof Cancelled && job.state() == JobState.CANCELLED;
      return Ruling.unchanged(again ? Kind.ALREADY_SO : Kind.OVER, job);
    }
    if (event instanceof Answered answered) {
      return answered.isFor(job)
          ? Ruling.applied(job.ended(JobState.DONE, answered.outcome()))
          : Ruling.unchanged(Kind.STALE, job);
    }
    if (event instanceof Progressed progressed) {
      return advance(job, progressed);
    }
    if (event instanceof Failed failed) {
      return job.isWorkOf(failed.owner(), failed.attempt())
          ? Ruling.applied(job.ended(JobState.FAILED, failed.outcome()))
          : Ruling.unchanged(Kind.STALE, job);
    }
    if (event instanceof Reassigned moved) {
      return job.isWorkOf(moved.from(), moved.attempt())
          ? Ruling.applied(reassign(job, moved))
          : Ruling.unchanged(Kind.STALE, job);
    }
    if (event instanceof Compared compared) {
      return job.isWorkOf(compared.owner(), compared.attempt())
          ? Ruling.unchanged(Kind.ALREADY_SO, null) // the common case: no need to send it back
          : Ruling.unchanged(Kind.STALE, job);
    }
    if (event instanceof Cancelled cancelled) {
      return Ruling.applied(job.ended(JobState.CANCELLED, Outcome.cancellation(cancelled.at())));
    }
    throw new AssertionError(event);
  }

  /** Ended or not matters to the sender only: it says for how long the job is kept. */
  private static Ruling note(Job job, Noted noted) {
    if (noted.ended() != job.state().isFinal()) {
      return Ruling.unchanged(Kind.STALE, job);
    }
    Ledger further = job.ledger().and(noted.ledger());
    return further.equals(job.ledger())
        ? Ruling.unchanged(Kind.ALREADY_SO, job)
        : Ruling.applied(job.withLedger(further));
  }

  private static Ruling submit(@Nullable Job standing, Job brought) {
    if (standing == null) {
      return Ruling.applied(brought);
    }
    boolean same = standing.question().isSameAs(brought.question());
    return Ruling.unchanged(same ? Kind.ALREADY_SO : Kind.CONFLICT, standing);
  }

  private static Ruling restore(@Nullable Job standing, Job kept) {
    boolean tellsTheEnd =
        standing != null
            && standing.question().isSameAs(kept.question())
            && !standing.state().isFinal()
            && kept.state().isFinal();
    return tellsTheEnd ? Ruling.applied(kept) : submit(standing, kept);
  }

  private static Ruling advance(Job job, Progressed progressed) {
    Progress told = progressed.progress();
    if (!job.isWorkOf(progressed.owner(), told.attempt())) {
      return Ruling.unchanged(Kind.STALE, job);
    }
    Progress known = job.progress();
    return known != null && known.includes(told)
        ? Ruling.unchanged(Kind.ALREADY_SO, job)
        : Ruling.applied(job.advancedTo(told));
  }

  private static Job reassign(Job job, Reassigned moved) {
    Setback setback = moved.setback();
    if (setback == null || isCountedAlready(job, setback)) {
      return job.ownedBy(moved.to());
    }
    if (job.hasAdvanced()) {
      // It gets on, so it is no poison, however many nodes a long test outlives.
      return job.after(setback.as(Setback.Kind.INTERRUPTED)).ownedBy(moved.to());
    }
    Job wiser = job.after(setback);
    long times = wiser.setbacks().stream().filter(s -> s.kind() == setback.kind()).count();
    return times < MAX_SETBACKS
        ? wiser.ownedBy(moved.to())
        : wiser.ended(
            JobState.FAILED, Outcome.failure(reason(wiser, setback.kind()), null, setback.at()));
  }

  /**
   * A tester dies once. Given a job again by a node that has not heard of its death, it had not got
   * that in hand; its last row speaks of the time before.
   */
  private static boolean isCountedAlready(Job job, Setback death) {
    return death.kind() == Setback.Kind.CRASHED
        && job.setbacks().stream()
            .anyMatch(s -> s.kind() != Setback.Kind.THREW && s.tester().equals(death.tester()));
  }

  private static String reason(Job job, Setback.Kind kind) {
    String history =
        job.setbacks().stream()
            .filter(s -> s.kind() == kind)
            .map(Setback::detail)
            .collect(Collectors.joining(", "));
    return switch (kind) {
      case CRASHED ->
          "poison: it was running on " + MAX_SETBACKS + " testers when they died: " + history;
      case INTERRUPTED -> throw new AssertionError("an interruption ends no job");
      case THREW -> "its test threw " + MAX_SETBACKS + " times: " + history;
      case HUNG -> "its test hung " + MAX_SETBACKS + " times: " + history;
    };
  }
}
