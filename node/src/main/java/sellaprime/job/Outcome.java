package sellaprime.job;

import org.jspecify.annotations.Nullable;

/**
 * How a job ended: a verdict with its method or another finding, a failure with its reason, or a
 * cancellation. Recorded once, never changed.
 */
public final class Outcome {
  private final @Nullable Answer answer;
  private final @Nullable String method;
  private final @Nullable String result;
  private final @Nullable String reason;
  private final @Nullable String node;
  private final long finishedAt;

  /** An outcome read back from where it was stored. */
  public Outcome(
      @Nullable Answer answer,
      @Nullable String method,
      @Nullable String result,
      @Nullable String reason,
      @Nullable String node,
      long finishedAt) {
    this.answer = answer;
    this.method = method;
    this.result = result;
    this.reason = reason;
    this.node = node;
    this.finishedAt = finishedAt;
  }

  /** A finding, and the name of the node that made it. */
  public static Outcome of(Finding finding, String node, long finishedAt) {
    return new Outcome(
        finding.answer(), finding.method(), finding.result(), null, node, finishedAt);
  }

  /** A verdict, its method, and the name of the node that found it. */
  public static Outcome verdict(Answer answer, String method, String node, long finishedAt) {
    return of(Finding.verdict(answer, method), node, finishedAt);
  }

  /** The same, for another job that asked the same, answered at {@code later}. */
  public Outcome again(long later) {
    return new Outcome(answer, method, result, reason, node, later);
  }

  /** A failure; {@code node} is where it showed, if anywhere in particular. */
  public static Outcome failure(String reason, @Nullable String node, long finishedAt) {
    return new Outcome(null, null, null, reason, node, finishedAt);
  }

  /** A cancellation by the caller. */
  public static Outcome cancellation(long finishedAt) {
    return new Outcome(null, null, null, null, null, finishedAt);
  }

  /** The verdict; null unless the job is {@link JobState#DONE} and about one number. */
  public @Nullable Answer answer() {
    return answer;
  }

  /** How the verdict was found, or null. */
  public @Nullable String method() {
    return method;
  }

  /** What was found if the question was not about one number: see {@link Finding#result}. */
  public @Nullable String result() {
    return result;
  }

  /** Why the job failed, or null. */
  public @Nullable String reason() {
    return reason;
  }

  /** Name of the node that recorded the outcome, or null. */
  public @Nullable String node() {
    return node;
  }

  /** Milliseconds since the epoch, by the clock of the node that recorded it. */
  public long finishedAt() {
    return finishedAt;
  }
}
