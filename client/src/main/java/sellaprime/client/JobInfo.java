package sellaprime.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a job stands. Immutable; a class and not a record, since Ignite 2.17 cannot marshal a record.
 */
public final class JobInfo {
  /** Where a job stands; the last three are final. */
  public enum State {
    /** Accepted, waiting for a worker. */
    QUEUED,
    /** In a worker's hands. */
    RUNNING,
    /** Answered: see {@link JobInfo#verdict()}. */
    DONE,
    /** Set aside: see {@link JobInfo#reason()}. */
    FAILED,
    /** Given up by its caller. */
    CANCELLED;

    /** Returns true if nothing can change the job any more. */
    public boolean isFinal() {
      return compareTo(DONE) >= 0;
    }
  }

  private static final String[] NONE = {};

  private final String id;
  private final String number;
  private final State state;
  private final @Nullable Verdict verdict;
  private final @Nullable String method;
  private final @Nullable String reason;
  private final @Nullable String node;
  private final int attempts;
  private final long submittedAt;
  private final long finishedAt;
  private final double progress;
  private final String[] primes;

  /** A job as it stands, of whose progress nothing is known, and that found no primes. */
  public JobInfo(
      String id,
      String number,
      State state,
      @Nullable Verdict verdict,
      @Nullable String method,
      @Nullable String reason,
      @Nullable String node,
      int attempts,
      long submittedAt,
      long finishedAt) {
    this(
        id,
        number,
        state,
        verdict,
        method,
        reason,
        node,
        attempts,
        submittedAt,
        finishedAt,
        0,
        NONE);
  }

  /** A job as it stands; {@code finishedAt} is 0 while it is not over. */
  public JobInfo(
      String id,
      String number,
      State state,
      @Nullable Verdict verdict,
      @Nullable String method,
      @Nullable String reason,
      @Nullable String node,
      int attempts,
      long submittedAt,
      long finishedAt,
      double progress,
      String[] primes) {
    this.id = id;
    this.number = number;
    this.state = state;
    this.verdict = verdict;
    this.method = method;
    this.reason = reason;
    this.node = node;
    this.attempts = attempts;
    this.submittedAt = submittedAt;
    this.finishedAt = finishedAt;
    this.progress = progress;
    this.primes = primes.clone();
  }

  /** The job's id. */
  public String id() {
    return id;
  }

  /** The number as it was submitted; for an order of primes, the order in words. */
  public String number() {
    return number;
  }

  /** Where it stands. */
  public State state() {
    return state;
  }

  /** The verdict, or null unless {@link State#DONE}. */
  public @Nullable Verdict verdict() {
    return verdict;
  }

  /** How the verdict was found, or null. */
  public @Nullable String method() {
    return method;
  }

  /** Why the job failed, or null. */
  public @Nullable String reason() {
    return reason;
  }

  /** Name of the node that answered, or null. */
  public @Nullable String node() {
    return node;
  }

  /** How often it was assigned to a tester, from 1. */
  public int attempts() {
    return attempts;
  }

  /** Milliseconds since the epoch, by the accepting node's clock. */
  public long submittedAt() {
    return submittedAt;
  }

  /** Milliseconds since the epoch, by the answering node's clock; 0 while not over. */
  public long finishedAt() {
    return finishedAt;
  }

  /**
   * How much of a long test is done, from 0 to 1, as told every one to ten seconds while it runs.
   */
  public double progress() {
    return progress;
  }

  /**
   * The primes that were found, in decimal, if new ones were ordered and the job is {@link
   * State#DONE}; else none. {@link #verdict} and {@link #method} are of the first.
   */
  public List<String> primes() {
    return List.of(primes);
  }

  @Override
  public String toString() {
    String outcome = verdict != null ? " " + verdict + " (" + method + ")" : "";
    return "job " + id + " " + state + outcome + (reason != null ? " " + reason : "");
  }
}
