package sellaprime.client;

/** The job is over without a verdict: it failed, or was cancelled. That outcome is final. */
public final class JobFailedException extends PrimesClientException {
  private static final long serialVersionUID = 1L;

  // Not part of the serial form: a JobInfo travels by Ignite's own marshaller only.
  private final transient JobInfo job;

  /** The finished job. */
  public JobFailedException(JobInfo job) {
    super(describe(job), job.id(), false, null);
    this.job = job;
  }

  private static String describe(JobInfo job) {
    String outcome = job.state() == JobInfo.State.CANCELLED ? "was cancelled" : "failed";
    return "Job " + job.id() + " " + outcome + (job.reason() == null ? "" : ": " + job.reason());
  }

  /** The job, {@link JobInfo.State#FAILED} or {@link JobInfo.State#CANCELLED}. */
  public JobInfo job() {
    return job;
  }
}
