package sellaprime.job;

import org.jspecify.annotations.Nullable;

/**
 * How a job ended: a verdict with its method, a failure with its reason, or a cancellation.
 * Recorded once, never changed.
 */
public final class Outcome {
  private final @Nullable Answer answer;
  private final @Nullable String method;
  private final @Nullable String reason;
  private final @Nullable String node;
  private final long finishedAt;

  /** An outcome read back from where it was stored. */
  public Outcome(
      @Nullable Answer answer,
      @Nullable String method,
      @Nullable String reason,
      @Nullable String node,
      long finishedAt) {
    this.answer = answer;
    this.method = method;
    this.reason = reason;
    this.node = node;
    this.finishedAt = finishedAt;
  }

  /** A verdict, its method, and the name of the node that found it. */
  public static Outcome verdict(Answer answer, String method, String node, long finishedAt) {
    return new Outcome(answer, method, null, node, finishedAt);
  }

  /** A failure; {@code node} is where it showed, if anywhere in particular. */
  public static Outcome failure(String reason, @Nullable String node, long finishedAt) {
    return new Outcome(null, null, reason, node, finishedAt);
  }

  /** A cancellation by the caller. */
  public static Outcome cancellation(long finishedAt) {
    return new Outcome(null, null, null, null, finishedAt);
  }

  /** The verdict, or null unless the job is {@link JobState#DONE}. */
  public @Nullable Answer answer() {
    return answer;
  }

  /** How the verdict was found, or null. */
  public @Nullable String method() {
    return method;
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
