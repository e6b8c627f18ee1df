package sellaprime.client;

import org.jspecify.annotations.Nullable;

/** What the service says of one job: how it stands, or why it was refused. */
public final class Reply {
  /** Whether it was accepted or found, and if not, whether repeating helps. */
  public enum Status {
    /** Accepted, or found. */
    OK,
    /** The number or the id cannot be read; repeating does not help. */
    BAD_REQUEST,
    /** The number exceeds a limit of the service; repeating does not help. */
    TOO_LARGE,
    /** The id belongs to a job with another number; repeating does not help. */
    CONFLICT,
    /** No such job. */
    NOT_FOUND,
    /** Too much work: repeat after {@link Reply#retryAfterMs()}. Nothing was accepted. */
    OVERLOADED,
    /** This node takes no work now, or could not tell; repeat, best at another node. */
    UNAVAILABLE
  }

  private final Status status;
  private final @Nullable String detail;
  private final long retryAfterMs;
  private final @Nullable JobInfo job;
  private final @Nullable BatchInfo batch;

  private Reply(
      Status status,
      @Nullable String detail,
      long retryAfterMs,
      @Nullable JobInfo job,
      @Nullable BatchInfo batch) {
    this.status = status;
    this.detail = detail;
    this.retryAfterMs = retryAfterMs;
    this.job = job;
    this.batch = batch;
  }

  /** Accepted, or found. */
  public static Reply of(JobInfo job) {
    return new Reply(Status.OK, null, 0, job, null);
  }

  /** A batch, with the job that it is. */
  public static Reply of(JobInfo job, BatchInfo batch) {
    return new Reply(Status.OK, null, 0, job, batch);
  }

  /** Refused, with a sentence for people and a hint when to come again (0: none). */
  public static Reply refused(Status status, String detail, long retryAfterMs) {
    return new Reply(status, detail, retryAfterMs, null, null);
  }

  /** Whether it was accepted or found. */
  public Status status() {
    return status;
  }

  /** Why not, for people; null if it was. */
  public @Nullable String detail() {
    return detail;
  }

  /** When to come again, in milliseconds; 0 if there is no telling. */
  public long retryAfterMs() {
    return retryAfterMs;
  }

  /** The job, or null if refused. */
  public @Nullable JobInfo job() {
    return job;
  }

  /** The batch, if the question was about one. */
  public @Nullable BatchInfo batch() {
    return batch;
  }
}
