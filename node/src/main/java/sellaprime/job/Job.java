package sellaprime.job;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question, who is to answer it, and how it ended. Immutable.
 *
 * <p>The stored job <em>is</em> the assignment: {@link #owner()} is the tester that has to answer
 * it, and every new owner raises {@link #attempt()} by one. (owner, attempt) is therefore what a
 * compare-and-set compares.
 */
public final class Job {
  /** Only interruptions can be so many; anything else ends the job before. */
  private static final int MOST_SETBACKS = 20;

  private static final Setback[] NO_SETBACKS = {};

  private final String id;
  private final Question question;
  private final long expectedNanos;
  private final long submittedAt;
  private final long caller;
  private final JobState state;
  private final String owner;
  private final int attempt;
  private final Setback[] setbacks;
  private final @Nullable Progress progress;
  private final Ledger ledger;
  private final @Nullable Outcome outcome;

  private Job(
      String id,
      Question question,
      long expectedNanos,
      long submittedAt,
      long caller,
      JobState state,
      String owner,
      int attempt,
      Setback[] setbacks,
      @Nullable Progress progress,
      Ledger ledger,
      @Nullable Outcome outcome) {
    this.id = id;
    this.question = question;
    this.expectedNanos = expectedNanos;
    this.submittedAt = submittedAt;
    this.caller = caller;
    this.state = state;
    this.owner = owner;
    this.attempt = attempt;
    this.setbacks = setbacks;
    this.progress = progress;
    this.ledger = ledger;
    this.outcome = outcome;
  }

  /**
   * A new job, queued at {@code owner} for its first attempt.
   *
   * @param id the caller's own, or a random one
   * @param question what is asked
   * @param expectedNanos what answering is expected to cost on one core of a plain machine
   * @param owner id of the tester that is to answer it
   * @param submittedAt milliseconds since the epoch
   */
  public static Job submitted(
      String id, Question question, long expectedNanos, String owner, long submittedAt) {
    return new Job(
        id,
        question,
        expectedNanos,
        submittedAt,
        0,
        JobState.QUEUED,
        owner,
        1,
        NO_SETBACKS,
        null,
        Ledger.NONE,
        null);
  }

  /**
   * A new job whose answer is known already, from another that asked the same. No tester ever gets
   * it: its attempt is 0.
   */
  public static Job answered(String id, Question question, long expectedNanos, Outcome outcome) {
    return over(id, question, expectedNanos, JobState.DONE, outcome);
  }

  /** A new job that fails as it comes, because of what became of others that asked the same. */
  public static Job setAside(String id, Question question, long expectedNanos, Outcome failure) {
    return over(id, question, expectedNanos, JobState.FAILED, failure);
  }

  private static Job over(
      String id, Question question, long expectedNanos, JobState state, Outcome outcome) {
    return new Job(
        id,
        question,
        expectedNanos,
        outcome.finishedAt(),
        0,
        state,
        "",
        0,
        NO_SETBACKS,
        null,
        Ledger.NONE,
        outcome);
  }

  /** A job read back from where it was stored. */
  public static Job restored(
      String id,
      Question question,
      long expectedNanos,
      long submittedAt,
      long caller,
      JobState state,
      String owner,
      int attempt,
      List<Setback> setbacks,
      @Nullable Progress progress,
      Ledger ledger,
      @Nullable Outcome outcome) {
    Setback[] all = setbacks.isEmpty() ? NO_SETBACKS : setbacks.toArray(Setback[]::new);
    return new Job(
        id,
        question,
        expectedNanos,
        submittedAt,
        caller,
        state,
        owner,
        attempt,
        all,
        progress,
        ledger,
        outcome);
  }

  /** This job, counted against {@code byCaller}; see {@link #caller}. */
  public Job submittedBy(long byCaller) {
    return new Job(
        id,
        question,
        expectedNanos,
        submittedAt,
        byCaller,
        state,
        owner,
        attempt,
        setbacks,
        progress,
        ledger,
        outcome);
  }

  /** This job with {@code newOwner}, one attempt later. */
  Job ownedBy(String newOwner) {
    return new Job(
        id,
        question,
        expectedNanos,
        submittedAt,
        caller,
        state,
        newOwner,
        attempt + 1,
        setbacks,
        progress,
        ledger,
        outcome);
  }

  /** This job with one more setback in its history, or the last ones of a long history. */
  Job after(Setback setback) {
    Setback[] longer =
        setbacks.length < MOST_SETBACKS
            ? Arrays.copyOf(setbacks, setbacks.length + 1)
            : Arrays.copyOfRange(setbacks, 1, MOST_SETBACKS + 1);
    longer[longer.length - 1] = setback;
    return new Job(
        id,
        question,
        expectedNanos,
        submittedAt,
        caller,
        state,
        owner,
        attempt,
        longer,
        progress,
        ledger,
        outcome);
  }

  /** This job, come as far as {@code latest} says. */
  Job advancedTo(Progress latest) {
    return new Job(
        id,
        question,
        expectedNanos,
        submittedAt,
        caller,
        state,
        owner,
        attempt,
        setbacks,
        latest.after(progress),
        ledger,
        outcome);
  }

  /** This job, with more in its ledger. */
  Job withLedger(Ledger further) {
    return new Job(
        id,
        question,
        expectedNanos,
        submittedAt,
        caller,
        state,
        owner,
        attempt,
        setbacks,
        progress,
        further,
        outcome);
  }

  /** This job, over. */
  Job ended(JobState finalState, Outcome finalOutcome) {
    return new Job(
        id,
        question,
        expectedNanos,
        submittedAt,
        caller,
        finalState,
        owner,
        attempt,
        setbacks,
        null,
        ledger,
        finalOutcome);
  }

  /** The job's key. */
  public String id() {
    return id;
  }

  /** What is asked. */
  public Question question() {
    return question;
  }

  /** Expected cost in nanoseconds on one core of a plain machine. */
  public long expectedNanos() {
    return expectedNanos;
  }

  /** Milliseconds since the epoch, by the clock of the gateway that accepted it. */
  public long submittedAt() {
    return submittedAt;
  }

  /**
   * A number that stands for its caller, so that callers can have equal shares; 0 if nobody in
   * particular. It tells whether two jobs have the same caller, and not who that is.
   */
  public long caller() {
    return caller;
  }

  /** Where it stands. */
  public JobState state() {
    return state;
  }

  /** Id of the tester that has, or had, to answer it. */
  public String owner() {
    return owner;
  }

  /** How often it was assigned, counted from 1; 0 if it was answered without. */
  public int attempt() {
    return attempt;
  }

  /** The times it ran and was not answered, oldest first. */
  public List<Setback> setbacks() {
    return List.of(setbacks);
  }

  /** Returns true if it was running on a tester that died, or threw: it is then run alone. */
  public boolean isSuspect() {
    return setbacks.length > 0;
  }

  /** How far its test has come, or null if nobody has told, or the job is over. */
  public @Nullable Progress progress() {
    return progress;
  }

  /** What is known of its parts, if it is a compound one. */
  public Ledger ledger() {
    return ledger;
  }

  /** Returns true if the attempt that runs, or ran last, came further than any before. */
  public boolean hasAdvanced() {
    return progress != null && progress.attempt() == attempt && progress.isFartherThanBefore();
  }

  /** How it ended, or null while it has not. */
  public @Nullable Outcome outcome() {
    return outcome;
  }

  /** Returns true if {@code other} is this job in the same state: what a copy of it should be. */
  public boolean isSameStateAs(Job other) {
    return state == other.state && attempt == other.attempt && owner.equals(other.owner);
  }

  /** Returns true if {@code tester} has to answer it, as of this attempt. */
  public boolean isWorkOf(String tester, int ofAttempt) {
    return state == JobState.QUEUED && attempt == ofAttempt && owner.equals(tester);
  }

  @Override
  public String toString() {
    return "job " + id + " (" + state + ", attempt " + attempt + " at " + owner + ")";
  }
}
