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
  private static final Setback[] NO_SETBACKS = {};

  private final String id;
  private final Question question;
  private final long expectedNanos;
  private final long submittedAt;
  private final JobState state;
  private final String owner;
  private final int attempt;
  private final Setback[] setbacks;
  private final @Nullable Outcome outcome;
  private final Progress progress;

  private Job(
      String id,
      Question question,
      long expectedNanos,
      long submittedAt,
      JobState state,
      String owner,
      int attempt,
      Setback[] setbacks,
      @Nullable Outcome outcome,
      Progress progress) {
    this.id = id;
    this.question = question;
    this.expectedNanos = expectedNanos;
    this.submittedAt = submittedAt;
    this.state = state;
    this.owner = owner;
    this.attempt = attempt;
    this.setbacks = setbacks;
    this.outcome = outcome;
    this.progress = progress;
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
        JobState.QUEUED,
        owner,
        1,
        NO_SETBACKS,
        null,
        Progress.NONE);
  }

  /** A job read back from where it was stored. */
  public static Job restored(
      String id,
      Question question,
      long expectedNanos,
      long submittedAt,
      JobState state,
      String owner,
      int attempt,
      List<Setback> setbacks,
      @Nullable Outcome outcome,
      Progress progress) {
    Setback[] all = setbacks.isEmpty() ? NO_SETBACKS : setbacks.toArray(Setback[]::new);
    return new Job(
        id, question, expectedNanos, submittedAt, state, owner, attempt, all, outcome, progress);
  }

  /** This job with {@code newOwner}, one attempt later. */
  Job ownedBy(String newOwner) {
    return new Job(
        id,
        question,
        expectedNanos,
        submittedAt,
        state,
        newOwner,
        attempt + 1,
        setbacks,
        outcome,
        progress);
  }

  /** This job with one more setback in its history. */
  Job after(Setback setback) {
    Setback[] longer = Arrays.copyOf(setbacks, setbacks.length + 1);
    longer[setbacks.length] = setback;
    return new Job(
        id, question, expectedNanos, submittedAt, state, owner, attempt, longer, outcome, progress);
  }

  /** This job, over. */
  Job ended(JobState finalState, Outcome finalOutcome) {
    return new Job(
        id,
        question,
        expectedNanos,
        submittedAt,
        finalState,
        owner,
        attempt,
        setbacks,
        finalOutcome,
        progress);
  }

  /** This job, further. */
  Job withProgress(Progress further) {
    return new Job(
        id,
        question,
        expectedNanos,
        submittedAt,
        state,
        owner,
        attempt,
        setbacks,
        outcome,
        further);
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

  /** Where it stands. */
  public JobState state() {
    return state;
  }

  /** Id of the tester that has, or had, to answer it. */
  public String owner() {
    return owner;
  }

  /** How often it was assigned, counted from 1. */
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

  /** How it ended, or null while it has not. */
  public @Nullable Outcome outcome() {
    return outcome;
  }

  /** How far it has come, if it is a compound one. */
  public Progress progress() {
    return progress;
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
