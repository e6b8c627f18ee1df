package sellaprime.grid.observe;

import sellaprime.job.Finding;
import sellaprime.job.Job;
import sellaprime.job.JobEvent;
import sellaprime.job.JobEvent.Answered;
import sellaprime.job.JobEvent.Cancelled;
import sellaprime.job.JobEvent.Failed;
import sellaprime.job.JobState;
import sellaprime.job.Outcome;

/**
 * Hears what happens at this node. Called some hundred thousand times a second, in threads that
 * hold others up: each method must return within a microsecond or so, never block, never throw.
 */
public interface GridObserver {
  /** Takes no notice. */
  GridObserver NONE = new GridObserver() {};

  /** Why a job was given to a tester. */
  enum Attempt {
    /** It was accepted. */
    FIRST,
    /** Its tester died or left, while it waited there. */
    MOVED,
    /** Its tester died while it ran. */
    CRASHED,
    /** Its test threw. */
    THREW,
    /** Its test gave no sign of life. */
    HUNG,
    /** As one of the last three, after it had come further. */
    INTERRUPTED
  }

  /** Who took a job away from its tester. */
  enum HandOver {
    /** A survivor: the tester was gone. */
    ORPHANED,
    /** The tester itself, which leaves. */
    LEAVING
  }

  /** The queues of {@code GroupCommit}. */
  enum Lane {
    /** Questions. */
    SUBMISSIONS,
    /** Outcomes of whole jobs. */
    OUTCOMES,
    /** Outcomes of parts. */
    PARTS,
    /** Everything that leaves a job unfinished. */
    MOVES
  }

  /** Why a gateway refused a job. */
  enum Refusal {
    /** The id is not of the accepted form. */
    BAD_ID,
    /** The id belongs to another job. */
    CONFLICT,
    /** Too many unfinished jobs. */
    JOBS,
    /** Too many characters of numbers. */
    CHARACTERS,
    /** Too much work before it. */
    WORK,
    /** As one of the last three, within the caller's own share. */
    SHARE,
    /** No room in memory or on disk. */
    ROOM,
    /** No tester takes work. */
    NO_TESTER,
    /** This node is leaving. */
    LEAVING
  }

  /** {@code job}, as it was before, has ended. */
  default void ended(Job job, JobState state, Outcome outcome) {}

  /** {@code event} of {@code job} counted. */
  default void counted(Job job, JobEvent event) {
    if (event instanceof Answered answered) {
      ended(job, JobState.DONE, answered.outcome());
    } else if (event instanceof Failed failed) {
      ended(job, JobState.FAILED, failed.outcome());
    } else if (event instanceof Cancelled cancelled) {
      ended(job, JobState.CANCELLED, Outcome.cancellation(cancelled.at()));
    }
  }

  /** A job was given to a tester. */
  default void attempt(Attempt why) {}

  /** A job was taken from its tester. */
  default void handedOver(HandOver who) {}

  /** A job was refused. */
  default void refused(Refusal why) {}

  /** A small number was answered on the spot, without a job. */
  default void answeredInPlace() {}

  /**
   * A worker has found the answer to {@code job}.
   *
   * @param waitedMillis from its submission to the start of the test; clocks of two nodes may have
   *     it negative
   * @param nanos the test
   */
  default void tested(Job job, Finding finding, long waitedMillis, long nanos) {}

  /** A batch of {@code changes} was written within {@code nanos}. */
  default void committed(Lane lane, int changes, long nanos) {}
}
