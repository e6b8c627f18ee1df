package sellaprime.job;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a job. Carries all that its effect depends on (times included), so
 * that applying it is a pure function and may be repeated on any replica.
 */
public sealed interface JobEvent {

  /** A caller brought the job. Brought again with the same question, it is the same job. */
  final class Submitted implements JobEvent {
    private final Job job;

    /** The job as it is to be stored. */
    public Submitted(Job job) {
      this.job = job;
    }

    /** The job as it is to be stored. */
    public Job job() {
      return job;
    }
  }

  /**
   * The tester found the answer. Counts from whatever attempt: a test is a pure function of the
   * number, and a search may end with any prime, so a late answer is as good as a fresh one.
   */
  final class Answered implements JobEvent {
    private static final long ANY = 0;

    private final Outcome outcome;
    private final long submittedAt;

    /** The verdict with its method. */
    public Answered(Answer answer, String method, String node, long at) {
      this(Outcome.verdict(answer, method, node, at));
    }

    /** A finding of any kind, whenever the job was submitted. */
    public Answered(Outcome outcome) {
      this(outcome, ANY);
    }

    /** A finding of any kind, for the job that was submitted at {@code submittedAt}. */
    public Answered(Outcome outcome, long submittedAt) {
      this.outcome = outcome;
      this.submittedAt = submittedAt;
    }

    /** {@code outcome} for {@code job}, and for no other that gets its id later. */
    public static Answered to(Job job, Outcome outcome) {
      return new Answered(outcome, job.submittedAt());
    }

    /** The outcome to record. */
    public Outcome outcome() {
      return outcome;
    }

    /** When the job was submitted; 0 if that is no matter. */
    public long submittedAt() {
      return submittedAt;
    }

    /** Returns true unless {@code job} is another one, which has got the id since. */
    boolean isFor(Job job) {
      return submittedAt == ANY || submittedAt == job.submittedAt();
    }
  }

  /** A long test has come further: for the attempt that says so only. */
  final class Progressed implements JobEvent {
    private final String owner;
    private final Progress progress;

    /** What the tester {@code owner} tells. */
    public Progressed(String owner, Progress progress) {
      this.owner = owner;
      this.progress = progress;
    }

    /** The tester that says so. */
    public String owner() {
      return owner;
    }

    /** How far it has come, in which attempt. */
    public Progress progress() {
      return progress;
    }
  }

  /** The tester can never answer it: for the attempt that says so only. */
  final class Failed implements JobEvent {
    private final String owner;
    private final int attempt;
    private final Outcome outcome;

    /** The reason, from {@code attempt} at {@code owner}. */
    public Failed(String owner, int attempt, String reason, String node, long at) {
      this(owner, attempt, Outcome.failure(reason, node, at));
    }

    /** An event read back from a message. */
    public Failed(String owner, int attempt, Outcome outcome) {
      this.owner = owner;
      this.attempt = attempt;
      this.outcome = outcome;
    }

    /** The tester that says so. */
    public String owner() {
      return owner;
    }

    /** The attempt that it speaks of. */
    public int attempt() {
      return attempt;
    }

    /** The outcome to record. */
    public Outcome outcome() {
      return outcome;
    }
  }

  /** The job goes from one tester to another: a compare-and-set on (owner, attempt). */
  final class Reassigned implements JobEvent {
    private final String from;
    private final int attempt;
    private final String to;
    private final @Nullable Setback setback;

    /** An event read back from a message. */
    public Reassigned(String from, int attempt, String to, @Nullable Setback setback) {
      this.from = from;
      this.attempt = attempt;
      this.to = to;
      this.setback = setback;
    }

    /**
     * It only waited at {@code from}, which died or hands its queue over: nothing is held against
     * it.
     */
    public static Reassigned whileQueued(String from, int attempt, String to) {
      return new Reassigned(from, attempt, to, null);
    }

    /**
     * It was running at {@code from} when that died; {@code node} is that tester's node by name.
     */
    public static Reassigned afterCrash(String from, int attempt, String to, String node, long at) {
      return new Reassigned(
          from, attempt, to, new Setback(Setback.Kind.CRASHED, from, "died on " + node, at));
    }

    /** Its test threw {@code what} at {@code from}, which lives on. */
    public static Reassigned afterThrow(String from, int attempt, String to, String what, long at) {
      return new Reassigned(from, attempt, to, new Setback(Setback.Kind.THREW, from, what, at));
    }

    /** Its test gave no sign of life at {@code from}, which lives on and has abandoned it. */
    public static Reassigned afterHang(String from, int attempt, String to, String what, long at) {
      return new Reassigned(from, attempt, to, new Setback(Setback.Kind.HUNG, from, what, at));
    }

    /** The owner until now. */
    public String from() {
      return from;
    }

    /** The attempt that it speaks of. */
    public int attempt() {
      return attempt;
    }

    /** The next owner. */
    public String to() {
      return to;
    }

    /** What goes into the job's history, or null. */
    public @Nullable Setback setback() {
      return setback;
    }
  }

  /**
   * A node came back with the job in its data directory. Of what happened since it knows nothing: a
   * job that is known already stays as it is, unless only the directory knows how it ended.
   */
  final class Restored implements JobEvent {
    private final Job job;

    /** The job as the directory has it, over or not. */
    public Restored(Job job) {
      this.job = job;
    }

    /** The job as the directory has it. */
    public Job job() {
      return job;
    }
  }

  /** A compound job has come further, or its results have been taken. Changes nothing else. */
  final class Noted implements JobEvent {
    private final Ledger ledger;
    private final boolean ended;

    /** {@code ended} says whether the job is over, as far as the sender knows. */
    public Noted(Ledger ledger, boolean ended) {
      this.ledger = ledger;
      this.ended = ended;
    }

    /** What is to be added to what is known. */
    public Ledger ledger() {
      return ledger;
    }

    /** Whether the job is over, as far as the sender knows. */
    public boolean ended() {
      return ended;
    }
  }

  /** The caller gave it up. */
  final class Cancelled implements JobEvent {
    private final long at;

    /** Cancelled at {@code at}, milliseconds since the epoch. */
    public Cancelled(long at) {
      this.at = at;
    }

    /** Milliseconds since the epoch. */
    public long at() {
      return at;
    }
  }

  /**
   * Nothing happened to the job: it is to be written again on every node as it stands, because one
   * node's copy was seen to differ. That can be when a node dies while it sends a change to the
   * others.
   */
  final class Reaffirmed implements JobEvent {
    private final boolean ended;

    /** {@code ended} says whether the job is over, as far as the sender knows. */
    public Reaffirmed(boolean ended) {
      this.ended = ended;
    }

    /** Whether the job is over, as far as the sender knows. */
    public boolean ended() {
      return ended;
    }
  }

  /** A node asks whether the job still stands as its own copy says. Changes nothing. */
  final class Compared implements JobEvent {
    private final String owner;
    private final int attempt;

    /** The sender's copy is unfinished, owned by {@code owner} as of {@code attempt}. */
    public Compared(String owner, int attempt) {
      this.owner = owner;
      this.attempt = attempt;
    }

    /** The owner by the sender's copy. */
    public String owner() {
      return owner;
    }

    /** The attempt by the sender's copy. */
    public int attempt() {
      return attempt;
    }
  }
}
